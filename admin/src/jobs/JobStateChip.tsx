import type { Job } from '../../../server/src/jobs/contract';
import { useText } from '../kernel/text';
import { Chip } from '../ui/Chip';
import type { Tone } from '../ui/styles';
import type { JobState } from './job-state';

const TONES = {
  ready: 'neutral',
  running: 'primary',
  done: 'success',
  dead: 'danger',
  discarded: 'neutral',
} as const satisfies Record<JobState, Tone>;

export const JobStateChip = ({ job: { state, lastError } }: { job: Job }) => {
  const text = useText();
  if (state === 'ready' && lastError) return <Chip tone="warning">{text('jobs.state.failed-once')}</Chip>;
  return (
    <Chip tone={TONES[state]} isHollow={state === 'ready' || state === 'discarded'}>
      {text(`jobs.state.${state}`)}
    </Chip>
  );
};
