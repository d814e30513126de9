import { IconButton } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import type { Company } from '../../../server/src/companies/contract';
import { contactsContract } from '../../../server/src/contacts/contract';
import { useEndpoint } from '../kernel/api';
import { crmPath } from '../kernel/feature';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Avatar } from '../ui/Avatar';
import { Card } from '../ui/Card';
import { TextLink } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { Cluster, Muted, Small, Stack } from '../ui/Type';
import { useContactDraft } from './contact-draft';
import { ContactCreateDrawer } from './ContactCreateDrawer';

const { endpoints } = contactsContract;
const SHOWN = 5;

/** Who works there, the last touched first. */
export const PeopleCard = ({ company: { id, name, contactCount } }: { company: Company }) => {
  const text = useText();
  const { number } = useFormat();
  const { can } = useMe();
  const draft = useContactDraft({ id, name });
  const [isAdding, setIsAdding] = useState(false);
  const people = useEndpoint(
    endpoints.list,
    { query: { filters: { company: id }, sort: '-lastActivityAt', limit: SHOWN } },
    { enabled: can('contacts.read') },
  );
  if (!can('contacts.read')) return null;

  return (
    <Card
      title={text('contacts.people')}
      count={number(contactCount)}
      actions={
        can('contacts.create') && (
          <IconButton label={text('contacts.add')} size="S" variant="ghost" onClick={() => setIsAdding(true)}>
            <Plus />
          </IconButton>
        )
      }
    >
      {people.isPending && <LinesSkeleton lines={3} />}
      {people.isError && <LoadFailed error={people.error} onRetry={() => void people.refetch()} isInside />}
      {people.data && people.data.results.length === 0 && <Muted>{text('contacts.people.none')}</Muted>}
      <Stack $gap={3}>
        {people.data?.results.map((person) => (
          <Cluster key={person.id} $gap={3} style={{ flexWrap: 'nowrap' }}>
            <Avatar kind="contact" name={person.name} size="M" />
            <Stack $gap={0}>
              <TextLink to={crmPath(`contacts/${person.id}`)}>{person.name}</TextLink>
              <Small>{person.jobTitle ?? person.email}</Small>
            </Stack>
          </Cluster>
        ))}
        {people.data?.page.next && (
          <TextLink to={`${crmPath('contacts')}?filter.company=${encodeURIComponent(id)}`}>{text('contacts.people.all', { count: contactCount })}</TextLink>
        )}
      </Stack>
      {isAdding && <ContactCreateDrawer draft={draft} onClose={() => setIsAdding(false)} />}
    </Card>
  );
};
