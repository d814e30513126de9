import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { SubmissionsPage } from '../../admin/src/submissions/SubmissionsPage';
import { aFormRow, aSubmission, pageOf } from '../forms/form-records';
import { openScreen } from '../forms/open-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const HELD = aSubmission({ id: 'sub-2', state: 'quarantined', reasons: [{ reason: 'honeypot', points: 100 }], name: 'Bot', contact: null, result: null, processedAt: null });

const answers = {
  'GET /crm/submissions': pageOf([aSubmission(), HELD]),
  'GET /crm/submissions/counts': { results: [{ formId: 'form-1', total: 2, quarantined: 1, failed: 0, lastReceivedAt: null }] },
  'GET /crm/forms': pageOf([aFormRow()]),
  'GET /crm/submissions/sub-2': HELD,
};

test('each submission says what became of it, and why it was held', async () => {
  await openScreen(SubmissionsPage, { answers });
  const row = within((await screen.findByRole('link', { name: 'Bot' })).closest('tr') as HTMLElement);
  row.getByText('Held: filled the trap field');
  expect(screen.getByRole('link', { name: 'Lead' }).getAttribute('href')).toBe('/plugins/crm/leads/lead-1');
  await screen.findByRole('link', { name: 'Held 1' });
});

test('a tab is an address that keeps the other filters', async () => {
  const { asked } = await openScreen(SubmissionsPage, { answers, at: '/?filter.form=form-1' });
  fireEvent.click(await screen.findByRole('link', { name: /^Held/ }));
  await waitFor(() => {
    const { query } = asked.filter(({ path }) => path === '/crm/submissions').at(-1) ?? {};
    expect([query?.get('filters[state]'), query?.get('filters[form]')]).toEqual(['quarantined', 'form-1']);
  });
});

test('a held submission opens from the address and is released', async () => {
  const { asked } = await openScreen(SubmissionsPage, {
    at: '/?peek=sub-2',
    answers: { ...answers, 'POST /crm/submissions/sub-2/release': aSubmission({ id: 'sub-2' }) },
  });
  const drawer = within(await screen.findByRole('dialog'));
  await drawer.findByText('Please call me.');
  ['Reason: filled the trap field (100 points)', '203.0.113.0/24', 'newsletter'].forEach((words) => drawer.getByText(words));

  fireEvent.click(drawer.getByRole('button', { name: 'Not spam' }));
  await waitFor(() => expect(drawer.queryByRole('button', { name: 'Not spam' })).toBeNull());
  expect(asked.some(({ method, path }) => method === 'POST' && path === '/crm/submissions/sub-2/release')).toBe(true);
});

test('a refused action says why, in the drawer', async () => {
  await openScreen(SubmissionsPage, {
    at: '/?peek=sub-2',
    answers: { ...answers, 'POST /crm/submissions/sub-2/release': refusal(422, 'email: “E-mail” needs an address', { code: 'submission.invalid' }) },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Not spam' }));
  await screen.findByText('email: “E-mail” needs an address');
});

test('without submissions it leads to where the first one comes from', async () => {
  await openScreen(SubmissionsPage, { answers: { ...answers, 'GET /crm/submissions': pageOf([]) } });
  expect((await screen.findByRole('link', { name: 'Set up capture' })).getAttribute('href')).toBe('/plugins/crm/setup');
});

test('a list that failed can be asked again', async () => {
  let isDown = true;
  await openScreen(SubmissionsPage, {
    answers: { ...answers, 'GET /crm/submissions': () => (isDown ? refusal(500, 'Down') : pageOf([aSubmission()])) },
  });
  const retry = await screen.findByRole('button', { name: 'Try again' });
  isDown = false;
  fireEvent.click(retry);
  await screen.findByRole('link', { name: 'Ana Silva' });
});
