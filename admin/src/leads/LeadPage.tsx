import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { leadsContract } from '../../../server/src/leads/contract';
import { useEndpoint } from '../kernel/api';
import { LoadFailed } from '../ui/LoadFailed';
import { RecordSkeleton } from '../ui/Skeleton';
import { LeadRecord } from './LeadRecord';

/** Often enough that two people do not call the same person. */
const ASKED_EVERY_MS = 15_000;

export const LeadPage = () => {
  const { id = '' } = useParams<'id'>();
  const [isEditing, setIsEditing] = useState(false);
  const lead = useEndpoint(leadsContract.endpoints.get, { params: { id } }, { refetchInterval: !isEditing && ASKED_EVERY_MS });

  if (lead.isPending) return <RecordSkeleton />;
  // One question without an answer takes no record away that is being read; its end does.
  if (lead.isError && (!lead.data || lead.error.status === 404)) return <LoadFailed error={lead.error} onRetry={() => void lead.refetch()} />;
  return <LeadRecord key={id} lead={lead.data} onEditing={setIsEditing} />;
};
