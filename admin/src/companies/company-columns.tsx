import { useMemo } from 'react';
import type { CompanyRow } from '../../../server/src/companies/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import type { Column } from '../ui/DataTable';
import { NameCell } from '../ui/NameCell';
import { OwnerAvatar } from '../ui/Owner';
import { RelativeTime } from '../ui/RelativeTime';
import { CompanyTypeChip } from './CompanyTypeChip';

export const useCompanyColumns = (): readonly Column<CompanyRow>[] => {
  const text = useText();
  const { number } = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: text('companies.name'), cell: (company) => <NameCell kind="company" record={company} />, sorts: ['name', '-name'], card: 'title' },
      { id: 'domain', header: text('companies.domain'), cell: (company) => company.domain, card: 'line' },
      { id: 'type', header: text('companies.type'), cell: (company) => <CompanyTypeChip type={company.type} />, card: 'aside' },
      { id: 'industry', header: text('companies.industry'), cell: (company) => company.industry, card: 'line' },
      { id: 'people', header: text('companies.people'), cell: (company) => number(company.contactCount), isNumber: true, width: '1%' },
      { id: 'owner', header: text('companies.owner'), cell: (company) => <OwnerAvatar owner={company.owner} />, width: '1%' },
      {
        id: 'touched',
        header: text('companies.last-touch'),
        cell: (company) => company.lastActivityAt && <RelativeTime at={company.lastActivityAt} />,
        sorts: ['-lastActivityAt', 'lastActivityAt'],
        width: '1%',
        card: 'foot',
      },
    ],
    [number, text],
  );
};
