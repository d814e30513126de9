import { useMemo } from 'react';
import type { ContactRow } from '../../../server/src/contacts/contract';
import { useText } from '../kernel/text';
import { mailAddress } from '../ui/addresses';
import type { Column } from '../ui/DataTable';
import { OuterLink } from '../ui/Links';
import { NameCell } from '../ui/NameCell';
import { OwnerAvatar } from '../ui/Owner';
import { RelativeTime } from '../ui/RelativeTime';
import { Muted } from '../ui/Type';
import { LifecycleChip } from './LifecycleChip';
import { useSourceName } from './source-name';

export const useContactColumns = (): readonly Column<ContactRow>[] => {
  const text = useText();
  const sourceName = useSourceName();
  return useMemo(
    () => [
      { id: 'name', header: text('contacts.name'), cell: (contact) => <NameCell kind="contact" record={contact} />, sorts: ['name', '-name'], card: 'title' },
      { id: 'company', header: text('contacts.company'), cell: (contact) => contact.company?.name, card: 'line' },
      { id: 'lifecycle', header: text('contacts.lifecycleStage'), cell: (contact) => <LifecycleChip stage={contact.lifecycleStage} />, card: 'aside' },
      {
        id: 'email',
        header: text('contacts.email'),
        cell: (contact) => contact.email && <OuterLink href={mailAddress(contact.email)}>{contact.email}</OuterLink>,
        card: 'line',
      },
      { id: 'owner', header: text('contacts.owner'), cell: (contact) => <OwnerAvatar owner={contact.owner} />, width: '1%' },
      {
        id: 'touched',
        header: text('contacts.last-touch'),
        cell: (contact) => contact.lastActivityAt && <RelativeTime at={contact.lastActivityAt} />,
        sorts: ['-lastActivityAt', 'lastActivityAt'],
        width: '1%',
        card: 'foot',
      },
      { id: 'source', header: text('contacts.source'), cell: (contact) => <Muted>{sourceName(contact.source)}</Muted> },
    ],
    [sourceName, text],
  );
};
