import request from 'supertest';
import type { Form } from '../../server/src/forms/contract';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';

const app = bootCrm();
const fields: NonNullable<Parameters<typeof aForm>[1]>['fields'] = [
  { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
  { name: 'project', type: 'page-break', label: 'Your project' },
  { name: 'budget', type: 'number', label: 'Budget', isRequired: true, min: 100 },
  { name: 'plan', type: 'file', label: 'Plan', isRequired: true },
];

let form: Form;
beforeEach(async () => {
  await app.reset();
  app.clock.hold('2026-03-02T12:00:00.000Z');
  form = await aForm(app.crm, { fields });
});
afterEach(() => app.clock.reset());

const check = (step: number, body: object) => request(app.url).post(`/api/crm/forms/${form.slug}/steps/${step}`).send(body);
const rowsOf = async (table: string): Promise<object[]> => (await app.strapi.db.getConnection(table).select('*')) as object[];

test('a step is checked by itself without any effect, and a forged last one is refused with what step two misses (F19)', async () => {
  expect((await check(1, { email: 'ana@example.com' })).body).toEqual({ ok: true });
  const refused = await check(2, { email: 'not looked at here', budget: 5 });
  expect([refused.status, (refused.body as { errors: { field: string }[] }).errors.map(({ field }) => field)]).toEqual([422, ['budget']]);
  // A file travels with the whole form.
  expect((await check(2, { budget: 500 })).status).toBe(200);
  await app.drain();
  expect([await rowsOf('crm_submissions'), await rowsOf('crm_leads'), await rowsOf('crm_contacts')]).toEqual([[], [], []]);

  const forged = await request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).send({ email: 'ana@example.com' });
  expect([forged.status, (forged.body as { errors: { field: string }[] }).errors.map(({ field }) => field)]).toEqual([422, ['budget', 'plan']]);
});

test('how far people come and how long a step takes is counted per form and day, and nothing of what they wrote (F19)', async () => {
  await check(1, { email: 'ana@example.com', _crm_seconds: 12 });
  await check(1, { email: 'bo@example.com', _crm_seconds: '20' });
  await check(1, { email: 'cy@example.com', _crm_seconds: 'a lifetime' });
  await check(1, { email: 'di@example.com', _crm_seconds: 1e12 });
  await check(1, { email: 'nobody' });
  await check(2, { budget: 500, _crm_seconds: -5 });
  await app.drain();

  const health = (await app.as('super-admin').get(`/crm/capture-health?formId=${form.id}`).expect(200)).body as { steps: object[]; counts: object[] };
  expect(health.steps).toEqual([
    { step: 1, passed: 4, refused: 1, seconds: 3_632 },
    { step: 2, passed: 1, refused: 0, seconds: 0 },
  ]);
  expect(health.counts).toEqual([]);
  expect(JSON.stringify(await rowsOf('crm_capture_counters'))).not.toMatch(/ana|example|500/);
});

test('a step that the form does not have, a closed form and a body of another kind are refused by name (F19)', async () => {
  expect((await check(3, {})).body).toEqual({ errors: [{ field: null, code: 'step', message: 'This form has 2 steps.' }] });
  expect((await request(app.url).post('/api/crm/forms/no-such-form/steps/1').send({})).status).toBe(404);
  expect((await request(app.url).post(`/api/crm/forms/${form.slug}/steps/1`).set('Content-Type', 'application/xml').send('<a/>')).status).toBe(415);
  const statuses: number[] = [];
  for (let asked = 0; asked < 125; asked += 1) statuses.push((await check(1, { email: 'ana@example.com' })).status);
  expect(statuses.at(-1)).toBe(429);
});
