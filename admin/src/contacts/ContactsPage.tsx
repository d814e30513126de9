import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { contactsContract } from '../../../server/src/contacts/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { ListPage } from '../ui/ListPage';
import { useContactColumns } from './contact-columns';
import { useContactDraft } from './contact-draft';
import { useContactFilters, useContactViews } from './contact-filters';
import { ContactCreateDrawer } from './ContactCreateDrawer';
import { NoContacts } from './NoContacts';

const { endpoints } = contactsContract;

export const ContactsPage = () => {
  const text = useText();
  const { can } = useMe();
  const list = useListState(endpoints.list);
  const contacts = useEndpoint(endpoints.list, { query: list.query }, { keepPrevious: true });
  const columns = useContactColumns();
  const views = useContactViews();
  const filters = useContactFilters(list.filters);
  const draft = useContactDraft();
  const [isAdding, setIsAdding] = useState(false);
  const add = can('contacts.create') ? () => setIsAdding(true) : undefined;

  return (
    <ListPage
      title={text('contacts.title')}
      actions={
        add && (
          <Button size="S" startIcon={<Plus />} onClick={add}>
            {text('contacts.add')}
          </Button>
        )
      }
      list={list}
      query={contacts}
      columns={columns}
      defaultSort="-createdAt"
      views={views}
      filters={filters}
      searchPlaceholder={text('contacts.search')}
      empty={<NoContacts />}
    >
      {isAdding && <ContactCreateDrawer draft={draft} onClose={() => setIsAdding(false)} />}
    </ListPage>
  );
};
