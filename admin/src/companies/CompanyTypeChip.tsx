import type { CompanyRow } from '../../../server/src/companies/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import type { Tone } from '../ui/styles';

const LOOKS: Readonly<Record<CompanyRow['type'], { tone: Tone; isHollow?: boolean }>> = {
  customer: { tone: 'success' },
  prospect: { tone: 'secondary' },
  partner: { tone: 'alternative' },
  supplier: { tone: 'primary' },
  competitor: { tone: 'danger' },
  other: { tone: 'neutral', isHollow: true },
};

export const CompanyTypeChip = ({ type }: { type: CompanyRow['type'] }) => {
  const text = useText();
  return <Chip {...LOOKS[type]}>{text(`companies.type.${type}`)}</Chip>;
};
