import { Children, type ReactNode } from 'react';
import { styled } from 'styled-components';

const Grid = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 0.8rem 2.4rem;
  align-items: start;

  @media (min-width: 1080px) {
    grid-template-columns: minmax(0, 1fr) 38.4rem;
    /* The last row takes what the panel beside is longer, so that the steps stay close together. */
    grid-template-rows: repeat(3, auto) 1fr;
  }
`;

const Step = styled.div`
  min-width: 0;
  grid-column: 1;
`;

/** Beside the steps; below the first one on small screens, where it answers the first button. */
const Beside = styled.div`
  min-width: 0;

  @media (min-width: 1080px) {
    grid-column: 2;
    grid-row: 1 / -1;
  }
`;

export const SetupLayout = ({ live, children }: { live: ReactNode; children: ReactNode }) => {
  const [first, ...rest] = Children.toArray(children);
  return (
    <Grid>
      <Step>{first}</Step>
      <Beside>{live}</Beside>
      {rest.map((step, index) => (
        <Step key={index}>{step}</Step>
      ))}
    </Grid>
  );
};
