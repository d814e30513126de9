import { Checkbox } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Column } from './DataTable';
import { RowLink } from './Links';
import type { Selection } from './selection';
import { surface } from './styles';

const List = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 0.8rem;
`;

const CardRow = styled.li<{ $isChosable: boolean }>`
  ${surface}
  position: relative;
  display: grid;
  grid-template-columns: ${({ $isChosable }) => ($isChosable ? 'auto ' : '')}minmax(0, 1fr) auto;
  gap: 0.6rem 1.2rem;
  align-items: center;
  padding: 1.2rem 1.6rem;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Title = styled.div`
  min-width: 0;
  font-size: 1.6rem;
  font-weight: 600;

  /* The whole card opens the record; the link stays one link for screen readers. */
  ${RowLink}::after {
    content: '';
    position: absolute;
    inset: 0;
  }
`;

const Check = styled.div`
  position: relative;
  grid-row: 1 / span 3;
  align-self: start;
`;

const Wide = styled.div`
  min-width: 0;
  grid-column: -3;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const Aside = styled.div`
  position: relative;
  grid-column: -2;
  justify-self: end;
  font-size: 1.2rem;
`;

interface DataCardsProps<Row extends { id: string }> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  selection?: Selection<Row>;
}

/** The same columns as the table, in their places on a card: title and aside on top, line and foot below. */
export const DataCards = <Row extends { id: string }>({ caption, columns, rows, selection }: DataCardsProps<Row>) => {
  const at = (place: Column<Row>['card']) => columns.filter(({ card }) => card === place);
  const [titles, asides, lines, feet] = [at('title'), at('aside'), at('line'), at('foot')];

  return (
    <List aria-label={caption}>
      {rows.map((row) => (
        <CardRow key={row.id} $isChosable={selection !== undefined}>
          {selection && (
            <Check>
              <Checkbox aria-label={selection.labelOf(row)} checked={selection.ids.has(row.id)} onCheckedChange={() => selection.toggle(row.id)} />
            </Check>
          )}
          <Title>
            {titles.map(({ id, cell }) => (
              <div key={id}>{cell(row)}</div>
            ))}
          </Title>
          {asides.map(({ id, cell }) => (
            <Aside key={id}>{cell(row)}</Aside>
          ))}
          {lines.map(({ id, cell }) => (
            <Wide key={id}>{cell(row)}</Wide>
          ))}
          {feet.map(({ id, cell }) => (
            <Aside key={id}>{cell(row)}</Aside>
          ))}
        </CardRow>
      ))}
    </List>
  );
};
