import { COMPANY_TYPES } from '../../../server/src/companies/contract';
import { useText } from '../kernel/text';
import type { FilterDefinition } from '../ui/FilterBar';
import type { ListView } from '../ui/ListPage';
import { useOwnerOptions } from '../ui/OwnerPicker';

export const useCompanyFilters = (): readonly FilterDefinition[] => {
  const text = useText();
  const owners = useOwnerOptions();
  return [
    { name: 'type', label: text('companies.type'), options: COMPANY_TYPES.map((value) => ({ value, label: text(`companies.type.${value}`) })) },
    { name: 'owner', label: text('companies.owner'), options: owners },
  ];
};

export const useCompanyViews = (): readonly ListView[] => {
  const text = useText();
  return [
    { label: text('companies.view.all'), filters: {} },
    { label: text('companies.view.mine'), filters: { owner: ['me'] } },
    { label: text('companies.view.customers'), filters: { type: ['customer'] } },
    { label: text('companies.view.prospects'), filters: { type: ['prospect'] } },
  ];
};
