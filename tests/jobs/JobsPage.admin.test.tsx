import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { JobsPage } from '../../admin/src/jobs/JobsPage';
import type { Health, Job } from '../../server/src/jobs/contract';
import { show } from '../settings/admin-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const aJob = (parts: Partial<Job> = {}): Job => ({
  id: 'job-1',
  type: 'on:submission.received:leads',
  lane: 'interactive',
  state: 'dead',
  attempts: 12,
  maxAttempts: 12,
  runAt: '2026-03-12T10:00:00.000Z',
  createdAt: '2026-03-12T09:00:00.000Z',
  finishedAt: '2026-03-12T10:30:00.000Z',
  lastError: 'Error: the mail server does not answer',
  discardReason: null,
  payload: { submissionId: 'sub-1' },
  ...parts,
});

const aHealth = (parts: Partial<Health> = {}): Health => ({
  ok: true,
  queue: { ready: 3, running: 1, dead: 1, done: 40, discarded: 0, oldestReadyAt: null },
  lastTickAt: '2026-03-12T10:00:00.000Z',
  database: { client: 'sqlite', journalMode: 'delete' },
  checks: [
    { name: 'schedules', state: 'ok', message: 'The clock ticks.' },
    { name: 'database', state: 'warning', message: 'journal_mode is delete, not wal.' },
  ],
  ...parts,
});

const pageOf = (...results: Job[]) => ({ results, page: { next: null, total: results.length } });

const SCHEDULES = {
  results: [
    { name: 'jobs.purge', cron: '17 * * * *', timezone: 'UTC', missed: 'coalesce', nextRunAt: '2026-03-12T11:17:00.000Z', lastRunAt: null },
  ],
};

const answers = {
  'GET /crm/health': aHealth(),
  'GET /crm/jobs': pageOf(aJob()),
  'GET /crm/jobs/schedules': SCHEDULES,
};

const MAY_CHANGE = { permissions: ['jobs.read', 'jobs.update'] };

test('a job that gave up is shown in words, with its error and what may be done', async () => {
  const asked = await show(JobsPage, { answers, me: MAY_CHANGE });

  expect(await screen.findByRole('link', { name: 'Make leads from submissions' })).toBeTruthy();
  expect(screen.getByText('12 of 12')).toBeTruthy();
  expect(screen.getByText('Error: the mail server does not answer')).toBeTruthy();
  expect(screen.getByText('journal_mode is delete, not wal.')).toBeTruthy();
  expect(await screen.findByText('Every hour, 17 minutes past')).toBeTruthy();
  expect(screen.getByText('Runs once, late')).toBeTruthy();
  const list = asked.find(({ path }) => path === '/crm/jobs');
  expect(list?.query.get('filters[state]')).toBe('dead');
});

test('retry and discard ask the server, and discard wants a reason', async () => {
  const asked = await show(JobsPage, {
    me: MAY_CHANGE,
    answers: { ...answers, 'POST /crm/jobs/job-1/retry': aJob({ state: 'ready' }), 'POST /crm/jobs/job-1/discard': aJob({ state: 'discarded' }) },
  });

  fireEvent.click(await screen.findByRole('button', { name: 'Retry' }));
  await waitFor(() => expect(asked.some(({ path }) => path === '/crm/jobs/job-1/retry')).toBe(true));

  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  const dialog = await screen.findByRole('alertdialog');
  const confirm = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Discard' });
  expect(confirm.disabled).toBe(true);
  fireEvent.change(within(dialog).getByRole('textbox'), { target: { value: 'The form is gone' } });
  fireEvent.click(confirm);
  await waitFor(() => expect(asked.find(({ path }) => path === '/crm/jobs/job-1/discard')?.body).toEqual({ reason: 'The form is gone' }));
});

test('a retry that is refused says why and keeps the row', async () => {
  await show(JobsPage, {
    me: MAY_CHANGE,
    answers: { ...answers, 'POST /crm/jobs/job-1/retry': refusal(409, 'No.', { code: 'job.not-retried' }) },
  });

  fireEvent.click(await screen.findByRole('button', { name: 'Retry' }));
  expect(await screen.findByText(/no longer waits for a retry/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Make leads from submissions' })).toBeTruthy();
});

test('an empty tab says that all is well', async () => {
  await show(JobsPage, { at: '?filter.state=ready', answers: { ...answers, 'GET /crm/jobs': pageOf() } });

  expect(await screen.findByText('Nothing waiting')).toBeTruthy();
});

test('who may only read sees no buttons', async () => {
  await show(JobsPage, { answers, me: { permissions: ['jobs.read'] } });

  await screen.findByRole('link', { name: 'Make leads from submissions' });
  expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
});

test('a list that fails can be tried again', async () => {
  let isBroken = true;
  await show(JobsPage, { answers: { ...answers, 'GET /crm/jobs': () => (isBroken ? refusal(500, 'Oops') : pageOf(aJob())) } });

  const again = await screen.findByRole('button', { name: 'Try again' });
  isBroken = false;
  fireEvent.click(again);
  expect(await screen.findByRole('link', { name: 'Make leads from submissions' })).toBeTruthy();
});
