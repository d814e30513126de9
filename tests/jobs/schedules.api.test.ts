import { PermanentFailure } from '../../server/src/kernel/work';
import { bootCrm } from '../support/app';
import { engineOn, inDatabase, onTick, outside, storedJobs, writeNotes } from './engine';

const app = bootCrm();

const NOON = '2026-03-02T12:00:00.000Z';
const notes = (count: number, type = 'test.note') => Array.from({ length: count }, (_, index) => ({ type, payload: { note: `note ${index}` } }));
const noteWork = () => inDatabase('test.note', (payloads) => writeNotes(app, payloads));

beforeEach(async () => {
  app.clock.hold(NOON);
  await app.reset();
});

describe('schedules', () => {
  const tickWork = (seen: unknown[]) => [onTick('test.tick', (ticks) => seen.push(...ticks))];
  const hourly = (missed: 'coalesce' | 'skip' | 'all') => [{ name: 'test.hourly', cron: '0 * * * *', missed, work: 'test.tick' }];

  const outage = async (missed: 'coalesce' | 'skip' | 'all') => {
    const seen: unknown[] = [];
    app.clock.hold('2026-03-02T11:30:00Z');
    const engine = engineOn(app, { work: tickWork(seen), schedules: hourly(missed) });
    await engine.tick();
    app.clock.hold('2026-03-02T14:30:00Z');
    await engine.tick();
    await engine.tick();
    await engine.drain();
    return { seen, schedules: await engine.listSchedules() };
  };

  test('coalesce runs once for all that was missed', async () => {
    const { seen, schedules } = await outage('coalesce');
    expect(seen).toEqual([{ plannedAt: '2026-03-02T12:00:00.000Z', isLate: true }]);
    expect(schedules).toMatchObject([{ name: 'test.hourly', timezone: 'UTC', nextRunAt: '2026-03-02T15:00:00.000Z' }]);
  });

  test('skip runs nothing that was missed', async () => {
    const { seen, schedules } = await outage('skip');
    expect(seen).toEqual([]);
    expect(schedules).toMatchObject([{ nextRunAt: '2026-03-02T15:00:00.000Z', lastRunAt: null }]);
  });

  test('all runs each of them, in planned order', async () => {
    const { seen } = await outage('all');
    expect(seen).toEqual(['12', '13', '14'].map((hour) => ({ plannedAt: `2026-03-02T${hour}:00:00.000Z`, isLate: true })));
  });

  test('two schedulers on one database run each tick once', async () => {
    const seen: unknown[] = [];
    app.clock.hold('2026-03-02T12:00:00Z');
    const everyMinute = [{ name: 'test.minute', cron: '* * * * *', work: 'test.tick' }];
    const engines = [engineOn(app, { work: tickWork(seen), schedules: everyMinute }), engineOn(app, { work: tickWork(seen), schedules: everyMinute })];
    for (let minute = 0; minute < 20; minute += 1) {
      await Promise.all(engines.map((engine) => engine.tick()));
      await Promise.all(engines.map((engine) => engine.drain()));
      app.clock.advance(60_000);
    }
    expect(seen).toHaveLength(19);
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(19);
  });

  test('a clock that is set back an hour repeats nothing', async () => {
    const seen: unknown[] = [];
    app.clock.hold('2026-03-02T11:59:00Z');
    const engine = engineOn(app, { work: tickWork(seen), schedules: hourly('coalesce') });
    for (const time of ['11:59', '12:00', '11:01', '11:59', '12:00', '12:30']) {
      app.clock.hold(`2026-03-02T${time}:00Z`);
      await engine.tick();
      await engine.drain();
    }
    expect(seen).toHaveLength(1);
  });

  test('a changed pattern is taken over at the next start', async () => {
    await engineOn(app, { work: tickWork([]), schedules: hourly('coalesce') }).start();
    const changed = engineOn(app, { work: tickWork([]), schedules: [{ name: 'test.hourly', cron: '30 9 * * *', timezone: 'Europe/Berlin', work: 'test.tick' }] });
    await changed.start();
    expect(await changed.listSchedules()).toMatchObject([{ cron: '30 9 * * *', timezone: 'Europe/Berlin', nextRunAt: '2026-03-03T08:30:00.000Z' }]);
  });

  test('finished jobs are deleted after a day, dead ones never', async () => {
    const engine = engineOn(app, { work: [noteWork(), outside('test.call', () => Promise.reject(new PermanentFailure('down')))] });
    await engine.enqueue([...notes(3), ...notes(1, 'test.call')]);
    await engine.drain();
    app.clock.advance(23 * 3_600_000);
    expect(await engine.purgeFinished()).toEqual({ hasMore: false });
    expect(await storedJobs(app)).toHaveLength(4);
    app.clock.advance(2 * 3_600_000);
    await engine.purgeFinished();
    expect(await storedJobs(app)).toMatchObject([{ state: 'dead' }]);
  });

  test('the site purges by itself every hour', async () => {
    await app.crm.jobs.tick();
    const engine = engineOn(app, { work: [noteWork()] });
    await engine.enqueue(notes(1_100));
    await engine.drain();
    app.clock.advance(26 * 3_600_000);
    await app.crm.jobs.tick();
    await app.crm.jobs.drain();
    expect((await storedJobs(app)).map(({ type }) => type).filter((type) => type === 'jobs.purge')).toHaveLength(3);
    expect((await storedJobs(app)).filter(({ type }) => type === 'test.note')).toEqual([]);
  });
});
