import { useMemo } from 'react';
import type { LeadRow } from '../../../server/src/leads/contract';
import { useText } from '../kernel/text';
import type { Column } from '../ui/DataTable';
import { OwnerAvatar } from '../ui/Owner';
import { RelativeTime } from '../ui/RelativeTime';
import { AnswerClock } from './AnswerClock';
import { LeadName } from './LeadName';
import { LeadSource } from './LeadSource';
import { LeadStatusChip } from './LeadStatusChip';

export const useLeadColumns = (): readonly Column<LeadRow>[] => {
  const text = useText();
  return useMemo(
    () => [
      { id: 'name', header: text('leads.name'), cell: (lead) => <LeadName lead={lead} />, sorts: ['name', '-name'], card: 'title' },
      { id: 'company', header: text('leads.company'), cell: (lead) => lead.companyName, card: 'line' },
      { id: 'status', header: text('leads.status'), cell: (lead) => <LeadStatusChip status={lead.status} />, card: 'aside' },
      { id: 'answer', header: text('leads.answer'), cell: (lead) => <AnswerClock lead={lead} />, sorts: ['firstResponseDueAt'], card: 'line' },
      { id: 'source', header: text('leads.source'), cell: (lead) => <LeadSource lead={lead} /> },
      { id: 'owner', header: text('leads.owner'), cell: (lead) => <OwnerAvatar owner={lead.owner} />, width: '1%', card: 'foot' },
      {
        id: 'created',
        header: text('leads.created'),
        cell: (lead) => <RelativeTime at={lead.createdAt} />,
        sorts: ['-createdAt', 'createdAt'],
        width: '1%',
      },
    ],
    [text],
  );
};
