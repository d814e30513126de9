import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { contactsContract } from '../../../server/src/contacts/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { EmptyState } from '../ui/EmptyState';
import { ListPage } from '../ui/ListPage';
import { useCompanyColumns } from './company-columns';
import { useCompanyDraft } from './company-draft';
import { CompanyCreateDrawer } from './CompanyCreateDrawer';
import { useCompanyFilters, useCompanyViews } from './list-filters';

const { endpoints } = contactsContract;

export const CompaniesPage = () => {
  const text = useText();
  const { can } = useMe();
  const list = useListState(endpoints.listCompanies);
  const companies = useEndpoint(endpoints.listCompanies, { query: list.query }, { keepPrevious: true });
  const columns = useCompanyColumns();
  const views = useCompanyViews();
  const filters = useCompanyFilters();
  const draft = useCompanyDraft();
  const [isAdding, setIsAdding] = useState(false);
  const add = can('companies.create') ? () => setIsAdding(true) : undefined;

  return (
    <ListPage
      title={text('contacts.companies.title')}
      actions={
        add && (
          <Button size="S" startIcon={<Plus />} onClick={add}>
            {text('contacts.companies.add')}
          </Button>
        )
      }
      list={list}
      query={companies}
      columns={columns}
      defaultSort="-createdAt"
      views={views}
      filters={filters}
      searchPlaceholder={text('contacts.companies.search')}
      empty={
        <EmptyState
          title={text('contacts.companies.empty.title')}
          actions={
            add && (
              <Button variant="secondary" size="S" startIcon={<Plus />} onClick={add}>
                {text('contacts.companies.add')}
              </Button>
            )
          }
        >
          {text('contacts.companies.empty.hint')}
        </EmptyState>
      }
    >
      {isAdding && <CompanyCreateDrawer draft={draft} onClose={() => setIsAdding(false)} />}
    </ListPage>
  );
};
