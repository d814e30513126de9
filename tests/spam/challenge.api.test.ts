import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import request from 'supertest';
import type { Form } from '../../server/src/forms/contract';
import { createAltcha } from '../../server/src/spam/altcha';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';
import { evidence } from './evidence';

const app = bootCrm();

let form: Form;
const ask = (keyOrSlug = form.slug) => request(app.url).get(`/api/crm/forms/${keyOrSlug}/challenge`);
const answerTo = async (challenge: Challenge): Promise<string> => Buffer.from(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })).toString('base64');
const spent = async (): Promise<number> => (await app.strapi.db.getConnection('crm_spent_challenges').select('id')).length;
const fresh = async (): Promise<string> => answerTo(await createAltcha(app).challenge(form.key));

beforeAll(async () => {
  form = await aForm(app.crm, { settings: { captcha: 'altcha' } });
}, 60_000);
afterEach(() => app.clock.reset());

const names = async (captcha: string | null, formKey = form.key): Promise<string[]> =>
  (await app.crm.spam.judge(evidence({ asksFor: 'altcha', formKey, captcha }))).map(({ reason }) => reason).filter((reason) => ['pow', 'captcha_unavailable'].includes(reason));

test('a page gets work for its form, and its answer passes once (F34, F35)', async () => {
  const { status, body, headers } = await ask();
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  expect(Object.keys(body as object).sort()).toEqual(['parameters', 'signature']);
  const answer = await answerTo(body as Challenge);
  expect(await names(null)).toEqual(['pow']);
  expect(await names(answer)).toEqual([]);
  expect(await names(answer)).toEqual(['pow']);
  expect(await names(await fresh(), 'another-form')).toEqual(['pow']);
});

test('of two processes that get the same answer at once one lets it through (F35)', async () => {
  const [one, other] = [createAltcha(app), createAltcha(app)];
  for (let round = 0; round < 5; round += 1) {
    const answer = await fresh();
    const verdicts = await Promise.all([one, other, one, other].map((altcha) => altcha.spend(form.key, answer)));
    expect(verdicts.filter((verdict) => verdict === 'passed')).toHaveLength(1);
    expect(await other.spend(form.key, answer)).toBe('failed');
  }
});

test('a spent answer is kept until it would have expired, then thrown away (F35)', async () => {
  await app.strapi.db.getConnection('crm_spent_challenges').delete();
  const answer = await fresh();
  await names(answer);
  expect(await app.crm.spam.purgeChallenges()).toEqual({ hasMore: false });
  expect(await spent()).toBe(1);
  app.clock.advance(601_000);
  expect(await names(answer)).toEqual(['pow']);
  await app.crm.spam.purgeChallenges();
  expect(await spent()).toBe(0);
});

test('while spent answers can’t be stored, submissions wait for a human (F34, S33)', async () => {
  const answer = await fresh();
  await app.strapi.db.connection.schema.renameTable('crm_spent_challenges', 'crm_spent_challenges_away');
  try {
    expect(await names(answer)).toEqual(['captcha_unavailable']);
  } finally {
    await app.strapi.db.connection.schema.renameTable('crm_spent_challenges_away', 'crm_spent_challenges');
  }
  expect(await names(answer)).toEqual([]);
});

test('only forms that ask for it, and are published, have challenges; no method but GET does anything', async () => {
  const plain = await aForm(app.crm);
  expect((await ask(plain.slug)).status).toBe(404);
  expect((await ask('nothing-here')).status).toBe(404);
  expect((await ask((await aForm(app.crm, { settings: { captcha: 'altcha' }, isPublished: false })).slug)).status).toBe(404);
  expect((await request(app.url).post(`/api/crm/forms/${form.slug}/challenge`).send({})).status).toBe(405);
});

test('pages of the form’s sites may read it, others not, and never with credentials (F27)', async () => {
  const strict = await aForm(app.crm, { settings: { captcha: 'altcha' }, allowedOrigins: ['https://site.example'] });
  const corsOf = async (origin: string) => (await ask(strict.slug).set('Origin', origin)).headers['access-control-allow-origin'];
  expect([await corsOf('https://site.example'), await corsOf('https://evil.example'), await corsOf(app.url), await corsOf('null')]).toEqual(['https://site.example', undefined, app.url, undefined]);
  const preflight = await request(app.url).options(`/api/crm/forms/${strict.slug}/challenge`).set('Origin', 'https://site.example').set('Access-Control-Request-Method', 'GET');
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({ 'access-control-allow-origin': 'https://site.example', 'access-control-allow-methods': 'GET' });
  expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
});

test('a visitor sees no difference between a proof that is missing, wrong, used or right; staff see why (F30, F34)', async () => {
  const send = (altcha: string | undefined, message: string) =>
    request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).set({ Accept: '*/*', 'Accept-Language': 'en' }).send({ email: 'ana@acme-works.example', message, ...(altcha && { altcha }) });
  const proof = await fresh();
  const answers = [await send(undefined, 'one'), await send('bm9uc2Vuc2U=', 'two'), await send(proof, 'three'), await send(proof, 'four')];
  expect(answers.map(({ status, body }) => [status, { ...(body as object), id: '' }])).toEqual(answers.map(() => [201, { ...(answers[0]!.body as object), id: '' }]));

  const { results } = (await app.as('super-admin').get('/crm/submissions?sort=receivedAt')).body as { results: { state: string; reasons: { reason: string }[] }[] };
  const pow = results.slice(-4).map(({ state, reasons }) => [state, reasons.some(({ reason }) => reason === 'pow')]);
  expect(pow).toEqual([['quarantined', true], ['quarantined', true], ['received', false], ['quarantined', true]]);
});

test('answers with mistakes are sent back without spending the proof (F34)', async () => {
  const proof = await fresh();
  const send = (email: string) => request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).set({ Accept: '*/*', 'Accept-Language': 'en' }).send({ email, message: 'corrected', altcha: proof });
  expect((await send('not an address')).status).toBe(422);
  expect((await send('ben@acme-works.example')).status).toBe(201);
  const { results } = (await app.as('super-admin').get('/crm/submissions?sort=-receivedAt&limit=1')).body as { results: { state: string }[] };
  expect(results[0]!.state).toBe('received');
});

test('one address gets thirty a minute, whatever it writes into X-Forwarded-For (F35, S30, S31)', async () => {
  app.clock.hold('2026-05-01T10:00:00Z');
  const statuses: number[] = [];
  for (let index = 0; index < 32; index += 1) statuses.push((await ask().set('X-Forwarded-For', `198.51.100.${index}`)).status);
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429, 429]);
  const refused = await ask();
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  app.clock.hold('2026-05-01T10:01:00Z');
  expect((await ask()).status).toBe(200);
});
