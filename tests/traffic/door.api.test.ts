import request from 'supertest';
import { bootCrm } from '../support/app';

const app = bootCrm();

/** Late enough for each batch to have limits of its own. */
const nextWindow = (): void => app.clock.advance(61_000);

test('the counters of a form equal what was sent to its door, ±0 (F5, F7, F11)', async () => {
  app.clock.hold('2026-03-02T12:00:00.000Z');
  const admin = app.as('super-admin');
  const { id } = (await admin.get('/crm/forms')).body.results[0];
  await admin.post(`/crm/forms/${id}/publish`).expect(200);
  const { honeypot } = (await request(app.url).get('/api/crm/forms/contact-us').expect(200)).body;

  let people = 0;
  const answers = () => ({ firstName: 'Ana', lastName: 'Ruiz', email: `ana-${(people += 1)}@example.com`, message: `Message ${people}` });
  const post = (body: object | string, path = 'contact-us', type = 'application/json') =>
    request(app.url).post(`/api/crm/forms/${path}/submissions`).set('Content-Type', type).send(body);
  const postMany = async (times: number, one: () => request.Test): Promise<number[]> => {
    const statuses: number[] = [];
    for (let index = 0; index < times; index += 1) statuses.push((await one()).status);
    nextWindow();
    return statuses;
  };

  const taken = await postMany(7, () => post(answers()));
  expect(taken.every((status) => status === 201)).toBe(true);
  await postMany(4, () => post({ ...answers(), [honeypot]: 'https://spam.example' }));
  await postMany(3, () => post({ ...answers(), email: 'no address' }));
  await postMany(2, () => post({ ...answers(), message: 'x'.repeat(300_000) }));
  await postMany(5, () => post('{"broken', 'contact-us'));
  await postMany(6, () => post(answers(), 'no-such-form'));
  const flood = await postMany(80, () => post(answers()));
  const { version, settings } = (await admin.get(`/crm/forms/${id}`)).body;
  await admin.put(`/crm/forms/${id}`, { version, settings: { ...settings, closesAt: '2026-03-02T12:00:00.000Z' } }).expect(200);
  expect(await postMany(4, () => post(answers()))).toEqual([410, 410, 410, 410]);

  await app.drain();
  const counts = async (formId: string): Promise<Record<string, number>> =>
    Object.fromEntries((await admin.get(`/crm/capture-health?formId=${formId}`)).body.counts.map(({ reason, count }: { reason: string; count: number }) => [reason, count]));
  const ofForm = await counts(id);
  expect(ofForm).toMatchObject({ validation: 3, size: 2, body: 5, closed: 4, 'held:honeypot': 4, 'rate-hard': flood.filter((status) => status === 429).length });
  expect(flood.filter((status) => status === 429).length).toBe(30);
  // Ten of the flood were below the soft limit; the other forty were held for their number alone.
  expect(ofForm).toMatchObject({ accepted: 7 + 10, held: 4 + 40, 'held:rate': 40 });

  const all = (await admin.get('/crm/capture-health')).body;
  const outcomes = ['accepted', 'held', 'validation', 'size', 'body', 'unknown-form', 'rate-hard', 'closed', 'unavailable'];
  const sum = all.counts.filter(({ reason }: { reason: string }) => outcomes.includes(reason)).reduce((total: number, { count }: { count: number }) => total + count, 0);
  expect(sum).toBe(7 + 4 + 3 + 2 + 5 + 6 + 80 + 4);
  expect(all.limitHits).toMatchObject([{ formId: id, count: 30, day: '2026-03-02' }]);
}, 60_000);
