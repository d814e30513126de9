import type { UseQueryResult } from '@tanstack/react-query';
import { styled } from 'styled-components';
import type { CaptureHealth } from '../../../server/src/traffic/contract';
import type { ApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { toneColor } from '../ui/styles';
import { LinesSkeleton } from '../ui/Skeleton';
import { Muted } from '../ui/Type';
import { useReasonWords } from './outcomes';

const List = styled.ul`
  display: grid;
  gap: 1.2rem;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Row = styled.li`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0.4rem 1.6rem;
  overflow-wrap: anywhere;
`;

const Count = styled.span`
  font-variant-numeric: tabular-nums;
`;

const Share = styled.span<{ $share: number }>`
  grid-column: 1 / -1;
  width: ${({ $share }) => `${$share * 100}%`};
  min-width: 2px;
  height: 0.6rem;
  border-radius: 3px;
  background: ${({ theme }) => toneColor(theme, 'neutral')};
`;

const totals = (counts: CaptureHealth['counts']): [string, number][] => {
  const sums = new Map<string, number>();
  for (const { reason, count } of counts) if (reason !== 'accepted' && reason !== 'held') sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums].sort(([, one], [, other]) => other - one);
};

/** Fails together with the card above, which tells why. */
export const ReasonsCard = ({ health: { data, isError } }: { health: UseQueryResult<CaptureHealth, ApiError> }) => {
  const text = useText();
  if (!data) return isError ? null : <Card title={text('traffic.reasons.title')}><LinesSkeleton lines={4} /></Card>;
  const reasons = totals(data.counts);
  return <Card title={text('traffic.reasons.title')}>{reasons.length === 0 ? <Muted>{text('traffic.reasons.empty')}</Muted> : <Reasons reasons={reasons} />}</Card>;
};

const Reasons = ({ reasons }: { reasons: readonly [string, number][] }) => {
  const { number } = useFormat();
  const reasonWords = useReasonWords();
  const [, most] = reasons[0] ?? ['', 1];
  return (
    <List>
      {reasons.map(([reason, count]) => (
        <Row key={reason}>
          <span>{reasonWords(reason)}</span>
          <Count>{number(count)}</Count>
          <Share aria-hidden $share={count / most} />
        </Row>
      ))}
    </List>
  );
};
