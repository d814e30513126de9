import type { Health } from '../../../server/src/jobs/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { Highlights } from '../ui/Highlights';
import { RelativeTime } from '../ui/RelativeTime';

export const QueueTiles = ({ queue }: { queue: Health['queue'] }) => {
  const text = useText();
  const { number } = useFormat();
  const { oldestReadyAt } = queue;
  return (
    <Highlights
      facts={[
        { label: text('jobs.tile.ready'), value: number(queue.ready) },
        { label: text('jobs.tile.running'), value: number(queue.running) },
        { label: text('jobs.tile.dead'), value: number(queue.dead) },
        {
          label: text('jobs.tile.oldest'),
          value: oldestReadyAt ? <RelativeTime at={oldestReadyAt} /> : '–',
          note: oldestReadyAt ? text('jobs.tile.oldest-note') : text('jobs.tile.oldest-none'),
        },
      ]}
    />
  );
};
