import { Combobox, ComboboxOption } from '@strapi/design-system';
import { useMemo } from 'react';
import type { Reference } from '../../../server/src/kernel/contract';
import { settingsContract } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import type { Option } from './FilterBar';

const NOBODY = 'none';
const TEAMMATES_FRESH_MS = 300_000;

/** Everybody who can own records, myself first. Who may not list users still finds themselves. */
export const useTeammates = (): readonly Reference[] => {
  const { user, can } = useMe();
  const users = useEndpoint(settingsContract.endpoints.users, {}, { enabled: can('users.read'), staleTime: TEAMMATES_FRESH_MS });
  return useMemo(() => [user, ...(users.data?.results ?? []).filter(({ id }) => id !== user.id)], [user, users.data]);
};

/** The values of an `owner` filter: me, nobody, and each teammate. */
export const useOwnerOptions = (): readonly Option[] => {
  const text = useText();
  const { user } = useMe();
  const teammates = useTeammates();
  return useMemo(
    () => [
      { value: 'me', label: text('ui.owner.me') },
      { value: NOBODY, label: text('ui.unassigned') },
      ...teammates.filter(({ id }) => id !== user.id).map(({ id, name }) => ({ value: id, label: name })),
    ],
    [teammates, text, user.id],
  );
};

interface OwnerPickerProps {
  label: string;
  owner: Pick<Reference, 'id' | 'name'> | null;
  onChange: (ownerId: string | null) => void;
  size?: 'S' | 'M';
}

export const OwnerPicker = ({ label, owner, onChange, size = 'M' }: OwnerPickerProps) => {
  const text = useText();
  const { user } = useMe();
  const teammates = useTeammates();
  const isListed = !owner || teammates.some(({ id }) => id === owner.id);
  const choices = isListed ? teammates : [...teammates, owner];

  return (
    <Combobox
      size={size}
      aria-label={label}
      placeholder={text('ui.unassigned')}
      value={owner?.id ?? NOBODY}
      onChange={(picked) => {
        const next = picked && picked !== NOBODY ? picked : null;
        if (picked && next !== (owner?.id ?? null)) onChange(next);
      }}
    >
      <ComboboxOption value={NOBODY}>{text('ui.unassigned')}</ComboboxOption>
      {choices.map(({ id, name }) => (
        <ComboboxOption key={id} value={id}>
          {id === user.id ? text('ui.owner.myself', { name }) : name}
        </ComboboxOption>
      ))}
    </Combobox>
  );
};
