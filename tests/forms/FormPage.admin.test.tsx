import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { FormPage } from '../../admin/src/forms/FormPage';
import type { FormField } from '../../server/src/forms/contract';
import { refusal } from '../settings/strapi-admin';
import { aForm, aSubmission } from './form-records';
import { openScreen } from './open-screen';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const ROUTE = { path: '/plugins/crm/forms/:id', at: '/plugins/crm/forms/form-1' };
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const bodyOf = (asked: readonly { method: string; body: unknown }[], method = 'PUT') =>
  asked.filter((one) => one.method === method).at(-1)?.body as { version: number; fields: FormField[]; allowedOrigins: string[] };

test('fields move by buttons, and Save sends the whole draft with the version it was made from', async () => {
  const saved = aForm({ version: 8, hasUnpublishedChanges: true });
  const { asked } = await openScreen(FormPage, { ...ROUTE, answers: { 'GET /crm/forms/form-1': aForm(), 'PUT /crm/forms/form-1': saved } });

  await screen.findByText('Visitors get what you see here');
  press('Move Message up');
  await screen.findByText('Unsaved changes: v4 → v5');
  press('Save');

  await screen.findByText('Unpublished changes: v4 → v5');
  const body = bodyOf(asked);
  expect(body.version).toBe(7);
  expect(body.fields.map(({ name }) => name)).toEqual(['email', 'message', 'size']);
  expect(body.allowedOrigins).toEqual(['https://www.example.com']);
});

test('a stale save shows what the other person saved and saves again over it', async () => {
  const theirs = aForm({ version: 9, thankYou: 'Thanks from Ben.' });
  let isStale = true;
  const { asked } = await openScreen(FormPage, {
    ...ROUTE,
    answers: {
      'GET /crm/forms/form-1': aForm(),
      'PUT /crm/forms/form-1': () => {
        if (!isStale) return aForm({ version: 10 });
        isStale = false;
        return refusal(409, 'Stale', { code: 'stale-version', current: theirs, version: 9 });
      },
    },
  });
  await screen.findByText('Visitors get what you see here');
  press('Delete Company size');
  press('Save');
  await screen.findByText('Thank-you text: Thanks from Ben.');
  press('Save mine over it');
  await waitFor(() => expect(bodyOf(asked).version).toBe(9));
  expect(bodyOf(asked).fields.map(({ name }) => name)).toEqual(['email', 'message']);
  await waitFor(() => expect(screen.queryByText('Somebody else saved this form meanwhile')).toBeNull());
});

test('an error of the server stands at its field', async () => {
  await openScreen(FormPage, {
    ...ROUTE,
    answers: {
      'GET /crm/forms/form-1': aForm(),
      'PUT /crm/forms/form-1': refusal(400, 'Invalid', { code: 'invalid-input', errors: [{ path: ['fields', '1', 'options'], message: 'Give “Company size” at least one option' }] }),
    },
  });
  await screen.findByText('Visitors get what you see here');
  press('Move Message up');
  press('Move Message down');
  press('Duplicate E-mail');
  press('Save');
  await screen.findByText('One thing to fix before saving');
  screen.getByText('Give “Company size” at least one option');
});

test('a choice without options is said at once, at its field and at the foot, and stops the save', async () => {
  const { asked } = await openScreen(FormPage, { ...ROUTE, answers: { 'GET /crm/forms/form-1': aForm() } });
  fireEvent.click(await screen.findByRole('button', { name: 'Edit Company size' }));
  const drawer = within(screen.getByRole('dialog'));
  fireEvent.click(drawer.getByRole('button', { name: 'Delete option 1' }));
  drawer.getByText('Give “Company size” at least one option');
  fireEvent.click(drawer.getByRole('button', { name: 'Done' }));
  press('Save');
  expect(screen.getByRole('link', { name: 'Company size: Give “Company size” at least one option' }).getAttribute('href')).toMatch(/tab=build&field=size$/);
  expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
});

test('unsaved changes are not left behind without a question', async () => {
  const { router } = await openScreen(FormPage, { ...ROUTE, answers: { 'GET /crm/forms/form-1': aForm() } });
  await screen.findByText('Visitors get what you see here');
  press('Delete Company size');
  fireEvent.click(screen.getByRole('link', { name: 'Forms' }));
  await screen.findByText('Leave without saving?');
  press('Leave');
  await waitFor(() => expect(router.state.location.pathname).toBe('/plugins/crm/forms'));
});

test('the share tab gives code with the real fields, the trap and the full address, and sends a test', async () => {
  const { asked } = await openScreen(FormPage, {
    ...ROUTE,
    at: `${ROUTE.at}?tab=share`,
    answers: {
      'GET /crm/forms/form-1': aForm(),
      'POST /crm/forms/form-1/test': aSubmission({ state: 'received', processedAt: null, result: null, isTest: true }),
      'GET /crm/submissions/sub-1': aSubmission({ isTest: true }),
    },
  });
  const code = await screen.findByRole('region', { name: 'HTML code' });
  ['<form action="http://localhost/api/crm/forms/contact-us/submissions" method="post">', 'name="_crm_version" value="4"', 'name="email"', 'maxlength="500"', 'fax_ab12'].forEach((part) =>
    expect(code.textContent).toContain(part),
  );
  fireEvent.click(screen.getByRole('tab', { name: 'React' }));
  expect(screen.getByRole('region', { name: 'React code' }).textContent).toContain('export function ContactUsForm()');

  press('Send test');
  expect((await screen.findByRole('link', { name: 'Open the lead' })).getAttribute('href')).toBe('/plugins/crm/leads/lead-1');
  // Shown, and said aloud.
  expect(screen.getAllByText('Received 12:04, in 0.4 s')).toHaveLength(2);
  expect(asked.some(({ path }) => path.endsWith('/publish'))).toBe(false);
});

test('test submissions are removed only after a question, and how many is said (F59)', async () => {
  const { asked } = await openScreen(FormPage, {
    ...ROUTE,
    at: `${ROUTE.at}?tab=share`,
    answers: { 'GET /crm/forms/form-1': aForm(), 'POST /crm/forms/form-1/test/purge': { removed: 3 } },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Remove test submissions' }));
  expect(asked.some(({ path }) => path.endsWith('/purge'))).toBe(false);
  fireEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Remove test submissions' }));
  expect((await screen.findAllByText('3 test submissions removed')).length).toBeGreaterThan(0);
});

test('without the permission to change forms everything can be read and nothing changed', async () => {
  await openScreen(FormPage, { ...ROUTE, permissions: ['forms.read'], answers: { 'GET /crm/forms/form-1': aForm() } });
  await screen.findByText('Visitors get what you see here');
  screen.getByText('Contact · E-mail');
  for (const name of ['Add field', 'Move Message up', 'Edit Message', 'Save']) expect(screen.queryByRole('button', { name })).toBeNull();
});
