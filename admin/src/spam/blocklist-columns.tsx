import { Pencil, Trash } from '@strapi/icons';
import { spamContract, type BlocklistEntry } from '../../../server/src/spam/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import type { Column } from '../ui/DataTable';
import { MoreMenu } from '../ui/MoreMenu';
import { RelativeTime } from '../ui/RelativeTime';
import { Code, Muted, Stack } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';

const { endpoints } = spamContract;

/** Taking an entry off the list can be undone at once; its hits then begin anew. */
const useRemoval = () => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const again = useEndpointMutation(endpoints.createBlocked, { invalidates: [endpoints.listBlocked] });
  const remove = useEndpointMutation(endpoints.removeBlocked, { invalidates: [endpoints.listBlocked] });
  return async ({ id, kind, value, note, expiresAt }: BlocklistEntry): Promise<void> => {
    try {
      await remove.mutateAsync({ params: { id } });
      tell({ message: text('spam.blocklist.removed', { value }), undo: () => again.mutateAsync({ body: { kind, value, note, expiresAt } }) });
    } catch (thrown) {
      tell({ message: errorText(toApiError(thrown)) });
    }
  };
};

export const useBlocklistColumns = ({ onEdit }: { onEdit: (entry: BlocklistEntry) => void }): readonly Column<BlocklistEntry>[] => {
  const text = useText();
  const { date } = useFormat();
  const { can } = useMe();
  const remove = useRemoval();
  const isOver = ({ expiresAt }: BlocklistEntry): boolean => expiresAt !== null && new Date(expiresAt) <= new Date();

  const columns: Column<BlocklistEntry>[] = [
    {
      id: 'value',
      header: text('spam.blocklist.value'),
      card: 'title',
      sorts: ['value', '-createdAt'],
      cell: ({ value, note }) => (
        <Stack $gap={1}>
          <Code>{value}</Code>
          {note && <Muted>{note}</Muted>}
        </Stack>
      ),
    },
    { id: 'kind', header: text('spam.blocklist.kind'), card: 'line', cell: ({ kind }) => text(`spam.kind.${kind}`) },
    { id: 'hits', header: text('spam.blocklist.hits'), card: 'line', isNumber: true, cell: ({ hits }) => text('spam.blocklist.hit-count', { count: hits }) },
    {
      id: 'lastHitAt',
      header: text('spam.blocklist.last'),
      card: 'foot',
      cell: ({ lastHitAt }) => (lastHitAt ? <RelativeTime at={lastHitAt} /> : <Muted>{text('spam.blocklist.never')}</Muted>),
    },
    {
      id: 'expiresAt',
      header: text('spam.blocklist.until'),
      card: 'line',
      cell: (entry) => {
        if (entry.expiresAt === null) return <Muted>{text('spam.blocklist.for-ever')}</Muted>;
        return isOver(entry) ? <Chip>{text('spam.blocklist.over')}</Chip> : date(entry.expiresAt);
      },
    },
  ];
  if (can('spam.update'))
    columns.push({
      id: 'actions',
      header: text('spam.blocklist.actions'),
      card: 'aside',
      width: '1%',
      cell: (entry) => (
        <MoreMenu
          label={text('spam.blocklist.more', { value: entry.value })}
          actions={[
            { label: text('spam.blocklist.edit'), icon: <Pencil />, onSelect: () => onEdit(entry) },
            { label: text('spam.blocklist.remove'), icon: <Trash />, isDanger: true, onSelect: () => void remove(entry) },
          ]}
        />
      ),
    });
  return columns;
};
