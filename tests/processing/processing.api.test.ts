import request from 'supertest';
import { bootCrm } from '../support/app';
import type { Form, FormSettings } from '../../server/src/forms/contract';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
const PATH = '/api/crm/forms/contact-us/submissions';
const ana = { firstName: 'Ana', lastName: 'Ruiz', email: 'ana@acme-works.example', message: 'Hello' };

let form: Form;

beforeEach(async () => {
  await app.reset();
  await app.crm.forms.ensureStarter();
  const { body } = await app.as('super-admin').get('/crm/forms');
  form = (await app.as('super-admin').post(`/crm/forms/${body.results[0].id}/publish`)).body;
}, 60_000);

const set = async (settings: Partial<FormSettings>): Promise<void> => {
  const { version } = (await app.as('super-admin').get(`/crm/forms/${form.id}`)).body;
  await app.as('super-admin').put(`/crm/forms/${form.id}`, { settings, version }).expect(200);
};
const send = async (more: object = {}): Promise<void> => {
  await request(app.url).post(PATH).send({ ...ana, ...more }).expect(201);
  await app.drain();
};
const list = async (path: string): Promise<Record<string, unknown>[]> => (await app.as('super-admin').get(`/crm/${path}`)).body.results;
const onlySubmission = async () => (await list('submissions'))[0] as { id: string; state: string; result: { type: string; id: string } | null };

// F50
test.each([
  ['lead', { leads: 1, contacts: 1 }, 'lead'],
  ['contact', { leads: 0, contacts: 1 }, 'contact'],
  ['none', { leads: 0, contacts: 0 }, undefined],
] as const)('a form whose target is %s makes exactly that, and nothing twice when it runs again', async (target, expected, result) => {
  await set({ target });
  await send();
  const submission = await onlySubmission();
  expect(submission).toMatchObject({ state: 'processed' });
  await app.as('super-admin').post(`/crm/submissions/${submission.id}/reprocess`).expect(200);
  await app.drain();
  expect({ leads: (await list('leads')).length, contacts: (await list('contacts')).length }).toEqual(expected);
  expect((await onlySubmission()).result?.type).toBe(result);
});

test('a person without an address is not made a second time when the submission runs again (F12)', async () => {
  await set({ target: 'contact' });
  await app.as('super-admin').put(`/crm/forms/${form.id}`, { fields: form.fields.map((field) => ({ ...field, isRequired: false })), version: (await app.as('super-admin').get(`/crm/forms/${form.id}`)).body.version }).expect(200);
  await app.as('super-admin').post(`/crm/forms/${form.id}/publish`).expect(200);
  await send({ email: undefined });
  const { id } = await onlySubmission();
  await app.as('super-admin').post(`/crm/submissions/${id}/reprocess`).expect(200);
  await app.drain();
  expect(await list('contacts')).toHaveLength(1);
});

test('marking as spam takes back the lead and the contact that only it made, and “not spam” brings them back (F33)', async () => {
  await send();
  const { id } = await onlySubmission();
  const { body } = await app.as('super-admin').post(`/crm/submissions/${id}/spam`).expect(200);
  expect(body).toMatchObject({ undone: ['lead', 'contact'], kept: [], submission: { state: 'quarantined', contact: null, result: null } });
  expect(await list('contacts')).toEqual([]);
  expect(await list('leads')).toMatchObject([{ status: 'junk', contact: null }]);

  await app.as('super-admin').post(`/crm/submissions/${id}/release`).expect(200);
  await app.drain();
  expect(await list('leads')).toMatchObject([{ status: 'new', contact: { name: 'Ana Ruiz' } }]);
  expect(await list('contacts')).toHaveLength(1);
  expect(await onlySubmission()).toMatchObject({ state: 'processed', result: { type: 'lead' } });
});

test('marking as spam twice, or by two people at once, changes nothing more (F33)', async () => {
  await send();
  const { id } = await onlySubmission();
  const answers = await Promise.all([1, 2].map(() => app.as('super-admin').post(`/crm/submissions/${id}/spam`)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers.flatMap(({ body }) => body.undone).sort()).toEqual(['contact', 'lead']);
});

test('a contact that was there before, or that somebody has worked on, stays when its submission is spam (F33)', async () => {
  await send();
  await send({ message: 'Second' });
  const [second] = await list('submissions');
  const { body } = await app.as('super-admin').post(`/crm/submissions/${second!.id}/spam`).expect(200);
  expect(body).toMatchObject({ undone: ['lead'], kept: ['contact'] });

  const [contact] = await list('contacts');
  await app.as('super-admin').post(`/crm/contacts/${contact!.id}/notes`, { text: 'Called her' }).expect(200);
  const first = (await list('submissions')).find(({ state }) => state === 'processed');
  expect((await app.as('super-admin').post(`/crm/submissions/${first!.id}/spam`)).body).toMatchObject({ undone: ['lead'], kept: ['contact'] });
  expect(await list('contacts')).toHaveLength(1);
});

test('a thousand held rows are released at once, and the one that can’t be is named (F33)', async () => {
  for (let index = 0; index < 12; index += 1) await request(app.url).post(PATH).send({ ...ana, email: `person-${index}@example.com`, [form.honeypot]: 'x' }).expect(201);
  await request(app.url).post(PATH).send({ ...ana, email: 'no address', [form.honeypot]: 'x' }).expect(201);
  const held = await list('submissions?filters[state]=quarantined&limit=100');
  const ids = held.map(({ id }) => id);
  const [one, other] = await Promise.all([1, 2].map(() => app.as('super-admin').post('/crm/submissions/release', { ids })));
  expect([one!.status, other!.status]).toEqual([200, 200]);
  expect(one!.body.refused).toEqual([{ id: held[0]!.id, message: expect.stringContaining('email') }]);
  await app.drain();
  expect(await list('leads?limit=100')).toHaveLength(12);
  await app.as('super-admin').post('/crm/submissions/release', { ids: Array.from({ length: 1001 }, (_, index) => `id${index}`) }).expect(400);
});

test('test submissions go with everything that only they made, and nothing else goes (F59)', async () => {
  await send();
  await app.as('super-admin').post(`/crm/forms/${form.id}/test`).expect(200);
  await app.drain();
  expect(await list('leads')).toHaveLength(2);
  expect((await app.as('super-admin').post(`/crm/forms/${form.id}/test/purge`)).body).toEqual({ removed: 1 });
  expect(await list('leads')).toMatchObject([{ name: 'Ana Ruiz' }]);
  expect(await list('contacts')).toMatchObject([{ name: 'Ana Ruiz' }]);
  expect(await list('submissions')).toHaveLength(1);
});

test('a form with a maximum takes exactly that many, however many come at once (F11)', async () => {
  await set({ maxSubmissions: 3, closedText: 'All seats are taken.' });
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => request(app.url).post(PATH).send({ ...ana, email: `seat-${index}@example.com` })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 410, 410, 410, 410, 410]);
  expect(answers.find(({ status }) => status === 410)!.body.errors[0].message).toBe('All seats are taken.');
  expect(await list('submissions')).toHaveLength(3);
  expect((await request(app.url).get('/api/crm/forms/contact-us')).body.availability).toEqual({ state: 'full', text: 'All seats are taken.' });
});
