import type { Core } from '@strapi/strapi';
import type { Clock } from '../kernel/context';
import { from, newDocumentId, tableOf } from '../kernel/records';
import { afterCommit, connection } from '../kernel/transaction';
import type { Lane, NewWork, Queue } from '../kernel/work';
import { JOB } from './content-types';

const MAX_ATTEMPTS = 12;
/** A payload holds ids. One that is larger carries data, which belongs in a record. */
const MAX_PAYLOAD_BYTES = 4_096;
const MAX_KEY_LENGTH = 255;
const CHUNK = 200;

interface QueueSource {
  strapi: Core.Strapi;
  clock: Clock;
  /** Only hurries: work that nobody was woken for is found within two seconds. */
  wake(lane: Lane): void;
  /** The declared kind of work, for its lane and its attempts. */
  definitionOf?(type: string): { lane: Lane; maxAttempts?: number } | undefined;
}

interface QueuedJob {
  type: string;
  lane: Lane;
  state: 'ready';
  payload: Record<string, unknown>;
  effectKey: string | null;
  attempts: 0;
  maxAttempts: number;
  runAt: number;
}

export const createQueue = ({ strapi, clock, wake, definitionOf = () => undefined }: QueueSource): Queue => {
  const toJob = (work: NewWork, now: number): QueuedJob => {
    const definition = definitionOf(work.type);
    if (Buffer.byteLength(JSON.stringify(work.payload)) > MAX_PAYLOAD_BYTES) throw new Error(`The payload of “${work.type}” is larger than ${MAX_PAYLOAD_BYTES} bytes: queue ids, not data`);
    if (work.effectKey && work.effectKey.length > MAX_KEY_LENGTH) throw new Error(`An effect key of “${work.type}” is longer than ${MAX_KEY_LENGTH} characters`);
    return {
      type: work.type,
      lane: work.lane ?? definition?.lane ?? 'interactive',
      state: 'ready',
      payload: work.payload,
      effectKey: work.effectKey ?? null,
      attempts: 0,
      maxAttempts: definition?.maxAttempts ?? MAX_ATTEMPTS,
      runAt: work.runAt?.getTime() ?? now,
    };
  };

  /** A key that is queued already is left alone, whatever became of its job. */
  const insertKeyed = async (jobs: readonly QueuedJob[], now: Date): Promise<void> => {
    if (jobs.length === 0) return;
    const knex = connection(strapi);
    const { tableName, columnOf } = tableOf(strapi, JOB);
    const rows = jobs.map((job) => ({
      document_id: newDocumentId(),
      created_at: now,
      updated_at: now,
      published_at: now,
      ...Object.fromEntries(Object.entries({ ...job, payload: JSON.stringify(job.payload) }).map(([attribute, value]) => [columnOf(attribute), value])),
    }));
    for (let start = 0; start < rows.length; start += CHUNK) {
      // eslint-disable-next-line no-await-in-loop -- one statement per 200 rows
      await from(strapi, knex, tableName).insert(rows.slice(start, start + CHUNK)).onConflict(columnOf('effectKey')).ignore();
    }
  };

  return {
    async enqueue(work) {
      if (work.length === 0) return;
      const now = clock.now();
      const jobs = work.map((one) => toJob(one, now.getTime()));
      await tableOf(strapi, JOB).insertMany(jobs.filter((job) => job.effectKey === null).map((job) => ({ ...job })), now);
      await insertKeyed(jobs.filter((job) => job.effectKey !== null), now);

      for (const lane of new Set(jobs.filter((job) => job.runAt <= now.getTime()).map((job) => job.lane))) afterCommit(() => wake(lane));
    },
  };
};
