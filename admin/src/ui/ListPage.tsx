import { useIsMobile } from '@strapi/strapi/admin';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import type { Page } from '../../../server/src/kernel/contract';
import type { ApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { Text } from '../kernel/text';
import { sameFilters, type Filters, type ListState } from '../kernel/url-state';
import { BulkBar } from './BulkBar';
import { DataCards } from './DataCards';
import { DataTable, type Column } from './DataTable';
import { EmptyResult } from './EmptyState';
import { FilterBar, type FilterDefinition } from './FilterBar';
import { LoadFailed } from './LoadFailed';
import { PageBody, PageHeader } from './PageHeader';
import { Pager } from './Pager';
import { SearchField } from './SearchField';
import type { Selection } from './selection';
import { RowsSkeleton } from './Skeleton';
import { pagePadding, surface } from './styles';
import { LinkTabs } from './Tabs';
import { Strong } from './Type';

export interface ListView {
  label: string;
  count?: number;
  filters: Filters;
}

interface ListPageProps<Row extends { id: string }> {
  title: string;
  subtitle?: ReactNode;
  /** Beside the search; at most one filled button. */
  actions?: ReactNode;
  list: ListState;
  query: UseQueryResult<Page<Row>, ApiError>;
  columns: readonly Column<Row>[];
  /** How the server sorts when the URL says nothing. */
  defaultSort?: string;
  views?: readonly ListView[];
  filters?: readonly FilterDefinition[];
  /** Without it the list has no search. */
  searchPlaceholder?: string;
  /** With it, rows can be ticked; `bulk` is what can be done with them. */
  selection?: Selection<Row>;
  bulk?: ReactNode;
  /** First use: what this will be, and how to start. */
  empty: ReactNode;
  /** Drawers and the like. */
  children?: ReactNode;
}

const Views = styled.div`
  ${pagePadding}
  margin-bottom: 1.2rem;
`;

const Panel = styled.div<{ $isStale: boolean }>`
  ${surface}
  opacity: ${({ $isStale }) => ($isStale ? 0.6 : 1)};
`;

const viewAddress = (filters: Filters) => {
  const params = new URLSearchParams();
  Object.entries(filters).forEach(([name, values]) => values.forEach((value) => params.append(`filter.${name}`, value)));
  return `?${params.toString()}`;
};

const MatchCount = ({ total }: { total: number | null }) => {
  const { number } = useFormat();
  const count = total === null ? `${number(1000)}+` : number(total);
  return <Text id="ui.list.match" values={{ count: <Strong>{count}</Strong> }} />;
};

export const ListPage = <Row extends { id: string }>(props: ListPageProps<Row>) => {
  const { title, subtitle, actions, list, query, views = [], filters = [], searchPlaceholder, selection, bulk, children } = props;
  const top = useRef<HTMLDivElement>(null);
  const { search } = useLocation();
  const cursor = new URLSearchParams(search).get('cursor');

  useEffect(() => {
    if (cursor) top.current?.scrollIntoView({ block: 'start' });
  }, [cursor]);

  const total = query.data?.page.total;
  const isCounted = query.data !== undefined && !list.hasPrevious && query.data.results.length > 0;

  return (
    <div ref={top}>
      <PageHeader
        title={title}
        subtitle={subtitle}
        actions={actions}
        search={searchPlaceholder && <SearchField value={list.q} onChange={list.setQ} placeholder={searchPlaceholder} />}
      />
      {views.length > 0 && (
        <Views>
          <LinkTabs
            label={title}
            tabs={views.map(({ label, count, filters: wanted }) => ({
              to: viewAddress(wanted),
              label,
              count,
              isActive: sameFilters(wanted, list.filters),
            }))}
          />
        </Views>
      )}
      <PageBody>
        {selection && selection.ids.size > 0 ? (
          <BulkBar count={selection.ids.size} onClear={() => selection.set([])}>
            {bulk}
          </BulkBar>
        ) : (
          (filters.length > 0 || isCounted) && (
            <FilterBar filters={filters} list={list} end={isCounted && <MatchCount total={total ?? null} />} />
          )
        )}
        <ListContent {...props} />
      </PageBody>
      {children}
    </div>
  );
};

const ListContent = <Row extends { id: string }>({ title, list, query, columns, defaultSort, selection, empty }: ListPageProps<Row>) => {
  const isMobile = useIsMobile();

  if (query.isPending)
    return (
      <Panel $isStale={false}>
        <RowsSkeleton />
      </Panel>
    );
  if (query.isError)
    return (
      <Panel $isStale={false}>
        <LoadFailed isInside error={query.error} onRetry={() => void query.refetch()} />
      </Panel>
    );

  const { results, page } = query.data;
  if (results.length === 0) return <>{list.isNarrowed || list.hasPrevious ? <EmptyResult onClear={list.clear} /> : empty}</>;

  const pager = <Pager list={list} shown={results.length} page={page} />;
  if (isMobile)
    return (
      <div aria-busy={query.isPlaceholderData}>
        <DataCards caption={title} columns={columns} rows={results} selection={selection} />
        {pager}
      </div>
    );
  return (
    <Panel $isStale={query.isPlaceholderData} aria-busy={query.isPlaceholderData}>
      <DataTable caption={title} columns={columns} rows={results} sort={list.sort ?? defaultSort} onSort={list.setSort} selection={selection} />
      {pager}
    </Panel>
  );
};
