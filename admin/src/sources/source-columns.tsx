import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import type { Source } from '../../../server/src/sources/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import type { Column } from '../ui/DataTable';
import { RowLink } from '../ui/Links';
import { Cluster } from '../ui/Type';

export const SourceState = ({ source: { isOn, isFromCode, lastError, typeName } }: { source: Source }) => {
  const text = useText();
  const [tone, word] =
    typeName === null ? (['danger', 'gone'] as const) : lastError ? (['danger', 'failed'] as const) : isOn ? (['success', 'on'] as const) : (['secondary', 'off'] as const);
  return (
    <Cluster $gap={1}>
      <Chip tone={tone} isHollow={!isOn}>
        {text(`sources.state.${word}`)}
      </Chip>
      {isFromCode && <Chip>{text('sources.from-code')}</Chip>}
    </Cluster>
  );
};

export const useSourceColumns = (): Column<Source>[] => {
  const text = useText();
  const { number } = useFormat();
  const { search, state } = useLocation();

  return useMemo(() => {
    const withPeek = (id: string) => {
      const params = new URLSearchParams(search);
      params.set('peek', id);
      return { search: params.toString() };
    };
    return [
      {
        id: 'name',
        header: text('sources.column.name'),
        sorts: ['name'],
        card: 'title',
        cell: ({ id, name }) => (
          <RowLink to={withPeek(id)} state={state}>
            {name}
          </RowLink>
        ),
      },
      { id: 'type', header: text('sources.column.type'), card: 'line', cell: ({ typeName, uid }) => typeName ?? uid },
      { id: 'trigger', header: text('sources.column.trigger'), cell: ({ trigger, watched }) => text(`sources.trigger-words.${trigger}`, { watched: watched ?? '' }) },
      { id: 'submissions', header: text('sources.column.submissions'), isNumber: true, card: 'aside', cell: ({ submissions }) => number(submissions) },
      { id: 'state', header: text('sources.column.state'), card: 'line', cell: (source) => <SourceState source={source} /> },
    ];
  }, [number, search, state, text]);
};
