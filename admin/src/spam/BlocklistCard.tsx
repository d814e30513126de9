import { Button } from '@strapi/design-system';
import { useIsMobile } from '@strapi/strapi/admin';
import { Plus } from '@strapi/icons';
import { BLOCK_KINDS, spamContract, type BlocklistEntry } from '../../../server/src/spam/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { Card } from '../ui/Card';
import { DataCards } from '../ui/DataCards';
import { DataTable } from '../ui/DataTable';
import { EmptyResult, EmptyState } from '../ui/EmptyState';
import { FilterBar } from '../ui/FilterBar';
import { LoadFailed } from '../ui/LoadFailed';
import { Pager } from '../ui/Pager';
import { SearchField } from '../ui/SearchField';
import { RowsSkeleton } from '../ui/Skeleton';
import { Cluster, Muted, Stack } from '../ui/Type';
import { useBlocklistColumns } from './blocklist-columns';
import { EntryDrawer } from './EntryDrawer';

const { endpoints } = spamContract;
const NEW = 'new';

/** The entry in the drawer is part of the address: `?peek=new`, `?peek=<id>`. */
export const BlocklistCard = () => {
  const text = useText();
  const { can } = useMe();
  const isMobile = useIsMobile();
  const list = useListState(endpoints.listBlocked);
  const entries = useEndpoint(endpoints.listBlocked, { query: list.query }, { keepPrevious: true });
  const columns = useBlocklistColumns({ onEdit: ({ id }: BlocklistEntry) => list.setPeek(id) });
  const mayChange = can('spam.update');
  const opened = entries.data?.results.find(({ id }) => id === list.peek);
  const close = () => list.setPeek(undefined);
  const add = (
    <Button size="S" variant="secondary" startIcon={<Plus />} onClick={() => list.setPeek(NEW)}>
      {text('spam.blocklist.add')}
    </Button>
  );

  const content = () => {
    if (entries.isError) return <LoadFailed isInside error={entries.error} onRetry={() => void entries.refetch()} />;
    if (!entries.data) return <RowsSkeleton rows={3} />;
    const { results, page } = entries.data;
    if (results.length === 0)
      return list.isNarrowed || list.hasPrevious ? (
        <EmptyResult isInside onClear={list.clear} />
      ) : (
        <EmptyState isInside title={text('spam.blocklist.empty')} actions={mayChange && add}>
          {text('spam.blocklist.empty-words')}
        </EmptyState>
      );
    const table = { caption: text('spam.blocklist.table'), columns, rows: results };
    return (
      <>
        {isMobile ? <DataCards {...table} /> : <DataTable {...table} sort={list.sort ?? '-createdAt'} onSort={list.setSort} />}
        <Pager list={list} shown={results.length} page={page} />
      </>
    );
  };

  return (
    <>
      <Card title={text('spam.blocklist')} actions={mayChange && entries.data && entries.data.results.length > 0 && add}>
        <Stack $gap={4}>
          <Muted>{text('spam.blocklist.words')}</Muted>
          <Cluster>
            <SearchField value={list.q} onChange={list.setQ} placeholder={text('spam.blocklist.search')} />
            <FilterBar
              list={list}
              filters={[{ name: 'kind', label: text('spam.blocklist.kind'), options: BLOCK_KINDS.map((kind) => ({ value: kind, label: text(`spam.kind.${kind}`) })) }]}
            />
          </Cluster>
          {content()}
        </Stack>
      </Card>
      {mayChange && list.peek === NEW && <EntryDrawer entry={null} onClose={close} />}
      {mayChange && opened && <EntryDrawer key={opened.id} entry={opened} onClose={close} />}
    </>
  );
};
