import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { SetupPage } from '../../admin/src/capture/SetupPage';
import { aForm, aSetup, aSubmission } from '../forms/form-records';
import { openScreen } from '../forms/open-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const PRESETS = { results: [{ preset: 'sales', name: 'CRM Sales', description: 'Works on leads.', roleId: null, permissions: ['leads.read', 'leads.update.own'] }] };
const GENERAL = { currency: 'EUR', locale: 'en-GB', timezone: 'UTC', defaultCountry: 'DE', leadResponseMinutes: 60 };
const answers = { 'GET /crm/setup': aSetup(), 'GET /crm/settings/role-presets': PRESETS, 'GET /crm/settings/general': GENERAL };
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

test('the first lead is two requests away: publish, then a test that shows up in the panel', async () => {
  const test = aSubmission({ isTest: true });
  let isSent = false;
  const { asked } = await openScreen(SetupPage, {
    answers: {
      ...answers,
      'GET /crm/setup': () => (isSent ? aSetup({ form: aForm(), hasLead: true, recent: [{ ...test, processingMs: 400 }] }) : aSetup()),
      'POST /crm/forms/form-1/publish': aForm(),
      'POST /crm/forms/form-1/test': () => {
        isSent = true;
        return test;
      },
      'GET /crm/submissions/sub-1': test,
    },
  });

  await screen.findByText('Waiting for your first lead…');
  press('Publish & send test');
  await screen.findAllByText('Received 12:04, in 0.4 s');
  expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual(['/crm/forms/form-1/publish', '/crm/forms/form-1/test']);

  const panel = within(screen.getByRole('region', { name: 'What arrives' }));
  expect((await panel.findByRole('link', { name: 'Open Ana Silva' })).getAttribute('href')).toBe('/plugins/crm/leads/lead-1');
  ['Test received', 'Stored', 'Spam check passed', 'Contact and lead created', '0.4 s'].forEach((words) => panel.getByText(words));
  screen.getByRole('progressbar', { name: '1 of 5 done' });
});

test('a site that the browser stopped is allowed by one click', async () => {
  const blockedOrigins = [{ origin: 'http://localhost:3000', count: 3, lastAt: '2026-11-20T12:06:00.000Z' }];
  const { asked } = await openScreen(SetupPage, {
    answers: { ...answers, 'GET /crm/setup': aSetup({ form: aForm(), blockedOrigins }), 'POST /crm/forms/form-1/origins': aForm() },
  });
  await screen.findByText(/tried 3 times/);
  press('Allow this site');
  await waitFor(() => expect(asked.find(({ path }) => path === '/crm/forms/form-1/origins')?.body).toEqual({ origin: 'http://localhost:3000' }));
});

test('a role is made on click, and a refusal is said beside it', async () => {
  const { asked } = await openScreen(SetupPage, {
    answers: { ...answers, 'POST /crm/settings/role-presets': refusal(409, 'Taken', { code: 'role-preset.name-taken' }) },
  });
  fireEvent.click(await screen.findByRole('button', { name: /^Bring your team/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'Create CRM Sales' }));
  await screen.findByText(/Another role already has this name/);
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ preset: 'sales' });
});

test('settings that are right already are confirmed as they are', async () => {
  const { asked } = await openScreen(SetupPage, { answers: { ...answers, 'PUT /crm/settings/general': GENERAL } });
  fireEvent.click(await screen.findByRole('button', { name: /^Check your settings/ }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save these settings' }));
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ currency: 'EUR', timezone: 'UTC', defaultCountry: 'DE', leadResponseMinutes: 60 }),
  );
});

test('dismissing goes on to the CRM and can be undone', async () => {
  const { asked, router } = await openScreen(SetupPage, { answers: { ...answers, 'POST /crm/setup/dismiss': { isDismissed: true } } });
  await screen.findByText('Waiting for your first lead…');
  press('Dismiss');
  await waitFor(() => expect(router.state.location.pathname).toBe('/plugins/crm'));
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ isDismissed: true });
});

test('a page that failed can be asked again', async () => {
  let isDown = true;
  await openScreen(SetupPage, { answers: { ...answers, 'GET /crm/setup': () => (isDown ? refusal(500, 'Down') : aSetup()) } });
  const retry = await screen.findByRole('button', { name: 'Try again' });
  isDown = false;
  fireEvent.click(retry);
  await screen.findByText('Waiting for your first lead…');
});
