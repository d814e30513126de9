import { z } from 'zod';
import { datetime, defineEndpoints, id, oneOrMany, pageOf, pageQuery } from '../kernel/contract';

export const JOB_STATES = ['ready', 'running', 'done', 'dead', 'discarded'] as const;
export const JOB_LANES = ['interactive', 'bulk'] as const;
/** What happens with ticks that were missed while the server was down: one late run, none, or each of them. */
export const MISSED_TICKS = ['coalesce', 'skip', 'all'] as const;

export const job = z.object({
  id,
  type: z.string(),
  lane: z.enum(JOB_LANES),
  state: z.enum(JOB_STATES),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  /** When it runs next, or was last due. */
  runAt: datetime,
  createdAt: datetime,
  finishedAt: datetime.nullable(),
  lastError: z.string().nullable(),
  discardReason: z.string().nullable(),
  /** Ids only: a job never carries personal data. */
  payload: z.record(z.string(), z.unknown()),
});
export type Job = z.infer<typeof job>;

export const jobSummary = z.object({
  ready: z.number().int(),
  running: z.number().int(),
  dead: z.number().int(),
  done: z.number().int(),
  discarded: z.number().int(),
  oldestReadyAt: datetime.nullable(),
});

export const schedule = z.object({
  name: z.string(),
  cron: z.string(),
  timezone: z.string(),
  missed: z.enum(MISSED_TICKS),
  nextRunAt: datetime,
  lastRunAt: datetime.nullable(),
});

export const healthCheck = z.object({
  name: z.string(),
  state: z.enum(['ok', 'warning', 'failing']),
  /** What is wrong and what to do about it, in one sentence. */
  message: z.string(),
});

export const health = z.object({
  ok: z.boolean(),
  queue: jobSummary,
  lastTickAt: datetime.nullable(),
  database: z.object({ client: z.string(), journalMode: z.string().nullable() }),
  checks: z.array(healthCheck),
});
export type Health = z.infer<typeof health>;

export const jobsContract = defineEndpoints('jobs', {
  list: {
    method: 'GET',
    path: '/jobs',
    permission: 'jobs.read',
    query: pageQuery({
      filters: { state: oneOrMany(z.enum(JOB_STATES)), type: oneOrMany(z.string().max(120)) },
      sort: ['-createdAt', 'runAt'],
    }),
    returns: pageOf(job),
  },
  summary: { method: 'GET', path: '/jobs/summary', permission: 'jobs.read', returns: jobSummary },
  schedules: { method: 'GET', path: '/jobs/schedules', permission: 'jobs.read', returns: z.object({ results: z.array(schedule) }) },
  retry: { method: 'POST', path: '/jobs/:id/retry', permission: 'jobs.update', returns: job },
  retryAllDead: { method: 'POST', path: '/jobs/retry-dead', permission: 'jobs.update', returns: z.object({ retried: z.number().int() }) },
  discard: {
    method: 'POST',
    path: '/jobs/:id/discard',
    permission: 'jobs.update',
    body: z.strictObject({ reason: z.string().trim().min(1, 'Say why the job is discarded').max(500) }),
    returns: job,
  },
  health: { method: 'GET', path: '/health', permission: 'jobs.read', returns: health },
});
