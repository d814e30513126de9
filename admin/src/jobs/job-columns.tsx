import { useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import type { Job } from '../../../server/src/jobs/contract';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import type { Column } from '../ui/DataTable';
import { RowLink } from '../ui/Links';
import { RelativeTime } from '../ui/RelativeTime';
import { ellipsis } from '../ui/styles';
import { Code, Small } from '../ui/Type';
import { JobActions, type JobHandlers } from './JobActions';
import { useJobName } from './job-name';
import { momentOf, type JobState } from './job-state';
import { JobStateChip } from './JobStateChip';

const OneLine = styled.div`
  ${ellipsis}
`;

const RawType = styled(Small)`
  ${ellipsis}
  display: block;
  font-weight: 400;
`;

/** Opens the drawer; an address of its own, so that it can be sent to a colleague. */
const JobLink = ({ job }: { job: Job }) => {
  const nameOf = useJobName();
  const { search, state } = useLocation();
  const params = new URLSearchParams(search);
  params.set('peek', job.id);
  return (
    <>
      <RowLink to={`?${params.toString()}`} state={state}>
        {nameOf(job.type)}
      </RowLink>
      <RawType>
        <Code>{job.type}</Code>
      </RawType>
    </>
  );
};

export const useJobColumns = (tab: JobState, { onRetry, onDiscard, retryingId }: JobHandlers): readonly Column<Job>[] => {
  const text = useText();
  const { can } = useMe();
  const hasActions = tab === 'dead' || tab === 'ready';

  const columns: Column<Job>[] = [
    { id: 'job', header: text('jobs.column.job'), card: 'title', cell: (job) => <JobLink job={job} /> },
    { id: 'state', header: text('jobs.column.state'), card: 'aside', width: '14rem', cell: (job) => <JobStateChip job={job} /> },
    {
      id: 'tries',
      header: text('jobs.column.tries'),
      width: '9rem',
      isNumber: true,
      cell: ({ attempts, maxAttempts }) => text('jobs.tries', { made: attempts, most: maxAttempts }),
    },
    {
      id: 'when',
      header: text(`jobs.when.${tab}`),
      card: 'foot',
      width: '13rem',
      cell: (job) => {
        const moment = momentOf(job);
        return moment ? <RelativeTime at={moment} /> : '–';
      },
    },
  ];
  // The error and the buttons need the room; there the drawer tells since when a job is queued.
  if (!hasActions)
    columns.push({
      id: 'created',
      header: text('jobs.column.created'),
      width: '13rem',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    });
  if (tab === 'discarded')
    columns.push({
      id: 'reason',
      header: text('jobs.column.reason'),
      card: 'line',
      cell: ({ discardReason }) => <OneLine>{discardReason ?? '–'}</OneLine>,
    });
  else if (tab !== 'done')
    columns.push({
      id: 'error',
      header: text('jobs.column.error'),
      card: 'line',
      cell: ({ lastError }) => <OneLine>{lastError ?? '–'}</OneLine>,
    });
  if (hasActions && can('jobs.update'))
    columns.push({
      id: 'actions',
      header: text('jobs.column.actions'),
      width: '1%',
      cell: (job) => <JobActions isCompact job={job} onRetry={onRetry} onDiscard={onDiscard} retryingId={retryingId} />,
    });
  return columns;
};
