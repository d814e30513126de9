import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { leadsContract } from '../../../server/src/leads/contract';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { sameFilters, useListState } from '../kernel/url-state';
import { ListPage } from '../ui/ListPage';
import { useLeadColumns } from './lead-columns';
import { useLeadDraft } from './lead-draft';
import { useLeadFilters } from './lead-filters';
import { useLeadViews } from './lead-views';
import { LeadCreateDrawer } from './LeadCreateDrawer';
import { useLiveLeads } from './live-leads';
import { NoLeads } from './NoLeads';
import { WaitingLeads } from './WaitingLeads';

export const LeadsPage = () => {
  const text = useText();
  const { can } = useMe();
  const list = useListState(leadsContract.endpoints.list);
  const leads = useLiveLeads(list.query);
  const { views, total } = useLeadViews();
  const columns = useLeadColumns();
  const filters = useLeadFilters(list.filters, leads.rows);
  const draft = useLeadDraft();
  const [isAdding, setIsAdding] = useState(false);

  const add = can('leads.create') ? () => setIsAdding(true) : undefined;
  const isView = list.q === '' && views.some((view) => sameFilters(view.filters, list.filters));

  return (
    <div ref={leads.top}>
      <ListPage
        title={text('leads.title')}
        subtitle={leads.isCutOff && text('leads.cut-off')}
        actions={
          add && (
            <Button size="S" startIcon={<Plus />} onClick={add}>
              {text('leads.add')}
            </Button>
          )
        }
        list={{ ...list, isNarrowed: list.isNarrowed && !isView }}
        query={leads.query}
        columns={columns}
        defaultSort="-createdAt"
        views={views}
        filters={filters}
        searchPlaceholder={text('leads.search')}
        empty={<NoLeads total={total} onAdd={add} />}
      >
        <WaitingLeads count={leads.waiting} onShow={leads.showWaiting} />
        {isAdding && <LeadCreateDrawer draft={draft} onClose={() => setIsAdding(false)} />}
      </ListPage>
    </div>
  );
};
