import request from 'supertest';
import { DEFAULT_SETTINGS, type Form, type formInput } from '../../server/src/forms/contract';
import type { z } from 'zod';
import { bootCrm } from '../support/app';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
type Input = z.input<typeof formInput>;

let made = 0;
const create = (input: Partial<Input>) => {
  made += 1;
  return app.as('marketer').post('/crm/forms', { name: `Form ${made}`, slug: `form-${made}`, fields: [{ name: 'email', type: 'email', label: 'E-mail', isRequired: true }], thankYou: 'Thanks.', ...input });
};
const publish = async (form: Form): Promise<Form> => (await app.as('marketer').post(`/crm/forms/${form.id}/publish`).expect(200)).body;
const aLiveForm = async (input: Partial<Input>): Promise<Form> => publish((await create(input).expect(200)).body);
const change = async (form: Form, patch: object): Promise<Form> => (await app.as('marketer').put(`/crm/forms/${form.id}`, { ...patch, version: form.version }).expect(200)).body;
const publicForm = async (form: Form) => (await request(app.url).get(`/api/crm/forms/${form.slug}`).expect(200)).body;
const send = (form: Form, body: object) => request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).send(body);
const stored = async (form: Form) => (await app.as('marketer').get(`/crm/submissions?filters[form]=${form.id}`)).body.results;

const wizard: Input['fields'] = [
  { name: 'kind', type: 'radio', label: 'I am a', isRequired: true, options: [{ value: 'business', label: 'Business' }, { value: 'private', label: 'Private person' }] },
  { name: 'companyStep', type: 'page-break', label: 'Your company', showWhen: { op: 'eq', field: 'kind', value: 'business' } },
  { name: 'size', type: 'number', label: 'Company size', isRequired: true },
  { name: 'lastStep', type: 'page-break', label: 'About you' },
  { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
  { name: 'campaign', type: 'hidden', label: 'Campaign', isLocked: true, default: 'spring' },
];

test('the last step alone is not enough: the server checks all steps that show (F14, F18, F19)', async () => {
  const form = await aLiveForm({ fields: wizard });
  const forged = await send(form, { kind: 'business', email: 'ana@example.com' });
  expect(forged.status).toBe(422);
  expect(forged.body.errors).toEqual([{ field: 'size', code: 'required', message: 'Please fill in “Company size”' }]);
  await send(form, { kind: 'private', email: 'ana@example.com', size: 500, campaign: 'forged' }).expect(201);
  const [row] = await stored(form);
  const { answers } = (await app.as('marketer').get(`/crm/submissions/${row.id}`)).body;
  expect(answers.map(({ name, value }: { name: string; value: unknown }) => [name, value])).toEqual([
    ['kind', 'private'],
    ['email', 'ana@example.com'],
    ['campaign', 'spring'],
  ]);
});

test('a page learns steps and conditions, but no target, no reason and no locked value (F18, F19, F21)', async () => {
  const form = await aLiveForm({ fields: wizard, settings: { captcha: 'altcha', offersDrafts: true } });
  const shown = await publicForm(form);
  expect(shown.steps).toEqual([
    { name: null, title: null, fields: ['kind'] },
    { name: 'companyStep', title: 'Your company', fields: ['size'] },
    { name: 'lastStep', title: 'About you', fields: ['email'] },
  ]);
  expect(shown.fields[1].showWhen).toEqual({ op: 'eq', field: 'kind', value: 'business' });
  expect(shown).toMatchObject({ captcha: 'altcha', offersDrafts: true, availability: { state: 'open', text: '' } });
  expect(JSON.stringify(shown)).not.toMatch(/mapTo|isLocked|overrideReason|spring|campaign/);
});

test('settings take effect when they are saved, one by one, and are part of no version (F11)', async () => {
  const form = await aLiveForm({ settings: { captcha: 'altcha' } });
  expect(form.settings).toEqual({ ...DEFAULT_SETTINGS, captcha: 'altcha' });
  const changed = await change(form, { settings: { closesAt: '2020-01-01T00:00:00.000Z', closedText: 'We moved.' } });
  expect(changed).toMatchObject({ hasUnpublishedChanges: false, settings: { captcha: 'altcha', closedText: 'We moved.' } });
  expect((await publicForm(form)).availability).toEqual({ state: 'closed', text: 'We moved.' });
  const refused = await app.as('marketer').put(`/crm/forms/${form.id}`, { version: changed.version, settings: { opensAt: '2021-01-01T00:00:00.000Z' } });
  expect([refused.status, refused.body.error.details.errors]).toEqual([400, [{ path: ['settings', 'closesAt'], message: 'The form must close after it opens' }]]);
});

test('what can’t work is refused when the form is saved, with field and fix (F18, F48, S16)', async () => {
  const refused = await create({
    fields: [
      { name: 'a', type: 'text', label: 'A', pattern: '(a)\\1', showWhen: { op: 'empty', field: 'b' } },
      { name: 'b', type: 'text', label: 'B', showWhen: { op: 'empty', field: 'a' } },
    ],
  });
  expect(refused.status).toBe(400);
  expect(refused.body.error.details.errors.map(({ path }: { path: string[] }) => path.join('.'))).toEqual(['fields.0.pattern', 'fields.0.showWhen']);
  const bundled = await create({ fields: [{ name: 'news', type: 'consent', label: 'News', isRequired: true }] });
  expect([bundled.status, bundled.body.error.message]).toEqual([400, 'fields.0.isRequired: Consent must be a free choice: it can’t be required']);
  const reasoned = await create({ fields: [{ name: 'news', type: 'consent', label: 'News', isRequired: true, overrideReason: 'This is the newsletter form itself' }] });
  expect([reasoned.status, reasoned.body.fields[0].overrideReason]).toEqual([200, 'This is the newsletter form itself']);
});

test('a page that shows an older version is read by that version for thirty days (F10)', async () => {
  const first = await aLiveForm({ fields: [{ name: 'mail', type: 'email', label: 'E-mail', isRequired: true }] });
  const second = await publish(await change(first, { fields: [{ name: 'email', type: 'email', label: 'E-mail', isRequired: true }] }));
  const { forms } = app.crm;
  const fieldsOf = async (version: number) => (await forms.publishedVersion(first.slug, version))?.fields.map(({ name }) => name) ?? null;
  expect(second.publishedVersion).toBe(2);
  expect([await fieldsOf(1), await fieldsOf(2), await fieldsOf(3)]).toEqual([['mail'], ['email'], null]);
  await send(first, { mail: 'ana@example.com', _crm_version: '1' }).expect(201);
  expect((await stored(first))[0]).toMatchObject({ formVersion: 1, state: 'received' });

  app.clock.advance(31 * 86_400_000);
  // The forms of a process are remembered for a second of real time.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  expect([await fieldsOf(1), await fieldsOf(2)]).toEqual([null, ['email']]);
});

test('a form of entries has no public schema and no place in the list', async () => {
  const draft = await app.crm.forms.create({ kind: 'content', name: 'Entries', slug: 'entries', fields: wizard, thankYou: '-' });
  const form = await app.crm.forms.publish(draft.id);
  expect(await app.crm.forms.published(form.key)).toMatchObject({ kind: 'content' });
  expect(await app.crm.forms.publicForm(form.key)).toBeNull();
  await request(app.url).get('/api/crm/forms/entries').expect(404);
  const listed = (await app.as('marketer').get('/crm/forms?limit=100')).body.results;
  expect(listed.map(({ slug }: Form) => slug)).not.toContain('entries');
});

test('the test button can answer a form with every kind of question (F13)', async () => {
  const { EVERY_TYPE } = await import('./every-type');
  const form = await aLiveForm({ fields: EVERY_TYPE.map(({ field }) => ({ ...field, isRequired: !['consent', 'file'].includes(field.type) })) });
  await app.as('marketer').post(`/crm/forms/${form.id}/test`).expect(200);
});
