import { styled } from 'styled-components';

const Row = styled.div`
  display: flex;
  gap: 0.4rem;
  min-width: 12rem;
`;

const Segment = styled.span<{ $isDone: boolean }>`
  flex: 1;
  height: 0.6rem;
  border-radius: 3px;
  background: ${({ theme, $isDone }) => ($isDone ? theme.colors.primary600 : theme.colors.neutral200)};
`;

interface ProgressSegmentsProps {
  done: number;
  total: number;
  /** “2 of 6 done”. */
  label: string;
}

export const ProgressSegments = ({ done, total, label }: ProgressSegmentsProps) => (
  <Row role="progressbar" aria-valuenow={done} aria-valuemin={0} aria-valuemax={total} aria-label={label}>
    {Array.from({ length: total }, (_, index) => (
      <Segment key={index} $isDone={index < done} />
    ))}
  </Row>
);
