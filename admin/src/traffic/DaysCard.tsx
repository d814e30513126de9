import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaptureHealth } from '../../../server/src/traffic/contract';
import type { ApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { BarChart } from '../ui/BarChart';
import { Card } from '../ui/Card';
import { DataTable, type Column } from '../ui/DataTable';
import { EmptyState } from '../ui/EmptyState';
import { LinkLikeButton } from '../ui/Links';
import { LoadFailed } from '../ui/LoadFailed';
import { LinesSkeleton } from '../ui/Skeleton';
import { countsOf, daysOf, OUTCOMES, useReasonWords } from './outcomes';

const TONES = { accepted: 'success', held: 'warning', refused: 'danger' } as const;

/** The chart shows what became of the requests; the table shows each reason. */
export const DaysCard = ({ health }: { health: UseQueryResult<CaptureHealth, ApiError> }) => {
  const text = useText();
  const [isTable, setIsTable] = useState(false);
  const { data } = health;

  if (!data)
    return (
      <Card title={text('traffic.days.title')}>
        {health.isError ? <LoadFailed isInside error={health.error} onRetry={() => void health.refetch()} /> : <LinesSkeleton lines={6} />}
      </Card>
    );
  if (data.counts.length === 0)
    return (
      <Card title={text('traffic.days.title')}>
        <EmptyState isInside title={text('traffic.days.empty')}>
          {text('traffic.days.empty-words')}
        </EmptyState>
      </Card>
    );
  return (
    <Card
      title={text('traffic.days.title')}
      isFlush={isTable}
      actions={<LinkLikeButton onClick={() => setIsTable(!isTable)}>{text(isTable ? 'traffic.days.as-chart' : 'traffic.days.as-table')}</LinkLikeButton>}
    >
      {isTable ? <DaysTable health={data} /> : <DaysChart health={data} />}
    </Card>
  );
};

const DaysChart = ({ health }: { health: CaptureHealth }) => {
  const text = useText();
  const { number, plainDate } = useFormat();
  return (
    <BarChart
      label={text('traffic.days.summary', { ...countsOf(health.counts), from: plainDate(health.from), to: plainDate(health.to) })}
      numberOf={number}
      series={OUTCOMES.map((id) => ({ id, label: text(`traffic.outcome.${id}`), tone: TONES[id] }))}
      bars={daysOf(health).map((day) => ({ id: day, label: plainDate(day), values: countsOf(health.counts.filter((count) => count.day === day)) }))}
    />
  );
};

interface DayRow {
  id: string;
  counts: Map<string, number>;
}

const DaysTable = ({ health }: { health: CaptureHealth }) => {
  const text = useText();
  const { number, plainDate } = useFormat();
  const reasonWords = useReasonWords();
  const reasons = [...new Set(health.counts.map(({ reason }) => reason))].sort();
  const rows = daysOf(health)
    .reverse()
    .map((day): DayRow => ({ id: day, counts: new Map(health.counts.filter((count) => count.day === day).map(({ reason, count }) => [reason, count])) }));
  const columns: Column<DayRow>[] = [
    { id: 'day', header: text('traffic.days.day'), cell: ({ id }) => plainDate(id) },
    ...reasons.map((reason) => ({ id: reason, header: reasonWords(reason), isNumber: true, cell: ({ counts }: DayRow) => number(counts.get(reason) ?? 0) })),
  ];
  return <DataTable caption={text('traffic.days.table')} columns={columns} rows={rows} />;
};
