import { Combobox, ComboboxOption } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { companiesContract } from '../../../server/src/companies/contract';
import type { Reference } from '../../../server/src/kernel/contract';
import { useEndpoint, useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Small } from '../ui/Type';

const { endpoints } = companiesContract;
const PAUSE_MS = 300;
const NEW = 'new';

/** Asks after a pause in typing, and not again for the name that was picked. */
const useSearchedName = (typed: string, picked: string | undefined): string => {
  const [asked, setAsked] = useState('');
  const wanted = typed === picked ? '' : typed.trim();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return asked;
};

interface CompanyPickerProps {
  label: string;
  company: Reference | null;
  onChange: (company: Reference | null) => void;
  size?: 'S' | 'M';
  hasAutoFocus?: boolean;
  /** A company that can't be chosen: it can't be above itself. */
  exceptId?: string;
}

/** Finds a company by name or domain; what is not there yet can be added on the spot. */
export const CompanyPicker = ({ label, company, onChange, size = 'M', hasAutoFocus, exceptId }: CompanyPickerProps) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const { can } = useMe();
  const [typed, setTyped] = useState(company?.name ?? '');
  const asked = useSearchedName(typed, company?.name);
  const found = useEndpoint(endpoints.list, { query: { q: asked || undefined, sort: 'name', limit: 20 } }, { keepPrevious: true });
  const create = useEndpointMutation(endpoints.create, { invalidates: [endpoints.list] });

  const results = (found.data?.results ?? []).filter(({ id }) => id !== exceptId && id !== company?.id);
  const options: readonly Reference[] = company ? [company, ...results] : results;
  const name = typed.trim();
  const isNew = asked !== '' && asked === name && !found.isFetching && !options.some((one) => one.name.toLowerCase() === name.toLowerCase());

  const choose = (next: Reference | null) => {
    setTyped(next?.name ?? '');
    if (next?.id !== company?.id) onChange(next);
  };

  const add = async () => {
    try {
      const { id, name: saved } = await create.mutateAsync({ body: { name: asked } });
      choose({ id, name: saved });
    } catch (thrown) {
      setTyped(asked);
      announce(errorText(toApiError(thrown)), 'assertive');
    }
  };

  const pick = (value: string | undefined) => {
    if (value === NEW) void add();
    else if (!value) choose(null);
    else choose(options.find(({ id }) => id === value) ?? company);
  };
  const failure = create.error ?? found.error;

  return (
    <>
      <Combobox
        size={size}
        aria-label={label}
        autoFocus={hasAutoFocus}
        autocomplete="none"
        placeholder={text('companies.pick.search')}
        loading={found.isPending || create.isPending}
        loadingMessage={text('ui.loading')}
        noOptionsMessage={() => text('companies.pick.none')}
        value={company?.id ?? ''}
        textValue={typed}
        onTextValueChange={setTyped}
        onChange={pick}
      >
        {options.map((one) => (
          <ComboboxOption key={one.id} value={one.id}>
            {one.name}
          </ComboboxOption>
        ))}
        {isNew && can('companies.create') && <ComboboxOption value={NEW}>{text('companies.pick.add', { name })}</ComboboxOption>}
      </Combobox>
      {failure && <Small role="alert">{errorText(failure)}</Small>}
    </>
  );
};
