import { createEvents } from '../../server/src/kernel/events';
import type { CounterReason } from '../../server/src/traffic/contract';
import { events as trafficEvents } from '../../server/src/traffic/events';
import { createTrafficService, type TrafficService } from '../../server/src/traffic/service';
import { bootCrm } from '../support/app';
import { storedJobs } from '../jobs/engine';

const app = bootCrm();

const NOON = '2026-03-02T12:00:00.000Z';
const HOUR = 3_600_000;

beforeEach(async () => {
  await app.reset();
  app.clock.hold(NOON);
});
afterEach(() => app.clock.reset());

const health = async (query = '') => (await app.as('super-admin').get(`/crm/capture-health${query}`).expect(200)).body;
const count = (traffic: TrafficService, formId: string | null, reason: CounterReason, times: number): void => {
  for (let index = 0; index < times; index += 1) traffic.count(formId, reason);
};

/** Another server on the same database; what it publishes is seen as jobs of the type `on:traffic.limitHit:test`. */
const anotherProcess = (): TrafficService =>
  createTrafficService(
    {
      strapi: app.strapi,
      clock: app.clock,
      events: createEvents({ schemas: trafficEvents, subscribers: [{ event: 'traffic.limitHit', feature: 'test', lane: 'interactive' }], queue: () => app.crm.jobs }),
    },
    { isOn: true, redisUrl: undefined },
  );

test('counters per reason, form and day equal what was counted by all processes, ±0 (F7)', async () => {
  const other = anotherProcess();
  const sent = new Map<string, number>();
  const reasons: CounterReason[] = ['accepted', 'held', 'held:honeypot', 'held:rate', 'rate-hard', 'size', 'validation', 'closed'];
  for (let index = 0; index < 2_000; index += 1) {
    const [traffic, formId, reason] = [index % 2 ? app.crm.traffic : other, ['form-a', 'form-b', null][index % 3]!, reasons[(index * 7) % reasons.length]!];
    traffic.count(formId, reason);
    sent.set(`${formId ?? ''} ${reason}`, (sent.get(`${formId ?? ''} ${reason}`) ?? 0) + 1);
    if (index % 300 === 0) await traffic.flush();
  }
  await Promise.all([app.crm.traffic.flush(), other.flush()]);
  await other.stop();

  const rows = (await app.strapi.db.getConnection('crm_capture_counters').select('*')) as { form_id: string; day: string; reason: string; total: number }[];
  expect(new Map(rows.map(({ form_id, reason, total }) => [`${form_id} ${reason}`, Number(total)]))).toEqual(sent);
  expect(new Set(rows.map(({ day }) => day))).toEqual(new Set(['2026-03-02']));
});

test('a round comes by itself, and a restart loses nothing (F7)', async () => {
  count(app.crm.traffic, 'form-a', 'accepted', 3);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect((await health()).counts).toEqual([{ day: '2026-03-02', reason: 'accepted', count: 3 }]);
  count(app.crm.traffic, 'form-a', 'accepted', 4);
  await app.restart();
  app.clock.hold(NOON);
  expect((await health()).counts).toEqual([{ day: '2026-03-02', reason: 'accepted', count: 7 }]);
});

test('the page’s numbers are of one form or of all, of the last days, oldest first (F7)', async () => {
  count(app.crm.traffic, 'form-a', 'accepted', 2);
  await app.drain();
  app.clock.advance(24 * HOUR);
  count(app.crm.traffic, 'form-a', 'accepted', 1);
  count(app.crm.traffic, 'form-b', 'accepted', 5);
  count(app.crm.traffic, null, 'unknown-form', 9);
  await app.drain();
  expect(await health('?days=2')).toEqual({
    from: '2026-03-02',
    to: '2026-03-03',
    counts: [
      { day: '2026-03-02', reason: 'accepted', count: 2 },
      { day: '2026-03-03', reason: 'accepted', count: 6 },
      { day: '2026-03-03', reason: 'unknown-form', count: 9 },
    ],
    steps: [],
    limitHits: [],
  });
  expect((await health('?days=1&formId=form-a')).counts).toEqual([{ day: '2026-03-03', reason: 'accepted', count: 1 }]);
  expect((await app.as('super-admin').get('/crm/capture-health?days=401')).status).toBe(400);
  expect((await app.as({ permissions: ['submissions.read'] }).get('/crm/capture-health')).status).toBe(403);
});

test('the first refusal of a form’s day is told, then at most once an hour, by whichever process (F7)', async () => {
  const [one, other] = [anotherProcess(), anotherProcess()];
  const told = async () => (await storedJobs(app)).filter(({ type }) => type === 'on:traffic.limitHit:test').map(({ payload }) => payload);

  count(one, 'form-a', 'rate-hard', 3);
  await one.flush();
  expect(await told()).toEqual([{ formId: 'form-a', day: '2026-03-02', count: 3, at: NOON }]);

  app.clock.advance(HOUR - 1_000);
  count(other, 'form-a', 'rate-hard', 2);
  count(other, 'form-a', 'size', 2);
  count(other, null, 'rate-hard', 1);
  await other.flush();
  expect((await told()).slice(1)).toEqual([{ formId: null, day: '2026-03-02', count: 1, at: '2026-03-02T12:59:59.000Z' }]);

  app.clock.advance(1_000);
  count(one, 'form-a', 'rate-hard', 1);
  count(other, 'form-a', 'rate-hard', 1);
  await Promise.all([one.flush(), other.flush()]);
  expect((await told()).slice(2).map(({ formId, day }) => ({ formId, day }))).toEqual([{ formId: 'form-a', day: '2026-03-02' }]);

  app.clock.set('2026-03-03T00:00:10.000Z');
  app.clock.hold();
  count(one, 'form-a', 'rate-hard', 1);
  await one.flush();
  expect((await told()).slice(3)).toMatchObject([{ formId: 'form-a', day: '2026-03-03', count: 1 }]);
  await Promise.all([one.stop(), other.stop()]);

  expect((await health()).limitHits).toMatchObject([
    { day: '2026-03-03', formId: 'form-a', count: 1 },
    { day: '2026-03-02', formId: null, count: 1 },
    { day: '2026-03-02', formId: 'form-a', count: 7 },
  ]);
});

test('counters are kept for 400 days (F7)', async () => {
  count(app.crm.traffic, 'form-a', 'accepted', 1);
  await app.drain();
  app.clock.advance(400 * 24 * HOUR);
  await app.crm.traffic.purge();
  expect((await app.strapi.db.getConnection('crm_capture_counters').select('id')).length).toBe(1);
  app.clock.advance(24 * HOUR);
  await app.crm.traffic.purge();
  expect(await app.strapi.db.getConnection('crm_capture_counters').select('id')).toEqual([]);
});
