import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { companiesContract } from '../../../server/src/companies/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { EmptyState } from '../ui/EmptyState';
import { ListPage } from '../ui/ListPage';
import { useCompanyColumns } from './company-columns';
import { useCompanyDraft } from './company-draft';
import { useCompanyFilters, useCompanyViews } from './company-filters';
import { CompanyCreateDrawer } from './CompanyCreateDrawer';

const { endpoints } = companiesContract;

export const CompaniesPage = () => {
  const text = useText();
  const { can } = useMe();
  const list = useListState(endpoints.list);
  const companies = useEndpoint(endpoints.list, { query: list.query }, { keepPrevious: true });
  const columns = useCompanyColumns();
  const views = useCompanyViews();
  const filters = useCompanyFilters();
  const draft = useCompanyDraft();
  const [isAdding, setIsAdding] = useState(false);
  const add = can('companies.create') ? () => setIsAdding(true) : undefined;

  return (
    <ListPage
      title={text('companies.title')}
      actions={
        add && (
          <Button size="S" startIcon={<Plus />} onClick={add}>
            {text('companies.add')}
          </Button>
        )
      }
      list={list}
      query={companies}
      columns={columns}
      defaultSort="-createdAt"
      views={views}
      filters={filters}
      searchPlaceholder={text('companies.search')}
      empty={
        <EmptyState
          title={text('companies.empty.title')}
          actions={
            add && (
              <Button variant="secondary" size="S" startIcon={<Plus />} onClick={add}>
                {text('companies.add')}
              </Button>
            )
          }
        >
          {text('companies.empty.hint')}
        </EmptyState>
      }
    >
      {isAdding && <CompanyCreateDrawer draft={draft} onClose={() => setIsAdding(false)} />}
    </ListPage>
  );
};
