import { Checkbox } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import type { Selection } from './selection';
import { ellipsis, plainButton } from './styles';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What a click on the header asks for first, then second: `['-createdAt', 'createdAt']`. A leading `-` is descending. */
  sorts?: readonly string[];
  /** CSS width; columns without one share the rest. */
  width?: string;
  isNumber?: boolean;
  /** Its place on a phone's card; columns without one are left out there. */
  card?: 'title' | 'aside' | 'line' | 'foot';
}

const Scroll = styled.div`
  overflow-x: auto;
`;

const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Head = styled.th<{ $width?: string; $isNumber?: boolean }>`
  height: 4rem;
  padding: 0 1.2rem;

  &:first-child {
    padding-left: 1.6rem;
  }

  width: ${({ $width }) => $width};
  text-align: ${({ $isNumber }) => ($isNumber ? 'right' : 'left')};
  font-size: 1.1rem;
  letter-spacing: 0.04em;
  text-transform: uppercase;
  font-weight: 600;
  white-space: nowrap;
  color: ${({ theme }) => theme.colors.neutral600};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const SortButton = styled.button`
  ${plainButton}
  display: inline-flex;
  align-items: center;
  gap: 0.6rem;
  min-height: 3.2rem;
  letter-spacing: inherit;
  text-transform: inherit;

  svg {
    width: 0.8rem;
    height: 0.8rem;
  }

  &:hover {
    color: ${({ theme }) => theme.colors.neutral800};
  }
`;

const Cell = styled.td<{ $isNumber?: boolean }>`
  ${ellipsis}
  height: 4.4rem;
  max-width: 20rem;
  padding: 0.4rem 1.2rem;

  &:first-child {
    max-width: 24rem;
    padding-left: 1.6rem;
  }

  text-align: ${({ $isNumber }) => ($isNumber ? 'right' : 'left')};
  font-variant-numeric: ${({ $isNumber }) => ($isNumber ? 'tabular-nums' : 'normal')};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const BodyRow = styled.tr`
  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &:last-child > td {
    border-bottom: 0;
  }
`;

const CheckCell = styled.td`
  width: 4rem;
  padding: 0.4rem 0 0.4rem 1.6rem;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

interface DataTableProps<Row extends { id: string }> {
  /** Read aloud; not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sort?: string;
  onSort?: (sort: string) => void;
  /** With it, each row has a box to tick. */
  selection?: Selection<Row>;
}

const ariaSort = (sorts: readonly string[], sort: string | undefined) => {
  if (!sort || !sorts.includes(sort)) return 'none';
  return sort.startsWith('-') ? 'descending' : 'ascending';
};

const nextSort = (sorts: readonly string[], sort: string | undefined) =>
  sorts[(sorts.indexOf(sort ?? '') + 1) % sorts.length] ?? '';

export const DataTable = <Row extends { id: string }>({ caption, columns, rows, sort, onSort, selection }: DataTableProps<Row>) => (
  <Scroll role="region" aria-label={caption} tabIndex={0}>
    <Table>
      <thead>
        <tr>
          {selection && (
            <CheckCell as="th" scope="col">
              <SelectAll rows={rows} selection={selection} />
            </CheckCell>
          )}
          {columns.map(({ id, header, sorts, width, isNumber }) => {
            if (!sorts || !onSort)
              return (
                <Head key={id} scope="col" $width={width} $isNumber={isNumber}>
                  {header}
                </Head>
              );
            const direction = ariaSort(sorts, sort);
            return (
              <Head key={id} scope="col" aria-sort={direction} $width={width} $isNumber={isNumber}>
                <SortButton type="button" onClick={() => onSort(nextSort(sorts, sort))}>
                  {header}
                  {direction === 'descending' && <CaretDown aria-hidden />}
                  {direction === 'ascending' && <CaretUp aria-hidden />}
                </SortButton>
              </Head>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <BodyRow key={row.id}>
            {selection && (
              <CheckCell>
                <Checkbox aria-label={selection.labelOf(row)} checked={selection.ids.has(row.id)} onCheckedChange={() => selection.toggle(row.id)} />
              </CheckCell>
            )}
            {columns.map(({ id, cell, isNumber }) => (
              <Cell key={id} $isNumber={isNumber}>
                {cell(row)}
              </Cell>
            ))}
          </BodyRow>
        ))}
      </tbody>
    </Table>
  </Scroll>
);

const SelectAll = <Row extends { id: string }>({ rows, selection: { ids, set } }: { rows: readonly Row[]; selection: Selection<Row> }) => {
  const text = useText();
  const chosen = rows.filter(({ id }) => ids.has(id)).length;
  const isEach = rows.length > 0 && chosen === rows.length;
  return (
    <Checkbox
      aria-label={text('ui.select.all')}
      checked={isEach ? true : chosen > 0 ? 'indeterminate' : false}
      onCheckedChange={() => set(isEach ? [] : rows.map(({ id }) => id))}
    />
  );
};
