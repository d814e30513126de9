import type { Core } from '@strapi/strapi';
import type { Clock } from '../kernel/context';
import type { QueryOf, Page } from '../kernel/contract';
import type { HealthResult } from '../kernel/health';
import { keysetPage, type Sort } from '../kernel/paging';
import { tableOf } from '../kernel/records';
import { connection } from '../kernel/transaction';
import { JOB, SCHEDULE } from './content-types';
import type { Job, jobsContract, jobSummary, schedule } from './contract';
import type { z } from 'zod';

/** Finished rows are kept for a day and nobody acts on their number: counting stops here. */
const DONE_CAP = 10_000;
const MAX_SCHEDULES = 1_000;
/** R16: more waiting than this, or for longer, and bulk work pauses. */
const PRESSURE = { depth: 10_000, waitingMs: 300_000 } as const;

type ListQuery = QueryOf<(typeof jobsContract)['endpoints']['list']>;
export type JobSummary = z.infer<typeof jobSummary>;
export type Schedule = z.infer<typeof schedule>;

interface JobRow extends Record<string, unknown> {
  documentId: string;
  type: string;
  lane: Job['lane'];
  state: Job['state'];
  attempts: number;
  maxAttempts: number;
  runAt: number;
  createdAt: Date;
  finishedAt: number | null;
  lastError: string | null;
  discardReason: string | null;
  payload: Record<string, unknown>;
}

const SHOWN = ['id', 'documentId', 'type', 'lane', 'state', 'attempts', 'maxAttempts', 'createdAt', 'finishedAt', 'lastError', 'discardReason', 'payload'] as const;

const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const toJob = (row: JobRow): Job => ({
  id: row.documentId,
  type: row.type,
  lane: row.lane,
  state: row.state,
  attempts: row.attempts,
  maxAttempts: row.maxAttempts,
  runAt: new Date(row.runAt).toISOString(),
  createdAt: row.createdAt.toISOString(),
  finishedAt: isoOf(row.finishedAt),
  lastError: row.lastError,
  discardReason: row.discardReason,
  payload: row.payload,
});

export const createJobQueries = ({ strapi, clock }: { strapi: Core.Strapi; clock: Clock }) => {
  const jobs = () => tableOf(strapi, JOB);
  const schedules = () => tableOf(strapi, SCHEDULE);
  const column = (attribute: string): string => `t.${jobs().columnOf(attribute)}`;

  const sortBy = (sort: ListQuery['sort']): Sort => {
    if (sort === '-createdAt') return { column: jobs().columnOf('createdAt'), direction: 'desc', type: 'time' };
    // A cursor holds a text or a time; a due time is a number, so it travels as text (see the cast below).
    return { column: jobs().columnOf('runAt'), direction: 'asc', type: 'text' };
  };

  /** Due work of the interactive lane, counted up to just beyond the limit. */
  const pressure = async (): Promise<{ depth: number; waitingMs: number }> => {
    const now = clock.now().getTime();
    const due = jobs().query().where({ [column('state')]: 'ready', [column('lane')]: 'interactive' }).where(column('runAt'), '<=', now);
    const knex = connection(strapi);
    const [counted] = (await knex.count({ count: '*' }).from(due.clone().select('t.id').limit(PRESSURE.depth + 1).as('due'))) as { count: number | string }[];
    const oldest = (await due.clone().orderBy(column('runAt')).first(column('runAt'))) as Record<string, unknown> | undefined;
    return { depth: Number(counted?.count ?? 0), waitingMs: oldest ? now - Number(oldest[jobs().columnOf('runAt')]) : 0 };
  };

  const summary = async (): Promise<JobSummary> => {
    const knex = connection(strapi);
    const grouped = (await jobs().query()
      .whereIn(column('state'), ['ready', 'running', 'dead', 'discarded'])
      .groupBy(column('state'))
      .select({ state: column('state') })
      .count({ count: '*' })) as { state: string; count: number | string }[];
    const done = jobs().query().where(column('state'), 'done').select('t.id').limit(DONE_CAP).as('done');
    const [finished] = (await knex.count({ count: '*' }).from(done)) as { count: number | string }[];
    const [oldest] = (await jobs().query()
      .where(column('state'), 'ready')
      .where(column('runAt'), '<=', clock.now().getTime())
      .min({ at: column('runAt') })) as { at: number | string | null }[];

    const countOf = (state: string): number => Number(grouped.find((row) => row.state === state)?.count ?? 0);
    return {
      ready: countOf('ready'),
      running: countOf('running'),
      dead: countOf('dead'),
      discarded: countOf('discarded'),
      done: Number(finished?.count ?? 0),
      oldestReadyAt: isoOf(typeof oldest?.at === 'number' || typeof oldest?.at === 'string' ? Number(oldest.at) : null),
    };
  };

  return {
    pressure,
    /** `done` is counted up to 10,000; `oldestReadyAt` looks at what is due already. */
    summary,

    async list({ filters, q, sort, limit, cursor }: ListQuery): Promise<Page<Job>> {
      const query = jobs().query();
      if (filters?.state) query.whereIn(column('state'), filters.state);
      if (filters?.type) query.whereIn(column('type'), filters.type);
      if (q) query.whereRaw("?? like ? escape '|'", [column('type'), `%${q.replace(/[|%_]/g, (character) => `|${character}`)}%`]);

      const runAt = (connection(strapi)).raw('cast(?? as char(20)) as ??', [column('runAt'), jobs().columnOf('runAt')]);
      const { rows, next, total } = await keysetPage(strapi, { query, select: [...SHOWN.map(column), runAt], sort: sortBy(sort), limit, cursor });
      return { results: rows.map((row) => toJob(jobs().read<JobRow>(row))), page: { next, total } };
    },

    async find(documentId: string): Promise<Job | null> {
      const [row] = await jobs().findBy<JobRow>('documentId', [documentId]);
      return row ? toJob(row) : null;
    },

    async listSchedules(): Promise<Schedule[]> {
      const rows = (await schedules().query().orderBy(`t.${schedules().columnOf('name')}`).limit(MAX_SCHEDULES).select('t.*')) as Record<string, unknown>[];
      return rows
        .map((row) => schedules().read<{ name: string; cron: string; timezone: string; missed: Schedule['missed']; nextRunAt: number; lastRunAt: number | null }>(row))
        .map(({ name, cron, timezone, missed, nextRunAt, lastRunAt }) => ({ name, cron, timezone, missed, nextRunAt: new Date(nextRunAt).toISOString(), lastRunAt: isoOf(lastRunAt) }));
    },
  };
};

export const pressureCheck = ({ depth, waitingMs }: { depth: number; waitingMs: number }): HealthResult => {
  const isHigh = depth > PRESSURE.depth || waitingMs > PRESSURE.waitingMs;
  if (!isHigh) return { name: 'backlog', state: 'ok', message: 'Waiting work is done in time.' };
  const amount = depth > PRESSURE.depth ? `more than ${PRESSURE.depth.toLocaleString('en')}` : depth.toLocaleString('en');
  return {
    name: 'backlog',
    state: 'warning',
    message: `${amount} jobs wait, the oldest for ${Math.round(waitingMs / 60_000)} minutes. Bulk work pauses until they are done; see that a process with workers runs.`,
  };
};

export const deadLetterCheck = ({ dead }: { dead: number }): HealthResult =>
  dead === 0
    ? { name: 'dead-letters', state: 'ok', message: 'No job gave up.' }
    : { name: 'dead-letters', state: 'warning', message: `${dead} ${dead === 1 ? 'job' : 'jobs'} gave up. Read the error under Jobs, then retry or discard.` };
