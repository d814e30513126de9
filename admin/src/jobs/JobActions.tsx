import { Button, IconButton } from '@strapi/design-system';
import { ArrowClockwise, Trash } from '@strapi/icons';
import type { Job } from '../../../server/src/jobs/contract';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Cluster } from '../ui/Type';
import { canDiscard, canRetry, isOpen } from './job-state';

export interface JobHandlers {
  onRetry: (job: Job) => void;
  onDiscard: (job: Job) => void;
  retryingId: string | undefined;
}

interface JobActionsProps extends JobHandlers {
  job: Job;
  /** For the end of a row. */
  isCompact?: boolean;
}

/** Renders nothing for a job that nobody can act on any more. */
export const JobActions = ({ job, isCompact = false, onRetry, onDiscard, retryingId }: JobActionsProps) => {
  const text = useText();
  const { can } = useMe();
  if (!can('jobs.update') || !isOpen(job)) return null;
  return (
    <Cluster style={{ flexWrap: 'nowrap' }}>
      {canRetry(job) && (
        <Button
          size="S"
          variant="tertiary"
          startIcon={<ArrowClockwise />}
          loading={retryingId === job.id}
          onClick={() => onRetry(job)}
        >
          {text('jobs.retry')}
        </Button>
      )}
      {canDiscard(job) && isCompact && (
        <IconButton label={text('jobs.discard')} size="S" variant="tertiary" onClick={() => onDiscard(job)}>
          <Trash />
        </IconButton>
      )}
      {canDiscard(job) && !isCompact && (
        <Button size="S" variant="tertiary" startIcon={<Trash />} onClick={() => onDiscard(job)}>
          {text('jobs.discard')}
        </Button>
      )}
    </Cluster>
  );
};
