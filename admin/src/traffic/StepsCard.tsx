import type { CaptureHealth } from '../../../server/src/traffic/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { DataTable, type Column } from '../ui/DataTable';
import { Muted } from '../ui/Type';

type Step = CaptureHealth['steps'][number] & { id: string };

/** Where people get stuck in a form that asks step by step; nothing for other forms. */
export const StepsCard = ({ steps }: { steps: CaptureHealth['steps'] }) => {
  const text = useText();
  const { number } = useFormat();
  if (steps.length === 0) return null;
  const columns: Column<Step>[] = [
    { id: 'step', header: text('traffic.steps.step'), cell: ({ step }) => number(step) },
    { id: 'passed', header: text('traffic.steps.passed'), isNumber: true, cell: ({ passed }) => number(passed) },
    { id: 'refused', header: text('traffic.steps.refused'), isNumber: true, cell: ({ refused }) => number(refused) },
    {
      id: 'time',
      header: text('traffic.steps.time'),
      isNumber: true,
      cell: ({ passed, seconds }) => (passed > 0 && seconds > 0 ? text('traffic.steps.seconds', { seconds: Math.round(seconds / passed) }) : <Muted>–</Muted>),
    },
  ];
  return (
    <Card title={text('traffic.steps.title')} isFlush>
      <DataTable caption={text('traffic.steps.table')} columns={columns} rows={steps.map((step) => ({ ...step, id: String(step.step) }))} />
    </Card>
  );
};
