import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { surface } from './styles';

const Row = styled.dl`
  ${surface}
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  overflow: hidden;

  ${({ theme }) => theme.breakpoints.medium} {
    grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
  }
`;

const Tile = styled.div`
  display: flex;
  flex-direction: column;
  gap: 0.2rem;
  min-width: 0;
  padding: 1.2rem 1.6rem;
  /* Lines between the tiles only: the outer halves are cut off by the row. */
  box-shadow: 1px 1px 0 ${({ theme }) => theme.colors.neutral150};
`;

const Label = styled.dt`
  font-size: 1.2rem;
  line-height: 1.33;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const Figure = styled.dd`
  margin: 0;
  font-size: 1.6rem;
  line-height: 1.43;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Note = styled.dd`
  margin: 0;
  font-size: 1.2rem;
  line-height: 1.33;
  color: ${({ theme }) => theme.colors.neutral600};
`;

export interface Fact {
  label: string;
  value: ReactNode;
  note?: ReactNode;
}

/** One figure with its name and a line of context. Used inside `Highlights`. */
export const StatTile = ({ label, value, note }: Fact) => (
  <Tile>
    <Label>{label}</Label>
    <Figure>{value}</Figure>
    {note && <Note>{note}</Note>}
  </Tile>
);

/** Four to six facts in a row below a record's header. */
export const Highlights = ({ facts }: { facts: readonly Fact[] }) => (
  <Row>
    {facts.map((fact) => (
      <StatTile key={fact.label} {...fact} />
    ))}
  </Row>
);
