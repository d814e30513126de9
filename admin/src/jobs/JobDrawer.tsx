import type { Job } from '../../../server/src/jobs/contract';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { CodeBlock } from '../ui/CodeBlock';
import { Drawer } from '../ui/Drawer';
import { Property, PropertyList } from '../ui/PropertyList';
import { RelativeTime } from '../ui/RelativeTime';
import { Code, Small, Stack, Strong } from '../ui/Type';
import { JobActions, type JobHandlers } from './JobActions';
import { useJobName } from './job-name';
import { isOpen, momentOf } from './job-state';
import { JobStateChip } from './JobStateChip';

interface JobDrawerProps extends JobHandlers {
  job: Job;
  /** Why the last action failed. */
  failure: string | undefined;
  onClose: () => void;
}

/** All there is to know of one job, with the whole error. */
export const JobDrawer = ({ job, failure, onClose, ...handlers }: JobDrawerProps) => {
  const text = useText();
  const { can } = useMe();
  const nameOf = useJobName();
  const moment = momentOf(job);
  const payload = JSON.stringify(job.payload, null, 2);

  return (
    <Drawer
      title={nameOf(job.type)}
      subtitle={<JobStateChip job={job} />}
      width={640}
      onClose={onClose}
      footer={can('jobs.update') && isOpen(job) && <JobActions job={job} {...handlers} />}
    >
      <Stack $gap={5}>
        {failure && <Banner tone="danger">{failure}</Banner>}
        {job.lastError && (
          <Stack $gap={2}>
            <Strong>{text('jobs.column.error')}</Strong>
            <CodeBlock label={text('jobs.column.error')} code={job.lastError} />
          </Stack>
        )}
        <PropertyList>
          {job.discardReason && <Property label={text('jobs.column.reason')} value={job.discardReason} />}
          <Property label={text('jobs.column.tries')} value={text('jobs.tries', { made: job.attempts, most: job.maxAttempts })} />
          <Property label={text(`jobs.when.${job.state}`)} value={moment}>
            {moment && <RelativeTime at={moment} />}
          </Property>
          <Property label={text('jobs.column.created')} value={job.createdAt}>
            <RelativeTime at={job.createdAt} />
          </Property>
          <Property label={text('jobs.details.type')} value={job.type}>
            <Code>{job.type}</Code>
          </Property>
          <Property label={text('jobs.details.lane')} value={text(`jobs.details.lane-${job.lane}`)} />
        </PropertyList>
        <Stack $gap={2}>
          <Strong>{text('jobs.details.payload')}</Strong>
          <CodeBlock label={text('jobs.details.payload')} code={payload} />
          <Small>{text('jobs.details.payload-note')}</Small>
        </Stack>
      </Stack>
    </Drawer>
  );
};
