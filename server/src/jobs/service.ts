import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { schedule as startCron, type ScheduledTask } from 'node-cron';
import type { Actor, Clock } from '../kernel/context';
import { Conflict, NotFound } from '../kernel/errors';
import { journalMode, type HealthCheck, type HealthResult } from '../kernel/health';
import { inBatches } from '../kernel/paging';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { ScheduleDefinition, WorkDefinition } from '../kernel/work';
import { createClaims } from './claim';
import { JOB } from './content-types';
import type { Health, Job } from './contract';
import { maskedError } from './failure';
import { createJobQueries, deadLetterCheck, pressureCheck } from './queries';
import { createQueue } from './queue';
import { createRunner } from './runner';
import { createScheduler } from './scheduler';
import { createWorker } from './worker';

/** Also the idle poll: what nobody was woken for waits at most this long. */
const TICK = '*/2 * * * * *';
const SWEEP_MS = 5_000;
const SILENT_MS = 60_000;
const KEEP_FINISHED_MS = 86_400_000;
const BATCH = 500;

interface JobsSource<S> {
  strapi: Core.Strapi;
  clock: Clock;
  work: Map<string, WorkDefinition<S>>;
  schedules: readonly ScheduleDefinition[];
  /** Late, since the services themselves queue work. */
  services: () => S;
  isWorkerOn: boolean;
  healthChecks: () => readonly HealthCheck[];
}

export const createJobsService = <S>({ strapi, clock, work, schedules, services, isWorkerOn, healthChecks }: JobsSource<S>) => {
  const jobs = () => tableOf(strapi, JOB);
  const claims = createClaims({ strapi, clock });
  const runner = createRunner({ strapi, work, services, claims });
  const worker = createWorker({ strapi, clock, work, claims, runner });
  const queue = createQueue({ strapi, clock, wake: worker.wake, definitionOf: (type) => work.get(type) });
  const scheduler = createScheduler({ strapi, clock, queue, schedules });
  const queries = createJobQueries({ strapi, clock });

  let task: ScheduledTask | null = null;
  let startedAt: Date | null = null;
  let lastTickAt: Date | null = null;
  let lastSweepMs = 0;
  let hasTickFailed = false;

  const sweep = async (): Promise<void> => {
    const now = clock.now().getTime();
    if (Math.abs(now - lastSweepMs) < SWEEP_MS) return;
    await runner.sweep();
    lastSweepMs = now;
  };

  /** Due schedules, leases that ran out, and a look for work. Harmless at any time and in any process. */
  const tick = async (): Promise<void> => {
    await scheduler.runDue();
    await sweep();
    lastTickAt = clock.now();
    worker.wake('interactive');
    worker.wake('bulk');
  };

  const tickSafely = async (): Promise<void> => {
    try {
      await tick();
      hasTickFailed = false;
    } catch (error) {
      if (!hasTickFailed) strapi.log.error(`CRM schedules can't run: ${maskedError(error)}`);
      hasTickFailed = true;
    }
  };

  const tickCheck = (): HealthResult => {
    const name = 'schedules';
    if (!isWorkerOn) return { name, state: 'ok', message: 'This process leaves work to others (crm.config.jobs.workers is off).' };
    const since = lastTickAt ?? startedAt;
    if (since && clock.now().getTime() - since.getTime() <= SILENT_MS) return { name, state: 'ok', message: 'The clock ticks.' };
    return { name, state: 'failing', message: 'Schedules and queued work stand still: the clock has not ticked for a minute. Read the log, then restart Strapi.' };
  };

  const collected = async (check: HealthCheck): Promise<HealthResult> => {
    try {
      return await check(strapi);
    } catch (error) {
      return { name: check.name || 'check', state: 'failing', message: `This check could not be made: ${maskedError(error)}` };
    }
  };

  const findOrThrow = async (id: string): Promise<Job> => {
    const job = await queries.find(id);
    if (!job) throw new NotFound('job');
    return job;
  };

  const refused = async (id: string, verb: string): Promise<Conflict> => {
    const { state } = await findOrThrow(id);
    return new Conflict(`job.not-${verb}`, `A job that is ${state} can't be ${verb}.`, { state });
  };

  const again = () => ({ state: 'ready', attempts: 0, runAt: clock.now().getTime(), finishedAt: null, leaseToken: null, leaseUntil: null });

  const rowsOf = async (change: Record<string, unknown>, narrow: (query: Knex.QueryBuilder) => void): Promise<number> => {
    const query = jobs().query().select('t.id').limit(BATCH);
    narrow(query);
    const ids = ((await query.forUpdate()) as { id: number }[]).map((row) => row.id);
    return jobs().updateMany(ids, change);
  };

  return {
    /** Call inside the transaction that makes the work necessary. */
    enqueue: queue.enqueue,

    /** Takes the declared schedules over; starts clock and loops where workers are on. */
    async start(): Promise<void> {
      try {
        await scheduler.register();
      } catch (error) {
        strapi.log.error(`CRM schedules could not be registered, which the next tick repeats: ${maskedError(error)}`);
      }
      if (!isWorkerOn || task) return;
      startedAt = clock.now();
      worker.start();
      task = startCron(TICK, tickSafely, { name: 'crm', noOverlap: true, suppressMissedWarning: true, logger: quiet });
    },

    /** Ends in about ten seconds; what was running goes back to the queue. */
    async stop(): Promise<void> {
      await task?.destroy();
      task = null;
      await worker.stop();
    },

    /** Runs everything due at `until` (now, if absent), for tests and the command line. Takes expired leases back first. */
    async drain({ until }: { until?: Date } = {}): Promise<void> {
      await runner.sweep();
      await worker.drain(until);
    },

    tick,
    list: queries.list,
    summary: queries.summary,
    listSchedules: queries.listSchedules,

    /** For jobs that gave up or wait after a failure. Their attempts start anew. */
    async retry({ id, by }: { id: string; by: Actor }): Promise<Job> {
      const retried = await transaction(strapi, () =>
        rowsOf(again(), (query) => {
          query.where('t.document_id', id).where((either) => void either.where('t.state', 'dead').orWhere((failed) => void failed.where('t.state', 'ready').whereNotNull(`t.${jobs().columnOf('lastError')}`)));
        }),
      );
      if (retried === 0) throw await refused(id, 'retried');
      strapi.log.info(`CRM job ${id} is retried by ${actorOf(by)}`);
      const job = await findOrThrow(id);
      worker.wake(job.lane);
      return job;
    },

    /** Jobs that give up meanwhile are left for the next call. */
    async retryAllDead(): Promise<{ retried: number }> {
      let retried = 0;
      const last = (await jobs().query().where('t.state', 'dead').max({ id: 't.id' })) as { id: number | string | null }[];
      await inBatches(
        async (afterId, size) => {
          const rows = (await jobs().query().where('t.state', 'dead').where('t.id', '>', afterId).where('t.id', '<=', Number(last[0]?.id ?? 0)).orderBy('t.id').limit(size).select('t.id')) as { id: number | string }[];
          return rows.map(({ id }) => ({ id: Number(id) }));
        },
        async (batch) => {
          const ids = batch.map(({ id }) => id);
          retried += await transaction(strapi, () => rowsOf(again(), (query) => query.whereIn('t.id', ids).where('t.state', 'dead')));
        },
        BATCH,
      );
      worker.wake('interactive');
      worker.wake('bulk');
      return { retried };
    },

    async discard({ id, reason, by }: { id: string; reason: string; by: Actor }): Promise<Job> {
      const change = { state: 'discarded', discardReason: reason, finishedAt: clock.now().getTime() };
      const discarded = await transaction(strapi, () => rowsOf(change, (query) => query.where('t.document_id', id).whereIn('t.state', ['dead', 'ready'])));
      if (discarded === 0) throw await refused(id, 'discarded');
      strapi.log.info(`CRM job ${id} is discarded by ${actorOf(by)}`);
      return findOrThrow(id);
    },

    /** Deletes one batch of jobs that ended a day ago, and answers whether there are more. Dead ones stay until somebody decides. */
    async purgeFinished(): Promise<{ hasMore: boolean }> {
      const before = clock.now().getTime() - KEEP_FINISHED_MS;
      // A job ends after it was due, so the claim index already leads to the old ones.
      const rows = (await jobs().query()
        .whereIn('t.state', ['done', 'discarded'])
        .whereIn('t.lane', ['interactive', 'bulk'])
        .where(`t.${jobs().columnOf('runAt')}`, '<', before)
        .where(`t.${jobs().columnOf('finishedAt')}`, '<', before)
        .limit(BATCH)
        .select('t.id')) as { id: number }[];
      await jobs().removeMany(rows.map(({ id }) => id));
      return { hasMore: rows.length === BATCH };
    },

    /**
     * For the admin's page, which reads `ok` and the checks: an endpoint of the admin API answers 200 even when
     * something is failing. A monitor's 503 needs a door of its own.
     */
    async health(): Promise<Health> {
      const summary = await queries.summary();
      const checks = [tickCheck(), deadLetterCheck(summary), pressureCheck(await queries.pressure()), ...(await Promise.all(healthChecks().map(collected)))];
      return {
        ok: checks.every((check) => check.state !== 'failing'),
        queue: summary,
        lastTickAt: lastTickAt?.toISOString() ?? null,
        database: { client: strapi.db.dialect.client, journalMode: await journalMode(strapi) },
        checks,
      };
    },
  };
};

const actorOf = (by: Actor): string => (by.kind === 'user' ? `user ${by.id}` : by.kind);

/** Our own log tells what matters; node-cron would write to the console. */
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

export type JobsService = ReturnType<typeof createJobsService>;
