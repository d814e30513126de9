import { randomBytes } from 'node:crypto';
import request from 'supertest';
import type { Form } from '../../server/src/forms/contract';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';

const app = bootCrm();
const DAY_MS = 86_400_000;
const fields: NonNullable<Parameters<typeof aForm>[1]>['fields'] = [
  { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
  { name: 'next', type: 'page-break', label: 'Next' },
  { name: 'home', type: 'address', label: 'Address' },
];

let form: Form;
beforeEach(async () => {
  await app.reset();
  form = await aForm(app.crm, { fields, settings: { offersDrafts: true } });
});

const begin = (body: object, slug = form.slug) => request(app.url).post(`/api/crm/forms/${slug}/drafts`).send(body);
const at = (token: string, slug = form.slug) => `/api/crm/forms/${slug}/drafts/${token}`;
const rows = (): Promise<{ token_hash: string; answers: string }[]> => app.strapi.db.getConnection('crm_form_drafts').select('*');

test('half an answer is kept for a week, can be gone on with, and is nobody’s lead (F20)', async () => {
  const begun = await begin({ answers: { email: 'half an addr', home: { city: 'Ulm' }, owner: 1, _crm_page: 'x' }, step: 1 });
  expect([begun.status, begun.body.token]).toEqual([201, expect.stringMatching(/^[\w-]{22}$/)]);
  const { token } = begun.body;
  const resumed = await request(app.url).get(at(token)).expect(200);
  expect(resumed.body).toEqual({ answers: { email: 'half an addr', home: { city: 'Ulm' } }, step: 1, formVersion: 1, expiresAt: expect.any(String) });
  expect(resumed.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });

  app.clock.advance(6 * DAY_MS);
  await request(app.url).put(at(token)).send({ answers: { email: 'ana@example.com' }, step: 0 }).expect(200);
  app.clock.advance(6 * DAY_MS);
  expect((await request(app.url).get(at(token)).expect(200)).body).toMatchObject({ answers: { email: 'ana@example.com' }, step: 0 });
  await app.drain();
  expect((await app.as('super-admin').get('/crm/leads')).body.results).toEqual([]);
  expect((await app.as('super-admin').get('/crm/submissions')).body.results).toEqual([]);
});

test('the token is stored as a hash only, and belongs to one form (F20)', async () => {
  const { token } = (await begin({ answers: {} })).body;
  const stored = await rows();
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(token);
  const other = await aForm(app.crm, { fields, settings: { offersDrafts: true } });
  await request(app.url).get(at(token, other.slug)).expect(404);
  await request(app.url).put(at(token, other.slug)).send({ answers: {} }).expect(404);
});

test('a sent form takes its draft away (F20)', async () => {
  const { token } = (await begin({ answers: { email: 'ana@example.com' } })).body;
  await request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).send({ email: 'ana@', _crm_draft: token }).expect(422);
  expect(await rows()).toHaveLength(1);
  await request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).send({ email: 'ana@example.com', _crm_draft: token }).expect(201);
  expect(await rows()).toEqual([]);
  await request(app.url).get(at(token)).expect(404);
});

test('a draft of a week is gone, first for its visitor and then from the database (F20)', async () => {
  const { token } = (await begin({ answers: {} })).body;
  app.clock.advance(7 * DAY_MS + 1);
  await request(app.url).get(at(token)).expect(404);
  expect(await rows()).toHaveLength(1);
  expect(await app.crm.drafts.purge()).toEqual({ hasMore: false });
  expect(await rows()).toEqual([]);
});

test('only an open form that offers drafts keeps any', async () => {
  const plain = await aForm(app.crm, { fields });
  expect((await begin({ answers: {} }, plain.slug)).body.errors[0].code).toBe('form');
  const closed = await aForm(app.crm, { fields, settings: { offersDrafts: true, closesAt: '2020-01-01T00:00:00.000Z', closedText: 'We moved.' } });
  const answer = await begin({ answers: {} }, closed.slug);
  expect([answer.status, answer.body.errors[0].message]).toEqual([410, 'We moved.']);
});

test.each([
  ['no JSON', '{', 400],
  ['a list', '[]', 422],
  ['deep values', JSON.stringify({ answers: { email: [[['x']]] } }), 422],
  ['200,000 levels', JSON.stringify({ answers: {} }).replace('{}', `{"email":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), 422],
  ['too many answers', JSON.stringify({ answers: Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, 1])) }), 422],
  ['a long value', JSON.stringify({ answers: { email: 'x'.repeat(20_001) } }), 422],
  ['NUL', JSON.stringify({ answers: { email: 'a\0' } }), 422],
  ['half a surrogate pair', '{"answers":{"email":"\\ud800"}}', 422],
  ['300 KB', JSON.stringify({ answers: { email: 'x'.repeat(300 * 1024) } }), 413],
])('%s is refused, and nothing is kept (F8)', async (_what, body, status) => {
  const answer = await request(app.url).post(`/api/crm/forms/${form.slug}/drafts`).set('content-type', 'application/json').send(body);
  expect(answer.status).toBe(status);
  expect(await rows()).toEqual([]);
});

test('only sites of the form’s list may read a draft, never with credentials (F27)', async () => {
  const listed = await aForm(app.crm, { fields, allowedOrigins: ['https://www.example.com'], settings: { offersDrafts: true } });
  const preflight = async (origin: string) => (await request(app.url).options(at('x'.repeat(22), listed.slug)).set('Origin', origin).expect(204)).headers;
  expect(await preflight('https://www.example.com')).toMatchObject({ 'access-control-allow-origin': 'https://www.example.com', 'access-control-allow-methods': 'GET, POST, PUT' });
  expect((await preflight('https://evil.example'))['access-control-allow-origin']).toBeUndefined();
});

test('10,000 guesses find nothing, and are stopped (F20)', async () => {
  await begin({ answers: { email: 'ana@example.com' } });
  // All of it in one minute of the limit, however long the machine takes.
  app.clock.hold(new Date().toISOString());
  const statuses: number[] = [];
  for (let guess = 0; guess < 100; guess += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => fetch(`${app.url}${at(randomBytes(16).toString('base64url'))}`)));
    statuses.push(...answers.map(({ status }) => status));
  }
  expect(statuses).not.toContain(200);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(9_900);
  app.clock.reset();
}, 120_000);
