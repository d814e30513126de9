import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { CaptureHealthPage } from '../../admin/src/traffic/CaptureHealthPage';
import type { CaptureHealth } from '../../server/src/traffic/contract';
import { show } from '../settings/admin-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const aHealth = (parts: Partial<CaptureHealth> = {}): CaptureHealth => ({
  from: '2026-03-01',
  to: '2026-03-03',
  counts: [
    { day: '2026-03-01', reason: 'accepted', count: 40 },
    { day: '2026-03-03', reason: 'accepted', count: 12 },
    { day: '2026-03-03', reason: 'held', count: 3 },
    { day: '2026-03-03', reason: 'held:honeypot', count: 3 },
    { day: '2026-03-03', reason: 'held:brand-new', count: 1 },
    { day: '2026-03-03', reason: 'rate-hard', count: 1_500 },
    { day: '2026-03-03', reason: 'size', count: 2 },
  ],
  steps: [],
  limitHits: [
    { day: '2026-03-03', formId: 'form-1', count: 1_400, alertedAt: '2026-03-03T10:00:00.000Z' },
    { day: '2026-03-03', formId: null, count: 100, alertedAt: null },
  ],
  ...parts,
});

const aFailed = { id: 'sub-1', name: 'Ana Ruiz', email: 'ana@acme.example', failure: 'Error: the mapper threw', receivedAt: '2026-03-03T09:00:00.000Z', state: 'failed' };
const pageOf = (...results: object[]) => ({ results, page: { next: null, total: results.length } });

const answers = {
  'GET /crm/capture-health': aHealth(),
  'GET /crm/submissions': pageOf(aFailed),
  'GET /crm/submissions/counts': {
    results: [
      { formId: 'form-1', total: 60, quarantined: 7, failed: 1, lastReceivedAt: null },
      { formId: 'form-2', total: 60, quarantined: 2, failed: 3, lastReceivedAt: null },
    ],
  },
  'GET /crm/forms': pageOf({ id: 'form-1', name: 'Contact us' }, { id: 'form-2', name: 'Newsletter' }),
  'GET /crm/health': { checks: [{ name: 'backlog', state: 'ok', message: 'Waiting work is done in time.' }] },
};
const everything = { permissions: ['traffic.read', 'submissions.read', 'submissions.update', 'forms.read', 'jobs.read'] };

const tile = (label: string): string => within(screen.getByText(label, { selector: 'dt' }).parentElement!).getAllByRole('definition')[0]!.textContent ?? '';

test('the tiles tell what became of today’s requests, what failed and how much is in quarantine (F5, F7)', async () => {
  await show(CaptureHealthPage, { answers, me: everything });
  await waitFor(() => expect(['Accepted today', 'Held today', 'Refused today', 'In quarantine'].map(tile)).toEqual(['12', '3', '1,502', '9']));
  const quarantine = screen.getByText('In quarantine', { selector: 'dt' }).parentElement!;
  expect(within(quarantine).getByRole('link').getAttribute('href')).toBe('/plugins/crm/submissions?filter.state=quarantined');
});

test('the chart says its numbers in words, and the table has a column for each reason (F7)', async () => {
  await show(CaptureHealthPage, { answers, me: everything });
  expect(await screen.findByRole('img', { name: '52 accepted, 3 held and 1,502 refused from 1 Mar 2026 to 3 Mar 2026' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'View as table' }));
  const table = within(screen.getByRole('region', { name: 'Requests by day and reason' }));
  expect(table.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
    'Day',
    'Accepted',
    'Held',
    'Held: brand-new',
    'Held: filled the trap field',
    'Refused: far too many requests',
    'Refused: too large',
  ]);
  expect(table.getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell').map(({ textContent }) => textContent))).toEqual([
    ['3 Mar 2026', '12', '3', '1', '3', '1,500', '2'],
    ['2 Mar 2026', '0', '0', '0', '0', '0', '0'],
    ['1 Mar 2026', '40', '0', '0', '0', '0', '0'],
  ]);
});

test('the limits that were hit name their form', async () => {
  await show(CaptureHealthPage, { answers, me: everything });
  const table = within(await screen.findByRole('region', { name: 'Refusals by day and form' }));
  expect((await table.findByRole('link', { name: 'Contact us' })).getAttribute('href')).toBe('/plugins/crm/forms/form-1');
  expect(table.getByText('No form')).toBeTruthy();
});

test('a failed submission is run again from here, and a refusal is said (F5)', async () => {
  let isRefusing = true;
  const asked = await show(CaptureHealthPage, {
    me: everything,
    answers: { ...answers, 'POST /crm/submissions/sub-1/reprocess': () => (isRefusing ? refusal(422, 'Release the submission first.', { code: 'submission.quarantined' }) : aFailed) },
  });
  expect(await screen.findByText('Error: the mapper threw')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Retry the submission of Ana Ruiz' }));
  expect(await screen.findByText('Release the submission first.')).toBeTruthy();
  isRefusing = false;
  const before = asked.filter(({ path }) => path === '/crm/submissions').length;
  fireEvent.click(screen.getByRole('button', { name: 'Retry the submission of Ana Ruiz' }));
  await waitFor(() => expect(asked.filter(({ path }) => path === '/crm/submissions').length).toBeGreaterThan(before));
});

test('the form and the days in the address narrow everything', async () => {
  const asked = await show(CaptureHealthPage, { answers, me: everything, at: '?filter.form=form-2&filter.days=7' });
  await waitFor(() => expect(tile('In quarantine')).toBe('2'));
  const health = asked.find(({ path }) => path === '/crm/capture-health');
  expect([health?.query.get('formId'), health?.query.get('days')]).toEqual(['form-2', '7']);
  expect(asked.find(({ path }) => path === '/crm/submissions')?.query.get('filters[form]')).toBe('form-2');
});

test('a backlog is told on top, with the way to the jobs (R16)', async () => {
  await show(CaptureHealthPage, { me: everything, answers: { ...answers, 'GET /crm/health': { checks: [{ name: 'backlog', state: 'warning', message: 'more than 10,000 jobs wait.' }] } } });
  expect(await screen.findByText('more than 10,000 jobs wait.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open jobs' })).toBeTruthy();
});

test('without requests the page says so, and an error has a retry while the rest still shows', async () => {
  let isDown = true;
  await show(CaptureHealthPage, { me: everything, answers: { ...answers, 'GET /crm/submissions': pageOf(), 'GET /crm/capture-health': () => (isDown ? refusal(500, 'broken') : aHealth({ counts: [], limitHits: [] })) } });
  expect(await screen.findByText('Everything that was accepted became what it should.')).toBeTruthy();
  isDown = false;
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }, { timeout: 10_000 }));
  expect(await screen.findByText('Nothing arrived in this time')).toBeTruthy();
  expect(screen.getByText('No hard limit was reached in this time.')).toBeTruthy();
  expect(screen.getByText('Nothing was held or refused in this time.')).toBeTruthy();
});

test('who may not see submissions, forms or jobs is not asked for them', async () => {
  const asked = await show(CaptureHealthPage, { answers, me: { permissions: ['traffic.read'] } });
  expect(await screen.findByText('Day by day')).toBeTruthy();
  expect(screen.queryByText('In quarantine')).toBeNull();
  expect(asked.map(({ path }) => path).filter((path) => !['/crm/me', '/crm/capture-health'].includes(path))).toEqual([]);
});

test('a form that asks step by step shows where people get stuck; others show no such card (F19)', async () => {
  const steps = [
    { step: 1, passed: 40, refused: 3, seconds: 480 },
    { step: 2, passed: 0, refused: 12, seconds: 0 },
  ];
  await show(CaptureHealthPage, { answers: { ...answers, 'GET /crm/capture-health': aHealth({ steps }) }, me: everything });
  const table = within(await screen.findByRole('region', { name: 'Steps of this form' }));
  expect(table.getAllByRole('row').slice(1).map(({ textContent }) => textContent)).toEqual(['140312 s', '2012–']);
});
