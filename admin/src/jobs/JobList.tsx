import { Button } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Job } from '../../../server/src/jobs/contract';
import type { Page } from '../../../server/src/kernel/contract';
import type { ApiError } from '../kernel/api-error';
import { useText } from '../kernel/text';
import type { ListState } from '../kernel/url-state';
import { Card } from '../ui/Card';
import { DataCards } from '../ui/DataCards';
import { DataTable, type Column } from '../ui/DataTable';
import { EmptyState } from '../ui/EmptyState';
import { LoadFailed } from '../ui/LoadFailed';
import { Pager } from '../ui/Pager';
import { RowsSkeleton } from '../ui/Skeleton';

interface JobListProps {
  caption: string;
  list: ListState;
  query: UseQueryResult<Page<Job>, ApiError>;
  columns: readonly Column<Job>[];
  empty: ReactNode;
}

/** What is there stays there when a refresh fails; the page says so above. */
export const JobList = ({ caption, list, query, columns, empty }: JobListProps) => {
  const text = useText();
  const isMobile = useIsMobile();

  if (!query.data && query.isError)
    return (
      <Card isFlush>
        <LoadFailed isInside error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  if (!query.data)
    return (
      <Card isFlush>
        <RowsSkeleton rows={5} />
      </Card>
    );

  const { results, page } = query.data;
  if (results.length === 0 && list.q)
    return (
      <EmptyState
        title={text('ui.empty.filtered')}
        actions={
          <Button variant="tertiary" size="S" onClick={() => list.setQ('')}>
            {text('jobs.empty.clear-search')}
          </Button>
        }
      />
    );
  if (results.length === 0 && !list.hasPrevious) return <>{empty}</>;

  const pager = <Pager list={list} shown={results.length} page={page} />;
  if (isMobile)
    return (
      <div>
        <DataCards caption={caption} columns={columns} rows={results} />
        {pager}
      </div>
    );
  return (
    <Card isFlush>
      <DataTable caption={caption} columns={columns} rows={results} />
      {pager}
    </Card>
  );
};
