import { Button } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useSearchParams } from 'react-router-dom';
import { sourcesContract } from '../../../server/src/sources/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { EmptyState } from '../ui/EmptyState';
import { ListPage } from '../ui/ListPage';
import { useSourceColumns } from './source-columns';
import { SourceDrawer } from './SourceDrawer';

const NEW = 'new';

/** The source in the drawer is part of the address: `?peek=new`, `?peek=<id>`. */
export const SourcesPage = () => {
  const text = useText();
  const { can } = useMe();
  const list = useListState(sourcesContract.endpoints.list);
  const sources = useEndpoint(sourcesContract.endpoints.list, { query: list.query }, { keepPrevious: true });
  const types = useEndpoint(sourcesContract.endpoints.types);
  const columns = useSourceColumns();
  const [params] = useSearchParams();
  const open = params.get('peek');
  const opened = sources.data?.results.find(({ id }) => id === open) ?? null;

  const add = can('sources.update') && (
    <Button size="S" startIcon={<Plus />} onClick={() => list.setPeek(NEW)}>
      {text('sources.add')}
    </Button>
  );
  return (
    <ListPage
      title={text('sources.title')}
      subtitle={text('sources.subtitle')}
      actions={add}
      list={list}
      query={sources}
      columns={columns}
      defaultSort="-createdAt"
      searchPlaceholder={text('sources.search')}
      empty={
        <EmptyState title={text('sources.empty.title')} actions={add}>
          {text('sources.empty.words')}
        </EmptyState>
      }
    >
      {types.data && (opened || (open === NEW && can('sources.update'))) && (
        <SourceDrawer key={open} source={opened} types={types.data.results} onClose={() => list.setPeek(undefined)} />
      )}
    </ListPage>
  );
};
