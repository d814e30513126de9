import { Checkbox } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { Reference } from '../../../server/src/kernel/contract';
import { settingsContract } from '../../../server/src/settings/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { NamedAvatar } from '../ui/Avatar';
import { Banner } from '../ui/Banner';
import { LoadFailed } from '../ui/LoadFailed';
import { SearchField } from '../ui/SearchField';
import { LinesSkeleton } from '../ui/Skeleton';
import { controlHeight, toneColor } from '../ui/styles';
import { Muted, Small, Stack, Strong } from '../ui/Type';
import { ChosenMembers } from './ChosenMembers';

/** What the server answers at most. */
const MOST = 50;

const People = styled.ul`
  max-height: 28rem;
  overflow: auto;
  overscroll-behavior: contain;
`;

const Person = styled.li`
  ${controlHeight}
  display: flex;
  align-items: center;
`;

const Wrong = styled.p`
  font-size: 1.2rem;
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

interface MemberPickerProps {
  members: readonly Reference[];
  error?: string;
  onChange: (members: Reference[]) => void;
}

/** Many of many: the chosen ones stay in sight while the search changes the list below. */
export const MemberPicker = ({ members, error, onChange }: MemberPickerProps) => {
  const text = useText();
  const { can } = useMe();
  const without = (id: string) => members.filter((member) => member.id !== id);

  return (
    <Stack role="group" aria-label={text('settings.members.label')} $gap={3}>
      <Strong>{text('settings.members.label')}</Strong>
      <ChosenMembers members={members} onRemove={can('users.read') ? (id) => onChange(without(id)) : undefined} />
      {error && <Wrong role="alert">{error}</Wrong>}
      {can('users.read') ? (
        <FoundPeople
          isChosen={(id) => members.some((member) => member.id === id)}
          onToggle={(person, isOn) => onChange(isOn ? [...without(person.id), person] : without(person.id))}
        />
      ) : (
        <Banner>{text('settings.members.no-permission')}</Banner>
      )}
    </Stack>
  );
};

interface FoundPeopleProps {
  isChosen: (id: string) => boolean;
  onToggle: (person: Reference, isOn: boolean) => void;
}

const FoundPeople = ({ isChosen, onToggle }: FoundPeopleProps) => {
  const text = useText();
  const [q, setQ] = useState('');
  const people = useEndpoint(settingsContract.endpoints.users, { query: { q: q || undefined } }, { keepPrevious: true });

  const found = () => {
    if (people.isPending) return <LinesSkeleton />;
    if (people.isError) return <LoadFailed isInside error={people.error} onRetry={() => void people.refetch()} />;
    const { results } = people.data;
    if (results.length === 0) return <Muted>{text('settings.members.none-found', { q })}</Muted>;
    return (
      <>
        <People aria-label={text('settings.members.found')}>
          {results.map((person) => (
            <Person key={person.id}>
              <Checkbox checked={isChosen(person.id)} onCheckedChange={(isOn) => onToggle(person, isOn === true)}>
                <NamedAvatar kind="teammate" name={person.name} />
              </Checkbox>
            </Person>
          ))}
        </People>
        {results.length >= MOST && <Small>{text('settings.members.many')}</Small>}
      </>
    );
  };

  return (
    <>
      <SearchField value={q} onChange={(typed) => setQ(typed.trim())} placeholder={text('settings.members.search')} />
      {found()}
    </>
  );
};
