import fc from 'fast-check';
import { nextPlanned, planTicks, type Plan } from '../../server/src/jobs/scheduler';

const HOURLY = { cron: '0 * * * *', timezone: 'UTC' };
const at = (time: string): Date => new Date(time);
const times = ({ runs }: Plan): string[] => runs.map(({ plannedAt }) => plannedAt.toISOString());

test('a tick that is not due yet runs nothing and stays where it is', () => {
  const due = at('2026-03-02T10:00:00Z');
  expect(planTicks({ ...HOURLY, missed: 'coalesce', due, now: at('2026-03-02T09:59:59Z') })).toEqual({ runs: [], next: due });
});

test('a tick in time runs once and is not late', () => {
  const plan = planTicks({ ...HOURLY, missed: 'coalesce', due: at('2026-03-02T10:00:00Z'), now: at('2026-03-02T10:00:01Z') });
  expect(plan).toEqual({ runs: [{ plannedAt: at('2026-03-02T10:00:00Z'), isLate: false }], next: at('2026-03-02T11:00:00Z') });
});

test('coalesce makes one late run of 26 missed hours', () => {
  const plan = planTicks({ ...HOURLY, missed: 'coalesce', due: at('2026-03-02T10:00:00Z'), now: at('2026-03-03T12:30:00Z') });
  expect(plan).toEqual({ runs: [{ plannedAt: at('2026-03-02T10:00:00Z'), isLate: true }], next: at('2026-03-03T13:00:00Z') });
});

test('skip leaves out what is older than a minute', () => {
  const plan = planTicks({ ...HOURLY, missed: 'skip', due: at('2026-03-02T10:00:00Z'), now: at('2026-03-03T12:30:00Z') });
  expect(plan).toEqual({ runs: [], next: at('2026-03-03T13:00:00Z') });
});

test('skip still runs the tick that came right before the restart', () => {
  const plan = planTicks({ ...HOURLY, missed: 'skip', due: at('2026-03-02T10:00:00Z'), now: at('2026-03-03T12:00:20Z') });
  expect(times(plan)).toEqual(['2026-03-03T12:00:00.000Z']);
});

test('all runs each missed tick in planned order', () => {
  const plan = planTicks({ ...HOURLY, missed: 'all', due: at('2026-03-02T10:00:00Z'), now: at('2026-03-02T12:30:00Z') });
  expect(times(plan)).toEqual(['2026-03-02T10:00:00.000Z', '2026-03-02T11:00:00.000Z', '2026-03-02T12:00:00.000Z']);
  expect(plan.next).toEqual(at('2026-03-02T13:00:00Z'));
});

test('all gives at most a thousand runs at once and goes on from there', () => {
  const everySecond = { cron: '* * * * * *', timezone: 'UTC', missed: 'all' as const };
  const now = at('2026-03-02T11:00:00Z');
  const plan = planTicks({ ...everySecond, due: at('2026-03-02T10:00:00Z'), now });
  expect(plan.runs).toHaveLength(1_000);
  expect(plan.next).toEqual(at('2026-03-02T10:16:40Z'));
});

test('a day with 23 hours and a day with 25 hours have one nine o’clock each', () => {
  const berlin = { cron: '0 9 * * *', timezone: 'Europe/Berlin', missed: 'all' as const };
  expect(times(planTicks({ ...berlin, due: at('2026-03-28T08:00:00Z'), now: at('2026-03-30T08:00:00Z') }))).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z']);
  expect(times(planTicks({ ...berlin, due: at('2026-10-24T07:00:00Z'), now: at('2026-10-26T09:00:00Z') }))).toEqual(['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z', '2026-10-26T08:00:00.000Z']);
});

test('the hour that comes twice in autumn runs a daily schedule once', () => {
  const nightly = { cron: '30 2 * * *', timezone: 'Europe/Berlin', missed: 'all' as const };
  const plan = planTicks({ ...nightly, due: at('2026-10-24T00:30:00Z'), now: at('2026-10-26T12:00:00Z') });
  expect(plan.runs).toHaveLength(3);
});

test('a pattern that never comes again waits for ever instead of failing', () => {
  expect(nextPlanned('0 0 30 2 *', 'UTC', at('2026-01-01T00:00:00Z')).getUTCFullYear()).toBe(9999);
});

test('whatever the outages, all runs every planned time exactly once', () => {
  const start = at('2026-03-28T00:00:00Z').getTime();
  const pauses = fc.array(fc.integer({ min: -3_600_000, max: 20 * 3_600_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(pauses, (steps) => {
      const zone = { cron: '15 */2 * * *', timezone: 'Europe/Berlin' };
      let due = nextPlanned(zone.cron, zone.timezone, new Date(start));
      let now = start;
      let latest = start;
      const ran: number[] = [];
      for (const step of steps) {
        now += step;
        latest = Math.max(latest, now);
        const plan = planTicks({ ...zone, missed: 'all', due, now: new Date(now) });
        ran.push(...plan.runs.map(({ plannedAt }) => plannedAt.getTime()));
        due = plan.next;
      }
      const planned: number[] = [];
      for (let time = nextPlanned(zone.cron, zone.timezone, new Date(start)); time.getTime() <= latest; time = nextPlanned(zone.cron, zone.timezone, time)) planned.push(time.getTime());
      expect(ran).toEqual(planned);
    }),
  );
});
