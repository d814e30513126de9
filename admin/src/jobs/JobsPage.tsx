import { Button } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import { useRef, useState } from 'react';
import { styled } from 'styled-components';
import { jobsContract, type Job } from '../../../server/src/jobs/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { useListState } from '../kernel/url-state';
import { Banner } from '../ui/Banner';
import { PageBody, PageHeader } from '../ui/PageHeader';
import { SearchField } from '../ui/SearchField';
import { DiscardDialog } from './DiscardDialog';
import { useJobColumns } from './job-columns';
import { usePeekedJob } from './job-peek';
import { useJobRetry } from './job-retry';
import { sortOf, tabOf } from './job-state';
import { JobDrawer } from './JobDrawer';
import { JobList } from './JobList';
import { JobTabs } from './JobTabs';
import { NoJobs } from './NoJobs';
import { QueueHealth } from './QueueHealth';
import { RetryAllDialog } from './RetryAllDialog';
import { SchedulesCard } from './SchedulesCard';

const { endpoints } = jobsContract;
const REFRESH_MS = 5_000;

/** Takes the focus when the row that had it is gone. */
const Rows = styled.div`
  outline: none;
`;

export const JobsPage = () => {
  const text = useText();
  const { can } = useMe();
  const rows = useRef<HTMLDivElement>(null);
  const [discarding, setDiscarding] = useState<Job>();
  const [isRetryingAll, setIsRetryingAll] = useState(false);

  const list = useListState(endpoints.list);
  const tab = tabOf(list.filters);
  const query = { ...list.query, sort: sortOf(tab), filters: { state: tab } };
  const jobs = useEndpoint(endpoints.list, { query }, { refetchInterval: REFRESH_MS });
  const health = useEndpoint(endpoints.health, {}, { refetchInterval: REFRESH_MS });
  const { retry, retryingId, failure, forget } = useJobRetry();

  const peeked = usePeekedJob(list.peek, jobs.data?.results);
  const closeDrawer = () => list.setPeek(undefined);
  const leaveJob = () => {
    if (list.peek) closeDrawer();
    rows.current?.focus();
  };
  const onRetry = async (job: Job) => {
    if (await retry(job)) leaveJob();
  };
  const handlers = { retryingId, onRetry: (job: Job) => void onRetry(job), onDiscard: setDiscarding };
  const columns = useJobColumns(tab, handlers);

  const queue = health.data?.queue;
  const dead = queue?.dead ?? 0;
  const isStale = (health.isError && health.data !== undefined) || (jobs.isError && jobs.data !== undefined);

  return (
    <>
      <PageHeader
        title={text('jobs.title')}
        subtitle={text('jobs.subtitle')}
        search={<SearchField value={list.q} onChange={list.setQ} placeholder={text('jobs.search')} />}
        actions={
          tab === 'dead' &&
          dead > 0 &&
          can('jobs.update') && (
            <Button size="S" variant="secondary" startIcon={<ArrowsCounterClockwise />} onClick={() => setIsRetryingAll(true)}>
              {text('jobs.retry-all', { count: dead })}
            </Button>
          )
        }
      />
      <PageBody>
        {isStale && <Banner tone="warning">{text('jobs.stale')}</Banner>}
        <QueueHealth query={health} />
        <JobTabs tab={tab} queue={queue} />
        {failure && failure.jobId !== peeked?.id && (
          <Banner tone="danger" onDismiss={forget}>
            {failure.words}
          </Banner>
        )}
        <Rows ref={rows} tabIndex={-1}>
          <JobList
            caption={text(`jobs.tab.${tab}`)}
            list={list}
            query={jobs}
            columns={columns}
            empty={<NoJobs tab={tab} waiting={queue?.ready ?? 0} />}
          />
        </Rows>
        <SchedulesCard />
      </PageBody>
      {peeked && (
        <JobDrawer
          job={peeked}
          failure={failure?.jobId === peeked.id ? failure.words : undefined}
          onClose={closeDrawer}
          {...handlers}
        />
      )}
      {discarding && <DiscardDialog job={discarding} onDone={leaveJob} onClose={() => setDiscarding(undefined)} />}
      {isRetryingAll && <RetryAllDialog count={dead} onClose={() => setIsRetryingAll(false)} />}
    </>
  );
};
