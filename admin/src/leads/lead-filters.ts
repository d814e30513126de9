import { useMemo } from 'react';
import { formsContract } from '../../../server/src/forms/contract';
import { LEAD_SOURCES, type LeadRow } from '../../../server/src/leads/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import type { Filters } from '../kernel/url-state';
import type { FilterDefinition } from '../ui/FilterBar';
import { useOwnerOptions } from '../ui/OwnerPicker';
import { BINNED_STATUSES, OPEN_STATUSES } from './lead-status';

const FORMS_FRESH_MS = 300_000;

/** Links from a contact or company narrow the list to it: shown as a filter, so that it can be taken away. */
const RECORDS = ['contact', 'company'] as const;

export const useLeadFilters = (active: Filters, rows: readonly LeadRow[]): readonly FilterDefinition[] => {
  const text = useText();
  const { can } = useMe();
  const owners = useOwnerOptions();
  const forms = useEndpoint(
    formsContract.endpoints.listForms,
    { query: { sort: 'name', limit: 100 } },
    { enabled: can('forms.read'), staleTime: FORMS_FRESH_MS },
  );
  const formRows = forms.data?.results;

  return useMemo(() => {
    const statuses = [...OPEN_STATUSES, ...BINNED_STATUSES];
    const records = RECORDS.filter((name) => active[name]?.length).map((name) => ({
      name,
      label: text(`leads.${name}`),
      options: rows.slice(0, 1).flatMap((row) => {
        const record = row[name];
        return record ? [{ value: record.id, label: record.name }] : [];
      }),
    }));
    const formOptions = (formRows ?? []).map(({ id, name }) => ({ value: id, label: name }));
    return [
      ...records,
      { name: 'status', label: text('leads.status'), options: statuses.map((value) => ({ value, label: text(`leads.status.${value}`) })) },
      { name: 'owner', label: text('leads.owner'), options: owners },
      { name: 'source', label: text('leads.source'), options: LEAD_SOURCES.map((value) => ({ value, label: text(`leads.source.${value}`) })) },
      ...(formOptions.length > 0 ? [{ name: 'form', label: text('leads.form'), options: formOptions }] : []),
    ];
  }, [active, formRows, owners, rows, text]);
};
