import type { LeadRow } from '../../../server/src/leads/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';

/** Says that nobody is waiting behind this lead. */
export const LeadFlags = ({ lead }: { lead: Pick<LeadRow, 'isTest' | 'isSample'> }) => {
  const text = useText();
  return (
    <>
      {lead.isTest && <Chip>{text('leads.flag.test')}</Chip>}
      {lead.isSample && <Chip>{text('leads.flag.sample')}</Chip>}
    </>
  );
};
