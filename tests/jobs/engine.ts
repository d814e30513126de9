import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createJobsService, type JobsService } from '../../server/src/jobs/service';
import { JOB } from '../../server/src/jobs/content-types';
import { from, tableOf } from '../../server/src/kernel/records';
import { connection } from '../../server/src/kernel/transaction';
import { defineWork, type ExternalWork, type NewWork, type ScheduleDefinition, type TransactionalWork, type WorkDefinition } from '../../server/src/kernel/work';
import type { CrmServices } from '../../server/src/services';
import { TEAM } from '../../server/src/settings/content-types';
import type { App } from '../support/app';

const payload = z.object({ note: z.string() });
type Note = z.infer<typeof payload>;
type Run = TransactionalWork<CrmServices, Note>['run'];
type RunOutside = ExternalWork<CrmServices, Note>['run'];

interface Parts {
  work?: WorkDefinition<CrmServices>[];
  schedules?: ScheduleDefinition[];
  isWorkerOn?: boolean;
}

/** A queue with kinds of work of the test's own, beside the site's, on the same database and clock. */
export const engineOn = (app: App, { work = [], schedules = [], isWorkerOn = false }: Parts): JobsService =>
  createJobsService<CrmServices>({
    strapi: app.strapi,
    clock: app.clock,
    work: new Map(work.map((definition) => [definition.type, definition])),
    schedules,
    services: () => app.crm,
    isWorkerOn,
    healthChecks: () => [],
  });

export const inDatabase = (type: string, run: Run, options: Partial<Pick<TransactionalWork<CrmServices, Note>, 'lane' | 'maxAttempts' | 'whenGivenUp'>> = {}): WorkDefinition<CrmServices> =>
  defineWork<CrmServices, Note>({ kind: 'transactional', type, lane: 'interactive', payload, run, ...options });

export const outside = (type: string, run: RunOutside, options: { maxAttempts?: number } = {}): WorkDefinition<CrmServices> =>
  defineWork<CrmServices, Note>({ kind: 'external', type, lane: 'interactive', payload, run, ...options });

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });
type Tick = z.infer<typeof tick>;

export const onTick = (type: string, see: (ticks: Tick[]) => void): WorkDefinition<CrmServices> =>
  defineWork<CrmServices, Tick>({ kind: 'transactional', type, lane: 'interactive', payload: tick, run: async (ticks) => see(ticks) });

export const notes = (count: number, type = 'test.note'): NewWork[] => Array.from({ length: count }, (_, index) => ({ type, payload: { note: `note ${index}` } }));

export const noteWork = (app: App): WorkDefinition<CrmServices> => inDatabase('test.note', (payloads) => writeNotes(app, payloads));

/** An effect that commits or rolls back with its job: one row per note. */
export const writeNotes = async (app: App, notes: readonly Note[]): Promise<void> => {
  await tableOf(app.strapi, TEAM).insertMany(
    notes.map(({ note }) => ({ name: note, key: randomUUID(), version: 1 })),
    app.clock.now(),
  );
};

export const writtenNotes = async (app: App): Promise<string[]> => {
  const rows = (await from(app.strapi, connection(app.strapi), 'crm_teams', 't').orderBy('t.id').limit(5_000).select('t.name')) as { name: string }[];
  return rows.map(({ name }) => name);
};

export interface StoredJob extends Record<string, unknown> {
  id: number;
  documentId: string;
  type: string;
  lane: string;
  state: string;
  payload: Record<string, unknown>;
  attempts: number;
  runAt: number;
  leaseToken: string | null;
  lastError: string | null;
}

export const storedJobs = async (app: App): Promise<StoredJob[]> => {
  const jobs = tableOf(app.strapi, JOB);
  const rows = (await from(app.strapi, connection(app.strapi), jobs.tableName, 't').orderBy('t.id').limit(5_000).select('t.*')) as Record<string, unknown>[];
  return rows.map((row) => jobs.read<StoredJob>(row));
};
