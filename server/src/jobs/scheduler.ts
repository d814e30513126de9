import type { Core } from '@strapi/strapi';
import { Cron } from 'croner';
import type { Clock } from '../kernel/context';
import { from, newDocumentId, tableOf } from '../kernel/records';
import { connection, transaction } from '../kernel/transaction';
import type { Queue, ScheduleDefinition } from '../kernel/work';
import { SCHEDULE } from './content-types';

interface Planned {
  plannedAt: Date;
  isLate: boolean;
}

export interface Plan {
  runs: Planned[];
  /** The first planned time that is not dealt with yet. */
  next: Date;
}

interface TicksToPlan {
  cron: string;
  timezone: string;
  missed: 'coalesce' | 'skip' | 'all';
  /** The planned time the schedule waits for. */
  due: Date;
  now: Date;
}

/** Later than this and a tick counts as missed. */
const LATE_MS = 60_000;
/** Of `all`, per tick of the clock; the next tick goes on where this one ended. */
const MAX_RUNS = 1_000;
/** A pattern that never comes again, such as the 30th of February. */
const NEVER = new Date(Date.UTC(9999, 0, 1));

/** The planned time after `from`, never `from` itself. */
export const nextPlanned = (cron: string, timezone: string, from: Date): Date => new Cron(cron, { timezone }).nextRun(from) ?? NEVER;

/** What a schedule owes. Planned times only move forward, so a clock that is set back makes nothing run twice. */
export const planTicks = ({ cron, timezone, missed, due, now }: TicksToPlan): Plan => {
  if (due > now) return { runs: [], next: due };

  const pattern = new Cron(cron, { timezone });
  const after = (time: Date): Date => pattern.nextRun(time) ?? NEVER;
  const run = (plannedAt: Date): Planned => ({ plannedAt, isLate: now.getTime() - plannedAt.getTime() > LATE_MS });

  if (missed === 'coalesce') return { runs: [run(due)], next: after(now) };

  if (missed === 'skip') {
    const earliest = new Date(now.getTime() - LATE_MS);
    const fresh = due >= earliest ? due : after(new Date(earliest.getTime() - 1));
    return { runs: fresh <= now ? [run(fresh)] : [], next: after(now) };
  }

  const runs: Planned[] = [];
  let next = due;
  while (next <= now && runs.length < MAX_RUNS) {
    runs.push(run(next));
    next = after(next);
  }
  return { runs, next };
};

interface SchedulerSource {
  strapi: Core.Strapi;
  clock: Clock;
  queue: Queue;
  schedules: readonly ScheduleDefinition[];
}

interface ScheduleRow {
  name: string;
  cron: string;
  timezone: string;
  missed: string;
  nextRunAt: number;
}

type Complete = Required<ScheduleDefinition>;

const complete = (schedule: ScheduleDefinition): Complete => ({ timezone: 'UTC', missed: 'coalesce', ...schedule });

export const createScheduler = ({ strapi, clock, queue, schedules }: SchedulerSource) => {
  const table = () => tableOf(strapi, SCHEDULE);
  const column = (attribute: string): string => table().columnOf(attribute);
  const declared = new Map(schedules.map((schedule) => [schedule.name, complete(schedule)]));
  let isRegistered = false;

  const insertMissing = async (missing: readonly Complete[], now: Date): Promise<void> => {
    if (missing.length === 0) return;
    const rows = missing.map(({ name, cron, timezone, missed }) => ({
      document_id: newDocumentId(),
      created_at: now,
      updated_at: now,
      published_at: now,
      [column('name')]: name,
      [column('cron')]: cron,
      [column('timezone')]: timezone,
      [column('missed')]: missed,
      [column('nextRunAt')]: nextPlanned(cron, timezone, now).getTime(),
    }));
    // Another process may boot at the same moment; the first row stays.
    await from(strapi, connection(strapi), table().tableName).insert(rows).onConflict(column('name')).ignore();
  };

  const update = async (before: ScheduleRow, { name, cron, timezone, missed }: Complete, now: Date): Promise<void> => {
    const isSameTime = before.cron === cron && before.timezone === timezone;
    await from(strapi, connection(strapi), table().tableName)
      .where({ [column('name')]: name, [column('cron')]: before.cron, [column('timezone')]: before.timezone, [column('missed')]: before.missed })
      .update({
        [column('cron')]: cron,
        [column('timezone')]: timezone,
        [column('missed')]: missed,
        ...(isSameTime ? {} : { [column('nextRunAt')]: nextPlanned(cron, timezone, now).getTime() }),
      });
  };

  const known = async (): Promise<Map<string, ScheduleRow>> => {
    const rows = await table().findBy<Row>('name', [...declared.keys()], ['name', 'cron', 'timezone', 'missed', 'nextRunAt']);
    return new Map(rows.map((row) => [row.name, row]));
  };

  /** Takes changed patterns over; keeps rows that are no longer declared, since another version may still run them. */
  const register = async (): Promise<void> => {
    const now = clock.now();
    const rows = await known();
    await insertMissing([...declared.values()].filter(({ name }) => !rows.has(name)), now);
    for (const schedule of declared.values()) {
      const before = rows.get(schedule.name);
      if (!before || (before.cron === schedule.cron && before.timezone === schedule.timezone && before.missed === schedule.missed)) continue;
      // eslint-disable-next-line no-await-in-loop -- at boot, and only for patterns that changed
      await update(before, schedule, now);
    }
    isRegistered = true;
  };

  /** Of all processes that see a due tick, the one that moves the row on queues the work, both or neither. */
  const advance = async (schedule: Complete, due: number, now: Date): Promise<void> => {
    const plan = planTicks({ ...schedule, due: new Date(due), now });
    await transaction(strapi, async () => {
      const last = plan.runs.at(-1)?.plannedAt;
      const won = (await from(strapi, connection(strapi), table().tableName)
        .where({ [column('name')]: schedule.name, [column('nextRunAt')]: due })
        .update({ [column('nextRunAt')]: plan.next.getTime(), ...(last ? { [column('lastRunAt')]: last.getTime() } : {}) })) as number;
      if (won === 0) return;
      await queue.enqueue(
        plan.runs.map(({ plannedAt, isLate }) => ({
          type: schedule.work,
          payload: { plannedAt: plannedAt.toISOString(), isLate },
          effectKey: `${schedule.name}@${plannedAt.toISOString()}`,
        })),
      );
    });
  };

  return {
    register,

    /** Queues what is due, in planned order. Safe to call in any number of processes at once. */
    async runDue(): Promise<void> {
      if (!isRegistered) await register();
      const now = clock.now();
      const rows = await known();
      await insertMissing([...declared.values()].filter(({ name }) => !rows.has(name)), now);
      const due = [...rows.values()].filter(({ nextRunAt }) => nextRunAt <= now.getTime()).sort((a, b) => a.nextRunAt - b.nextRunAt);
      for (const row of due) {
        const schedule = declared.get(row.name);
        // eslint-disable-next-line no-await-in-loop -- one transaction per due schedule, in planned order
        if (schedule) await advance(schedule, row.nextRunAt, now);
      }
    },
  };
};

type Row = ScheduleRow & Record<string, unknown>;
