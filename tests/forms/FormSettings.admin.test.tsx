import fc from 'fast-check';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { FormPage } from '../../admin/src/forms/FormPage';
import { instantOf, wallClock } from '../../admin/src/kernel/wall-clock';
import { DEFAULT_SETTINGS, type Form, type FormSettings } from '../../server/src/forms/contract';
import type { SpamSettings } from '../../server/src/spam/contract';
import { aForm } from './form-records';
import { openScreen } from './open-screen';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const ROUTE = { path: '/plugins/crm/forms/:id', at: '/plugins/crm/forms/form-1?tab=settings' };
const NO_KEYS = { siteKey: null, hasSecret: false, isFromConfig: false };
const SPAM: SpamSettings = { turnstile: NO_KEYS, hcaptcha: NO_KEYS, recaptcha: { ...NO_KEYS, minScore: 0.5 }, holdsDisposable: false, holdsRoleAddresses: false };

const open = async (settings: Partial<FormSettings> = {}, permissions?: readonly string[]) => {
  let form = aForm({ settings: { ...DEFAULT_SETTINGS, ...settings } });
  const opened = await openScreen(FormPage, {
    ...ROUTE,
    ...(permissions && { permissions }),
    answers: {
      'GET /crm/forms/form-1': () => form,
      'PUT /crm/forms/form-1': ({ body }: { body: unknown }) => (form = { ...form, ...(body as Form), version: 8 }),
      'GET /crm/settings/spam': SPAM,
    },
  });
  await screen.findByRole('heading', { name: 'What it becomes' });
  const saved = async (): Promise<FormSettings> => {
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(opened.asked.some(({ method }) => method === 'PUT')).toBe(true));
    return (opened.asked.find(({ method }) => method === 'PUT')?.body as Form).settings;
  };
  return { ...opened, saved };
};

const type = (label: RegExp | string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('settings say that they take effect with the save, and saving them publishes nothing (F11, F57)', async () => {
  const { asked, saved } = await open();
  screen.getByText(/^Takes effect when you save/);
  type('Opens', '2026-12-01T09:00');
  type('Most submissions', '50');
  const notify = screen.getByRole('textbox', { name: 'Addresses to notify' });
  fireEvent.change(notify, { target: { value: 'sales@example.com' } });
  fireEvent.keyDown(notify, { key: 'Enter' });
  expect(await saved()).toEqual({ ...DEFAULT_SETTINGS, opensAt: '2026-12-01T09:00:00.000Z', maxSubmissions: 50, notify: ['sales@example.com'] });
  await screen.findByText('Visitors get what you see here');
  expect(asked.some(({ path }) => path.endsWith('/publish'))).toBe(false);
});

test('a wrong address is named before anything is sent (F57)', async () => {
  const { asked } = await open({ notify: ['sales'] });
  type(/^Name/, 'Another name');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('“sales” is no e-mail address');
  expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
});

test('the answer to the visitor starts with words that can be sent (F58)', async () => {
  const { saved } = await open();
  fireEvent.click(screen.getByRole('switch', { name: 'Send an answer by e-mail' }));
  type(/^Subject/, 'Thank you');
  expect(await saved()).toMatchObject({ autoresponder: { subject: 'Thank you', text: expect.stringContaining('Hello {{firstName}},') } });
});

test('a limit that is emptied is the usual one again (F6)', async () => {
  const { saved } = await open({ limits: { ...DEFAULT_SETTINGS.limits, softPerAddress: 3 } });
  type('Held: per visitor and minute', '');
  type('Refused: all visitors, per ten seconds', '80');
  expect((await saved()).limits).toEqual({ ...DEFAULT_SETTINGS.limits, hardPerForm: 80 });
});

test('a captcha without keys is said, with the way to them (F34)', async () => {
  await open({ captcha: 'turnstile' }, ['forms.read', 'forms.update', 'spam.read']);
  await screen.findByText('Cloudflare Turnstile has no keys yet: every submission would be held.');
  expect(screen.getByRole('link', { name: /Keys in Settings/ }).getAttribute('href')).toBe('/settings/crm/spam');
});

test('who may only read sees the settings and can change none', async () => {
  await open({ notify: ['sales@example.com'], autoresponder: { subject: 'Thank you', text: 'Hello' } }, ['forms.read']);
  screen.getByText('sales@example.com');
  for (const input of screen.getAllByRole<HTMLInputElement>('textbox')) expect(input.disabled).toBe(true);
  for (const input of screen.getAllByRole<HTMLButtonElement>('switch')) expect(input.disabled).toBe(true);
});

test('a moment is written in the team’s time zone and read back as it was', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia');
  const minute = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }).map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
  fc.assert(
    fc.property(minute, zones, (at, zone) => {
      const clock = wallClock(at, zone);
      expect(wallClock(instantOf(clock, zone) ?? '', zone)).toBe(clock);
    }),
  );
  expect(instantOf('2026-07-01T12:00', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z');
  expect(instantOf('', 'Europe/Berlin')).toBeNull();
});
