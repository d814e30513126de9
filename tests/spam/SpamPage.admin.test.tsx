import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { SpamPage } from '../../admin/src/spam/SpamPage';
import type { BlocklistEntry, SpamSettings } from '../../server/src/spam/contract';
import { show } from '../settings/admin-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const anEntry = (parts: Partial<BlocklistEntry> = {}): BlocklistEntry => ({
  id: 'entry-1',
  kind: 'word',
  value: 'casino',
  note: 'Wrote every day',
  expiresAt: null,
  hits: 12,
  lastHitAt: '2026-03-12T10:00:00.000Z',
  createdAt: '2026-03-01T10:00:00.000Z',
  version: 3,
  ...parts,
});
const pageOf = (...results: BlocklistEntry[]) => ({ results, page: { next: null, total: results.length } });

const SETTINGS: SpamSettings = {
  turnstile: { siteKey: 'site-1', hasSecret: true, isFromConfig: false },
  hcaptcha: { siteKey: null, hasSecret: false, isFromConfig: false },
  recaptcha: { siteKey: 'site-3', hasSecret: true, isFromConfig: true, minScore: 0.5 },
  holdsDisposable: false,
  holdsRoleAddresses: false,
};

const MAY_CHANGE = { permissions: ['spam.read', 'spam.update'] };
const answers = { 'GET /crm/settings/spam': SETTINGS, 'GET /crm/blocklist': pageOf(anEntry()) };
const field = (name: string | RegExp) => screen.findByRole<HTMLInputElement>('textbox', { name });

test('only what was changed is saved, and a secret that nobody typed is left out (S28)', async () => {
  const asked = await show(SpamPage, { answers: { ...answers, 'PUT /crm/settings/spam': { ...SETTINGS, turnstile: { ...SETTINGS.turnstile, siteKey: 'site-2' } } }, me: MAY_CHANGE });
  const [turnstile] = await screen.findAllByRole<HTMLInputElement>('textbox', { name: 'Site key' });
  expect(screen.getAllByLabelText<HTMLInputElement>('Secret key').map(({ value, type }) => [value, type])).toEqual([['', 'password'], ['', 'password'], ['', 'password']]);

  fireEvent.change(turnstile!, { target: { value: 'site-2' } });
  fireEvent.click(screen.getByRole('switch', { name: 'Hold throw-away addresses' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ turnstile: { siteKey: 'site-2' }, holdsDisposable: true }));
});

test('a typed secret is sent with its site key, and forgetting one sends null (S28)', async () => {
  const asked = await show(SpamPage, { answers: { ...answers, 'PUT /crm/settings/spam': SETTINGS }, me: MAY_CHANGE });
  const [, hcaptcha] = await screen.findAllByLabelText<HTMLInputElement>('Secret key');
  fireEvent.change(screen.getAllByRole('textbox', { name: 'Site key' })[1]!, { target: { value: 'site-h' } });
  fireEvent.change(hcaptcha!, { target: { value: 'secret-h' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([{ hcaptcha: { siteKey: 'site-h', secret: 'secret-h' } }]));

  fireEvent.click(screen.getByRole('button', { name: 'Forget the secret of Cloudflare Turnstile' }));
  await waitFor(() => expect(asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)[1]).toEqual({ turnstile: { siteKey: 'site-1', secret: null } }));
});

test('keys of config/plugins are shown as such and can’t be changed', async () => {
  await show(SpamPage, { answers, me: MAY_CHANGE });
  expect(await screen.findByText('Set in config/plugins')).toBeTruthy();
  expect(screen.getAllByRole<HTMLInputElement>('textbox', { name: 'Site key' }).map(({ disabled }) => disabled)).toEqual([false, false, true]);
  expect(screen.queryByRole('button', { name: 'Forget the secret of Google reCAPTCHA' })).toBeNull();
});

test('what the server refuses stands at its field', async () => {
  const errors = [{ path: ['turnstile', 'siteKey'], message: 'Too long' }];
  await show(SpamPage, { answers: { ...answers, 'PUT /crm/settings/spam': refusal(400, 'Bad', { code: 'invalid-input', errors }) }, me: MAY_CHANGE });
  fireEvent.change((await screen.findAllByRole('textbox', { name: 'Site key' }))[0]!, { target: { value: 'site-2' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Too long')).toBeTruthy();
});

test('the list shows what is held, how often it was met, and until when (F37)', async () => {
  await show(SpamPage, {
    answers: { ...answers, 'GET /crm/blocklist': pageOf(anEntry(), anEntry({ id: 'entry-2', kind: 'ip', value: '203.0.113.0/24', note: null, hits: 0, lastHitAt: null, expiresAt: '2020-01-01T00:00:00.000Z' })) },
    me: MAY_CHANGE,
  });
  const table = await screen.findByRole('region', { name: 'What is on the list' });
  const rows = within(table).getAllByRole('row').slice(1).map(({ textContent }) => textContent ?? '');
  expect(rows[0]).toMatch(/casino.*Wrote every day.*Word or phrase.*12 times.*No end/);
  expect(rows[1]).toMatch(/203\.0\.113\.0\/24.*IP address or network.*Never.*Over/);
});

test('an entry is added with its last day, and a refused value says why at the field (F37)', async () => {
  let isRefused = true;
  const asked = await show(SpamPage, {
    at: '?peek=new',
    me: MAY_CHANGE,
    answers: {
      ...answers,
      'POST /crm/blocklist': () => (isRefused ? refusal(400, 'Bad', { code: 'invalid-input', errors: [{ path: ['value'], message: 'Write a word or a phrase with letters or digits' }] }) : anEntry({ value: 'poker' })),
    },
  });
  fireEvent.change(await field(/^What to hold/), { target: { value: '!!' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(await screen.findByText('Write a word or a phrase with letters or digits')).toBeTruthy();

  isRefused = false;
  fireEvent.change(await field(/^What to hold/), { target: { value: 'poker' } });
  fireEvent.change(screen.getByLabelText('Until'), { target: { value: '2030-05-01' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add' }));
  const expiresAt = new Date('2030-05-01T23:59:59').toISOString();
  await waitFor(() => expect(asked.filter(({ method }) => method === 'POST')[1]?.body).toEqual({ kind: 'word', value: 'poker', note: null, expiresAt }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Add' })).toBeNull());
});

test('of an entry only its note and its end can be changed', async () => {
  const asked = await show(SpamPage, { at: '?peek=entry-1', answers: { ...answers, 'PUT /crm/blocklist/entry-1': anEntry() }, me: MAY_CHANGE });
  expect((await field(/^What to hold/)).disabled).toBe(true);
  fireEvent.change(await field('Note'), { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save entry' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ note: null, expiresAt: null, version: 3 }));
});

test('an entry that is taken off the list can be put back at once', async () => {
  const asked = await show(SpamPage, { answers: { ...answers, 'DELETE /crm/blocklist/entry-1': { id: 'entry-1' }, 'POST /crm/blocklist': anEntry() }, me: MAY_CHANGE });
  await userEvent.click(await screen.findByRole('button', { name: 'More for casino' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ kind: 'word', value: 'casino', note: 'Wrote every day', expiresAt: null }));
});

test('who may only look is told so and finds nothing to press', async () => {
  await show(SpamPage, { at: '?peek=new', answers, me: { permissions: ['spam.read'] } });
  expect(await screen.findByText(/needs the permission spam\.update/)).toBeTruthy();
  expect(await screen.findByText('casino')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Save|Add|More for|Forget/ })).toBeNull();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('an empty list says what it is for; one that fails to load can be tried again', async () => {
  let isBroken = true;
  await show(SpamPage, { answers: { ...answers, 'GET /crm/blocklist': () => (isBroken ? refusal(500, 'Oops') : pageOf()) }, me: MAY_CHANGE });
  const again = await screen.findByRole('button', { name: 'Try again' });
  isBroken = false;
  fireEvent.click(again);
  expect(await screen.findByText('Nothing is on the list')).toBeTruthy();
});

test('settings that fail to load can be tried again', async () => {
  let isBroken = true;
  await show(SpamPage, { answers: { ...answers, 'GET /crm/settings/spam': () => (isBroken ? refusal(500, 'Oops') : SETTINGS) }, me: MAY_CHANGE });
  const again = await screen.findByRole('button', { name: 'Try again' });
  isBroken = false;
  fireEvent.click(again);
  expect(await screen.findByText('Cloudflare Turnstile')).toBeTruthy();
});

test('every reason is explained with its points, the heaviest first (F30)', async () => {
  await show(SpamPage, { answers, me: MAY_CHANGE });
  const table = await screen.findByRole('region', { name: 'Reasons and their points' });
  const rows = within(table).getAllByRole('row').slice(1).map((row) => within(row).getAllByRole('cell').map(({ textContent }) => textContent));
  expect(rows[0]).toEqual(['filled the trap field', '100', expect.stringContaining('people don’t see')]);
  expect(rows).toHaveLength(14);
  expect(rows.every(([reason]) => !/[a-z]_[a-z]/.test(reason ?? ''))).toBe(true);
});
