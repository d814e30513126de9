import type { LeadStatus } from '../../../server/src/leads/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { STATUS_LOOKS } from './lead-status';

export const LeadStatusChip = ({ status }: { status: LeadStatus }) => {
  const text = useText();
  return <Chip {...STATUS_LOOKS[status]}>{text(`leads.status.${status}`)}</Chip>;
};
