import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { GeneralSettingsPage } from '../../admin/src/settings/GeneralSettingsPage';
import { show } from './admin-screen';
import { refusal } from './strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('./strapi-admin'));

const SAVED = { currency: 'EUR', locale: 'de-DE', timezone: 'Europe/Berlin', defaultCountry: 'DE', leadResponseMinutes: 60 };
const MAY_CHANGE = { permissions: ['settings.read', 'settings.update'] };
const answers = { 'GET /crm/settings/general': SAVED };

const valueOf = (name: RegExp) => screen.getByRole<HTMLInputElement>('combobox', { name }).value;
const response = () => screen.findByLabelText<HTMLInputElement>(/First answer/);
const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });

test('settings are shown by name, also from lists of hundreds', async () => {
  await show(GeneralSettingsPage, { answers, me: MAY_CHANGE });

  expect((await response()).value).toBe('60');
  expect(valueOf(/Currency/)).toBe('EUR – Euro');
  expect(valueOf(/Time zone/)).toBe('Berlin (Europe)');
  expect(valueOf(/Country/)).toBe('Germany');
  expect(valueOf(/Locale/)).toContain('de-DE');
  expect(save().disabled).toBe(true);
});

test('saving sends only what was changed', async () => {
  const asked = await show(GeneralSettingsPage, {
    me: MAY_CHANGE,
    answers: { ...answers, 'PUT /crm/settings/general': { ...SAVED, leadResponseMinutes: 30 } },
  });

  fireEvent.change(await response(), { target: { value: '30' } });
  fireEvent.click(save());
  await waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ leadResponseMinutes: 30 }));
  await waitFor(() => expect(save().disabled).toBe(true));
});

test('a value that can’t be is refused below its field and stays', async () => {
  const asked = await show(GeneralSettingsPage, { answers, me: MAY_CHANGE });

  fireEvent.change(await response(), { target: { value: '2' } });
  fireEvent.click(save());
  expect(await screen.findByText(/from 5 to 10,080/)).toBeTruthy();
  expect((await response()).value).toBe('2');
  expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
});

test('sample data goes after a question with the number in it', async () => {
  const asked = await show(GeneralSettingsPage, {
    me: { ...MAY_CHANGE, sampleRecords: 25 },
    answers: { ...answers, 'DELETE /crm/settings/sample-data': { removed: 25 } },
  });

  fireEvent.click(await screen.findByRole('button', { name: 'Remove sample data' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText('Remove 25 sample records?')).toBeTruthy();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remove sample data' }));
  await waitFor(() => expect(asked.some(({ method }) => method === 'DELETE')).toBe(true));
});

test('who may only read can’t save, and a failed page can be tried again', async () => {
  let isBroken = true;
  await show(GeneralSettingsPage, {
    me: { permissions: ['settings.read'] },
    answers: { 'GET /crm/settings/general': () => (isBroken ? refusal(500, 'Oops') : SAVED) },
  });

  const again = await screen.findByRole('button', { name: 'Try again' });
  isBroken = false;
  fireEvent.click(again);
  expect((await response()).disabled).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});
