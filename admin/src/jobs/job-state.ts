import { JOB_STATES, type Job } from '../../../server/src/jobs/contract';
import type { Filters } from '../kernel/url-state';

export type JobState = Job['state'];

/** In the order of the tabs: what needs a person comes first. */
export const TAB_STATES = ['dead', 'ready', 'running', 'done', 'discarded'] as const satisfies readonly JobState[];

/** The tab in the URL. An address is text from outside. */
export const tabOf = (filters: Filters): JobState => JOB_STATES.find((state) => state === filters.state?.[0]) ?? 'dead';

export const tabAddress = (state: JobState): string => `?filter.state=${state}`;

/** What waits is read from the front of the queue, everything else from the newest. */
export const sortOf = (state: JobState): 'runAt' | '-createdAt' => (state === 'ready' ? 'runAt' : '-createdAt');

/** The server retries what gave up, and what waits after a failure. */
export const canRetry = ({ state, lastError }: Job): boolean => state === 'dead' || (state === 'ready' && lastError !== null);

export const canDiscard = ({ state }: Job): boolean => state === 'dead' || state === 'ready';

export const isOpen = (job: Job): boolean => canRetry(job) || canDiscard(job);

/** The moment that matters in this state. */
export const momentOf = ({ state, runAt, finishedAt }: Job): string | null =>
  state === 'ready' || state === 'running' ? runAt : finishedAt;
