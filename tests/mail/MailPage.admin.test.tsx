import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { MailPage } from '../../admin/src/mail/MailPage';
import type { MailSettings, OutgoingMail } from '../../server/src/mail/contract';
import { show } from '../settings/admin-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const SETTINGS: MailSettings = {
  sender: { name: null, address: null },
  from: 'Lumen & Oak <hello@site.test>',
  capabilities: { provider: 'nodemailer', headers: true, messageId: true, returnsId: true, idempotency: false, batch: false, isConfigured: true },
  siteUrl: 'https://www.site.test',
  isSiteUrlPublic: true,
};
const MAIL: OutgoingMail = { id: 'mail-1', kind: 'notice', state: 'unknown', to: 'team@site.test', subject: 'New lead: Ana', attempts: 1, lastError: 'Connection closed', createdAt: '2026-11-21T10:00:00.000Z', sentAt: null, submissionId: null };
const ALL = { permissions: ['settings.read', 'settings.update', 'mail.read', 'mail.update'] };
const pageOf = (...results: OutgoingMail[]) => ({ results, page: { next: null, total: results.length } });
const answers = { 'GET /crm/settings/mail': SETTINGS, 'GET /crm/mails': pageOf() };

const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name });
const type = async (label: RegExp, value: string) => fireEvent.change(await screen.findByLabelText(label), { target: { value } });

test('the sender is saved, and recipients see it', async () => {
  const asked = await show(MailPage, {
    me: ALL,
    answers: { ...answers, 'PUT /crm/settings/mail': { ...SETTINGS, sender: { name: 'Workshop', address: 'w@site.test' }, from: 'Workshop <w@site.test>' } },
  });
  expect(await screen.findByText('Recipients see: Lumen & Oak <hello@site.test>')).toBeTruthy();
  await type(/^Name/, 'Workshop');
  fireEvent.click(await button('Save'));
  await waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ name: 'Workshop', address: null }));
  expect(await screen.findByText('Recipients see: Workshop <w@site.test>')).toBeTruthy();
});

test('a wrong address is told below its field and not sent', async () => {
  const asked = await show(MailPage, { me: ALL, answers });
  await screen.findByText(/Recipients see/);
  const [sender] = screen.getAllByLabelText<HTMLInputElement>(/^E-mail address/);
  fireEvent.change(sender!, { target: { value: 'nobody' } });
  fireEvent.click(await button('Save'));
  expect(await screen.findByText(/Use an e-mail address such as/)).toBeTruthy();
  expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
});

test('a test that the provider refuses shows what it said', async () => {
  await show(MailPage, { me: ALL, answers: { ...answers, 'POST /crm/settings/mail/test': refusal(422, 'The test was not sent. Error: 535 wrong password', { code: 'mail.test-failed' }) } });
  fireEvent.click(await button('Send me a test'));
  expect(await screen.findByText(/535 wrong password/)).toBeTruthy();
});

test('a site without a provider is told so, and offers no test', async () => {
  await show(MailPage, { me: ALL, answers: { ...answers, 'GET /crm/settings/mail': { ...SETTINGS, from: null, capabilities: { ...SETTINGS.capabilities, provider: 'sendmail', isConfigured: false } } } });
  expect(await screen.findByText('E-mail is not set up')).toBeTruthy();
  expect((await button('Send me a test')).disabled).toBe(true);
});

test('what the provider can do is said in words, not by colour alone (M13)', async () => {
  await show(MailPage, { me: ALL, answers });
  const headers = (await screen.findByText(/one-click unsubscribe/)).closest('li')!;
  const batch = screen.getByText(/many mails at once/).closest('li')!;
  expect([within(headers).getByText('Yes'), within(batch).getByText('No')]).toHaveLength(2);
});

test('a mail in doubt is sent again only after a question that says it may come twice', async () => {
  let mails = pageOf(MAIL);
  const asked = await show(MailPage, {
    me: ALL,
    answers: { ...answers, 'GET /crm/mails': () => mails, 'POST /crm/mails/mail-1/retry': () => ((mails = pageOf()), { ...MAIL, state: 'queued' }) },
  });
  expect(await screen.findByText('Perhaps sent')).toBeTruthy();
  fireEvent.click(await button('Send again'));
  const dialog = await screen.findByRole('alertdialog');
  expect(within(dialog).getByText(/may get it twice/)).toBeTruthy();
  expect(asked.some(({ method }) => method === 'POST')).toBe(false);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Send again' }));
  expect(await screen.findByText(/None\. Every mail/)).toBeTruthy();
});

test('a mail that certainly failed goes again at once, or is dismissed', async () => {
  const asked = await show(MailPage, { me: ALL, answers: { ...answers, 'GET /crm/mails': pageOf({ ...MAIL, state: 'failed' }), 'POST /crm/mails/mail-1/cancel': { ...MAIL, state: 'cancelled' }, 'POST /crm/mails/mail-1/retry': refusal(409, 'No', { code: 'mail.not-retried' }) } });
  fireEvent.click(await button('Send again'));
  expect(await screen.findByText(/The list shows what became of it/)).toBeTruthy();
  fireEvent.click(await button('Take off the list'));
  await waitFor(() => expect(asked.some(({ path }) => path === '/crm/mails/mail-1/cancel')).toBe(true));
});

test('a blocked address is found by looking it up, and allowed again only with a reason (M23)', async () => {
  const row = { scope: 'all', reason: 'complaint', source: 'webhook', since: '2026-11-01T10:00:00.000Z', clearedAt: null };
  const asked = await show(MailPage, {
    me: ALL,
    answers: { ...answers, 'POST /crm/suppressions/find': { results: [row] }, 'POST /crm/suppressions/clear': { results: [{ ...row, clearedAt: '2026-11-21T10:00:00.000Z' }] } },
  });
  await screen.findByText(/Recipients see/);
  const [, lookUp] = screen.getAllByLabelText<HTMLInputElement>(/^E-mail address/);
  fireEvent.change(lookUp!, { target: { value: 'ana@example.com' } });
  fireEvent.click(await button('Look up'));
  expect(await screen.findByText(/Complained: no mail at all/)).toBeTruthy();
  fireEvent.click(await button('Allow mail again'));
  const dialog = await screen.findByRole('alertdialog');
  const confirm = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Allow mail again' });
  expect(confirm.disabled).toBe(true);
  fireEvent.change(within(dialog).getByLabelText(/Reason/), { target: { value: 'She called' } });
  fireEvent.click(confirm);
  expect(await screen.findByText(/no marketing until the person confirms/)).toBeTruthy();
  expect(asked.find(({ path }) => path === '/crm/suppressions/clear')?.body).toEqual({ email: 'ana@example.com', reason: 'She called' });
});

test('whoever may only read changes nothing, and without mail.read there is no list', async () => {
  await show(MailPage, { me: { permissions: ['settings.read'] }, answers });
  expect(await screen.findByText(/needs the permission settings\.update/)).toBeTruthy();
  expect(screen.queryByText('Mails that need attention')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Send me a test' })).toBeNull();
});
