import type { CompanyRow } from '../../../server/src/contacts/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import { COMPANY_TYPE_LOOKS } from './lifecycle';

export const CompanyTypeChip = ({ type }: { type: CompanyRow['type'] }) => {
  const text = useText();
  return <Chip {...COMPANY_TYPE_LOOKS[type]}>{text(`contacts.type.${type}`)}</Chip>;
};
