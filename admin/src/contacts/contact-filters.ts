import { companiesContract } from '../../../server/src/companies/contract';
import { LIFECYCLE_STAGES } from '../../../server/src/contacts/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import type { Filters } from '../kernel/url-state';
import type { FilterDefinition } from '../ui/FilterBar';
import type { ListView } from '../ui/ListPage';
import { useOwnerOptions } from '../ui/OwnerPicker';

/** A company is picked on its page (“All 12 people”), so here it is only named and taken away. */
const useCompanyFilter = ([id, ...others]: readonly string[]): readonly FilterDefinition[] => {
  const text = useText();
  const { can } = useMe();
  const company = useEndpoint(companiesContract.endpoints.get, { params: { id: id ?? '' } }, { enabled: id !== undefined && can('companies.read') });
  if (id === undefined) return [];
  const label = company.data?.name ?? text('contacts.one-company');
  return [{ name: 'company', label: text('contacts.company'), options: [{ value: id, label }, ...others.map((value) => ({ value, label: value }))] }];
};

export const useContactFilters = (current: Filters): readonly FilterDefinition[] => {
  const text = useText();
  const owners = useOwnerOptions();
  const company = useCompanyFilter(current.company ?? []);
  return [
    {
      name: 'lifecycleStage',
      label: text('contacts.lifecycleStage'),
      options: LIFECYCLE_STAGES.map((value) => ({ value, label: text(`contacts.lifecycleStage.${value}`) })),
    },
    { name: 'owner', label: text('contacts.owner'), options: owners },
    ...company,
  ];
};

export const useContactViews = (): readonly ListView[] => {
  const text = useText();
  return [
    { label: text('contacts.view.all'), filters: {} },
    { label: text('contacts.view.mine'), filters: { owner: ['me'] } },
    { label: text('contacts.view.leads'), filters: { lifecycleStage: ['lead'] } },
    { label: text('contacts.view.customers'), filters: { lifecycleStage: ['customer'] } },
  ];
};
