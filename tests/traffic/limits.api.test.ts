import { createEvents } from '../../server/src/kernel/events';
import { createTrafficService, type Limits, type TrafficService } from '../../server/src/traffic/service';
import { bootCrm } from '../support/app';

const app = bootCrm();

const NOON = '2026-03-02T12:00:00.000Z';
const LIMITS: Limits = { softPerAddress: 10, softPerForm: 300, hardPerAddress: 60, hardPerForm: 50 };

beforeEach(async () => {
  await app.reset();
  app.clock.hold(NOON);
});
afterEach(() => app.clock.reset());

/** Each test counts on a form of its own, since the site's memory outlives a test. */
let forms = 0;
const newForm = (): string => `form-${(forms += 1)}`;

const hits = async (traffic: Pick<TrafficService, 'hit'>, times: number, { formKey, address, limits = LIMITS }: { formKey: string | null; address: (index: number) => string; limits?: Limits }) => {
  const states: string[] = [];
  for (let index = 0; index < times; index += 1) states.push((await traffic.hit({ formKey, address: address(index), limits })).state);
  return { ok: states.filter((state) => state === 'ok').length, soft: states.filter((state) => state === 'soft').length, hard: states.filter((state) => state === 'hard').length };
};

/** Another server on the same database. */
const anotherProcess = (redisUrl?: string): TrafficService =>
  createTrafficService(
    { strapi: app.strapi, clock: app.clock, events: createEvents({ schemas: {}, subscribers: [], queue: () => app.crm.jobs }) },
    { isOn: true, redisUrl },
  );

let addresses = 0;
const newAddress = (): string => `198.51.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`;
const everybody = (): string => newAddress();
const nobodyElse = () => {
  const address = newAddress();
  return () => address;
};

describe('the limits of a form (F6)', () => {
  test('one address: ten a minute pass, up to fifty in ten seconds are held, the rest is refused', async () => {
    expect(await hits(app.crm.traffic, 60, { formKey: newForm(), address: nobodyElse() })).toEqual({ ok: 10, soft: 40, hard: 10 });
  });

  test('one address on many forms: sixty a minute, then it is refused everywhere and told until when', async () => {
    const address = nobodyElse();
    const states = [];
    for (let index = 0; index < 7; index += 1) states.push(await hits(app.crm.traffic, 10, { formKey: newForm(), address }));
    expect(states.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => ({ ok: 10, soft: 0, hard: 0 })));
    expect(states[6]).toEqual({ ok: 0, soft: 0, hard: 10 });
    app.clock.advance(45_000);
    expect(await app.crm.traffic.hit({ formKey: newForm(), address: address(), limits: LIMITS })).toEqual({ state: 'hard', retryAfterMs: 15_000 });
    app.clock.advance(15_000);
    expect(await app.crm.traffic.hit({ formKey: newForm(), address: address(), limits: LIMITS })).toEqual({ state: 'ok', retryAfterMs: 0 });
  });

  test('many addresses on one form: fifty in ten seconds pass; beyond 300 a minute they are held', async () => {
    const formKey = newForm();
    expect(await hits(app.crm.traffic, 60, { formKey, address: everybody })).toEqual({ ok: 50, soft: 0, hard: 10 });
    expect(await app.crm.traffic.hit({ formKey, address: newAddress(), limits: LIMITS })).toEqual({ state: 'hard', retryAfterMs: 10_000 });
    for (let round = 0; round < 5; round += 1) {
      app.clock.advance(10_000);
      await hits(app.crm.traffic, 49, { formKey, address: everybody });
    }
    expect(await hits(app.crm.traffic, 1, { formKey, address: everybody })).toEqual({ ok: 1, soft: 0, hard: 0 });
  });

  test('the numbers are those of the form', async () => {
    const limits = { softPerAddress: 2, softPerForm: 4, hardPerAddress: 100, hardPerForm: 6 };
    const formKey = newForm();
    expect(await hits(app.crm.traffic, 3, { formKey, address: nobodyElse(), limits })).toEqual({ ok: 2, soft: 1, hard: 0 });
    expect(await hits(app.crm.traffic, 5, { formKey, address: everybody, limits })).toEqual({ ok: 1, soft: 2, hard: 2 });
  });

  test('a form that refuses counts no addresses, so a flood of invented ones fills nothing (S32)', async () => {
    const formKey = newForm();
    await hits(app.crm.traffic, 50, { formKey, address: everybody });
    const address = newAddress();
    await hits(app.crm.traffic, 200, { formKey, address: () => address });
    expect(await hits(app.crm.traffic, 1, { formKey: newForm(), address: () => address })).toEqual({ ok: 1, soft: 0, hard: 0 });
  });

  test('one household of IPv6 counts as one (S31)', async () => {
    const formKey = newForm();
    expect(await hits(app.crm.traffic, 20, { formKey, address: (index) => `2001:db8:7:9:${index.toString(16)}::1` })).toEqual({ ok: 10, soft: 10, hard: 0 });
  });
});

describe('beyond one process (S30)', () => {
  test('a restart forgets no hard limit', async () => {
    const [formKey, address] = [newForm(), nobodyElse()];
    await hits(app.crm.traffic, 70, { formKey: null, address });
    await hits(app.crm.traffic, 50, { formKey, address: everybody });
    await app.restart();
    app.clock.hold(NOON);
    expect(await hits(app.crm.traffic, 1, { formKey: newForm(), address })).toEqual({ ok: 0, soft: 0, hard: 1 });
    expect(await hits(app.crm.traffic, 1, { formKey, address: everybody })).toEqual({ ok: 0, soft: 0, hard: 1 });
    expect(await hits(app.crm.traffic, 1, { formKey: newForm(), address: everybody })).toEqual({ ok: 1, soft: 0, hard: 0 });
  });

  test('two processes on one database share one limit', async () => {
    const other = anotherProcess();
    const [formKey, limits] = [newForm(), { ...LIMITS, hardPerForm: 1_000, hardPerAddress: 40, softPerAddress: 1_000 }];
    const address = nobodyElse();
    let passed = 0;
    for (let round = 0; round < 10; round += 1) {
      for (const traffic of [app.crm.traffic, other]) {
        passed += (await hits(traffic, 5, { formKey, address, limits })).ok;
        await traffic.flush();
      }
    }
    // What one process let in since its last round the other one can't know.
    expect(passed).toBeGreaterThanOrEqual(40);
    expect(passed).toBeLessThanOrEqual(45);
    for (const traffic of [app.crm.traffic, other]) expect(await hits(traffic, 1, { formKey, address, limits })).toEqual({ ok: 0, soft: 0, hard: 1 });
    await other.stop();
  });

  test('a third one that starts later knows what the others counted', async () => {
    const address = nobodyElse();
    await hits(app.crm.traffic, 61, { formKey: null, address });
    await app.crm.traffic.flush();
    const late = anotherProcess();
    await late.start();
    expect(await hits(late, 1, { formKey: null, address })).toEqual({ ok: 0, soft: 0, hard: 1 });
    await late.stop();
  });

  test('other doors have limits of their own under a name', async () => {
    const address = newAddress();
    const limit = { max: 3, windowMs: 60_000 };
    const answers = [];
    for (let index = 0; index < 4; index += 1) answers.push(await app.crm.traffic.limit('test-challenge', address, limit));
    expect(answers).toEqual([0, 0, 0, 60_000]);
    expect(await app.crm.traffic.limit('test-confirm', address, limit)).toBe(0);
    await app.restart();
    app.clock.hold(NOON);
    expect(await app.crm.traffic.limit('test-challenge', address, limit)).toBe(60_000);
  });

  test('no address is at rest in clear', async () => {
    await hits(app.crm.traffic, 5, { formKey: newForm(), address: () => '203.0.113.77' });
    await app.crm.traffic.flush();
    const rows = await app.strapi.db.getConnection('crm_rate_windows').select('*');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('203.0.113');
  });

  test('windows that ended are deleted in batches', async () => {
    await hits(app.crm.traffic, 5, { formKey: newForm(), address: nobodyElse() });
    await app.crm.traffic.flush();
    app.clock.advance(59_000);
    await app.crm.traffic.purge();
    expect((await app.strapi.db.getConnection('crm_rate_windows').select('id')).length).toBeGreaterThan(0);
    app.clock.advance(1_000);
    expect(await app.crm.traffic.purge()).toEqual({ hasMore: false });
    expect(await app.strapi.db.getConnection('crm_rate_windows').select('id')).toEqual([]);
  });
});

describe('without the database (S33)', () => {
  const away = async (work: () => Promise<void>): Promise<void> => {
    await app.strapi.db.getSchemaConnection().renameTable('crm_rate_windows', 'crm_rate_windows_away');
    try {
      await work();
    } finally {
      await app.strapi.db.getSchemaConnection().renameTable('crm_rate_windows_away', 'crm_rate_windows');
    }
  };

  test('limits go on in memory, and what was counted meanwhile is there when it is back', async () => {
    const address = nobodyElse();
    await away(async () => {
      expect(await hits(app.crm.traffic, 70, { formKey: null, address })).toEqual({ ok: 60, soft: 0, hard: 10 });
      for (let index = 0; index < 70; index += 1) app.crm.traffic.count('form-of-an-outage', 'accepted');
      await app.crm.traffic.flush();
      expect(await hits(app.crm.traffic, 1, { formKey: null, address })).toEqual({ ok: 0, soft: 0, hard: 1 });
    });
    await app.crm.traffic.flush();
    const [counter] = await app.strapi.db.getConnection('crm_capture_counters').where({ form_id: 'form-of-an-outage' }).select('total');
    expect(Number(counter.total)).toBe(70);
    const late = anotherProcess();
    await late.start();
    expect(await hits(late, 1, { formKey: null, address })).toEqual({ ok: 0, soft: 0, hard: 1 });
    await late.stop();
  });
});
