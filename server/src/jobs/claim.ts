import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Clock } from '../kernel/context';
import { from, tableOf } from '../kernel/records';
import { connection, transaction } from '../kernel/transaction';
import type { Lane } from '../kernel/work';
import { JOB } from './content-types';
import { backoffMs } from './failure';

export const LEASE_MS = 60_000;

export interface ClaimedJob {
  id: number;
  documentId: string;
  type: string;
  payload: unknown;
  effectKey: string | null;
  attempts: number;
  maxAttempts: number;
  runAt: number;
  leaseToken: string;
}

interface Due {
  lane: Lane;
  /** Rows up to this time count as due. */
  now: Date;
  /** Kinds that have no free place at the moment. */
  except?: readonly string[];
}

/** More wait for the next sweep. */
const LOST_AT_ONCE = 100;

const CLAIMED = ['id', 'documentId', 'type', 'payload', 'effectKey', 'attempts', 'maxAttempts', 'runAt', 'leaseToken'] as const;

/** Somebody else holds the job now: its lease ran out while we worked. Whatever we did must not count. */
export class FencedOut extends Error {}

/**
 * Who works on what. Every change of a claimed row asks for the token of its claim, so a worker that
 * slept past its lease can't complete, fail or release what another one has taken over.
 */
export const createClaims = ({ strapi, clock }: { strapi: Core.Strapi; clock: Clock }) => {
  const jobs = () => tableOf(strapi, JOB);
  const column = (attribute: string): string => jobs().columnOf(attribute);
  const rows = (knex: Knex): Knex.QueryBuilder => from(strapi, knex, jobs().tableName);
  const dueRows = (knex: Knex, { lane, now, except = [] }: Due): Knex.QueryBuilder =>
    rows(knex)
      .where({ [column('state')]: 'ready', [column('lane')]: lane })
      .where(column('runAt'), '<=', now.getTime())
      .whereNotIn(column('type'), except as string[])
      .orderBy([column('runAt'), 'id']);
  const heldRows = (knex: Knex, token: string, ids: readonly number[]): Knex.QueryBuilder =>
    rows(knex).whereIn('id', ids as number[]).where({ [column('leaseToken')]: token, [column('state')]: 'running' });

  const expiredRows = (knex: Knex): Knex.QueryBuilder =>
    rows(knex).where(column('state'), 'running').where(column('leaseUntil'), '<', clock.now().getTime());

  const unleased = () => ({ [column('leaseToken')]: null, [column('leaseUntil')]: null });

  /** Two processes that look at once take different rows, and neither waits for the other. */
  const take = async (knex: Knex, due: Knex.QueryBuilder, change: Record<string, unknown>): Promise<Record<string, unknown>[]> => {
    const claimed = CLAIMED.map(column);
    switch (strapi.db.dialect.client) {
      case 'sqlite':
        return (await rows(knex).whereIn('id', due).update(change).returning(claimed)) as Record<string, unknown>[];
      case 'postgres':
        // As an array the inner query runs once; inside IN the planner may repeat it and take more than the limit.
        return (await rows(knex).whereRaw('id = any(array(?))', [due.forUpdate().skipLocked()]).update(change).returning(claimed)) as Record<string, unknown>[];
      default: {
        const ids = ((await due.forUpdate().skipLocked()) as { id: number }[]).map(({ id }) => id);
        if (ids.length === 0) return [];
        await rows(knex).whereIn('id', ids).update(change);
        return (await rows(knex).whereIn('id', ids).select(claimed)) as Record<string, unknown>[];
      }
    }
  };

  /** `attempted` counts the attempt. */
  const lease = async (due: (knex: Knex) => Knex.QueryBuilder, { attempted }: { attempted: boolean }): Promise<ClaimedJob[]> => {
    const leaseToken = randomUUID();
    const taken = await transaction(strapi, async () => {
      const knex = connection(strapi);
      return take(knex, due(knex), {
        [column('state')]: 'running',
        ...(attempted ? { [column('attempts')]: knex.raw('?? + 1', [column('attempts')]) } : {}),
        [column('leaseToken')]: leaseToken,
        [column('leaseUntil')]: clock.now().getTime() + LEASE_MS,
      });
    });
    return taken.map((row) => jobs().read({ ...row, payload: parsedJson(row[column('payload')]) }) as unknown as ClaimedJob).sort((a, b) => a.runAt - b.runAt || a.id - b.id);
  };

  return {
    /** The kind of the oldest due row, and since when that row is due. Takes nothing. */
    async peek(due: Due): Promise<{ type: string; runAt: number } | null> {
      const row = (await dueRows(connection(strapi), due).first(column('type'), column('runAt'))) as Record<string, unknown> | undefined;
      return row ? { type: String(row[column('type')]), runAt: Number(row[column('runAt')]) } : null;
    },

    /** Takes the oldest due rows of one kind under one token, so that work comes in sets. */
    claim: ({ type, limit, ...due }: Due & { type: string; limit: number }): Promise<ClaimedJob[]> =>
      lease((knex) => dueRows(knex, due).where(column('type'), type).limit(limit).select('id'), { attempted: true }),

    /** Runs inside the transaction of the effects; throwing rolls them back. */
    async complete(token: string, ids: readonly number[]): Promise<void> {
      const change = { [column('state')]: 'done', [column('finishedAt')]: clock.now().getTime(), ...unleased() };
      const completed = (await heldRows(connection(strapi), token, ids).update(change)) as number;
      if (completed !== ids.length) throw new FencedOut(`${ids.length - completed} of ${ids.length} jobs are held by somebody else`);
    },

    /** Answers false where the lease is lost. */
    async extend(token: string, ids: readonly number[]): Promise<boolean> {
      const extended = (await heldRows(connection(strapi), token, ids).update({ [column('leaseUntil')]: clock.now().getTime() + LEASE_MS })) as number;
      return extended === ids.length;
    },

    /** As if it had never been claimed. */
    async release(token: string, ids: readonly number[]): Promise<void> {
      const knex = connection(strapi);
      await heldRows(knex, token, ids).update({ [column('state')]: 'ready', [column('attempts')]: knex.raw('?? - 1', [column('attempts')]), ...unleased() });
    },

    async retryLater(token: string, job: Pick<ClaimedJob, 'id' | 'attempts'>, lastError: string): Promise<void> {
      const runAt = clock.now().getTime() + backoffMs(job.attempts);
      await heldRows(connection(strapi), token, [job.id]).update({ [column('state')]: 'ready', [column('runAt')]: runAt, [column('lastError')]: lastError, ...unleased() });
    },

    /** Answers false where the lease is lost: then nothing was given up. */
    async giveUp(token: string, ids: readonly number[], lastError: string): Promise<boolean> {
      const change = { [column('state')]: 'dead', [column('finishedAt')]: clock.now().getTime(), [column('lastError')]: lastError, ...unleased() };
      return ((await heldRows(connection(strapi), token, ids).update(change)) as number) === ids.length;
    },

    /** Puts back what a crashed or frozen worker held, if it has attempts left. */
    async recover(lastError: string): Promise<void> {
      await expiredRows(connection(strapi))
        .whereRaw('?? < ??', [column('attempts'), column('maxAttempts')])
        .update({ [column('state')]: 'ready', [column('lastError')]: lastError, ...unleased() });
    },

    /** Takes what crashed its worker at the last attempt too: to be given up, not to be run. */
    claimLost: (): Promise<ClaimedJob[]> =>
      lease((knex) => expiredRows(knex).whereRaw('?? >= ??', [column('attempts'), column('maxAttempts')]).orderBy('id').limit(LOST_AT_ONCE).select('id'), { attempted: false }),
  };
};

/** A payload that somebody edited by hand must not stop the rows that were claimed with it. */
const parsedJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
};

export type Claims = ReturnType<typeof createClaims>;
