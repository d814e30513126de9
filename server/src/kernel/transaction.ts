import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { isPassingLock, isUniqueViolation } from './errors';

interface Ambient {
  trx: Knex.Transaction;
  onCommit(callback: () => void): void;
}

const ambient = new AsyncLocalStorage<Ambient>();
const MAX_ATTEMPTS = 5;

/**
 * Runs `work` in one transaction and joins the one that is already open, ours or Strapi's.
 * A passing lock (SQLITE_BUSY, deadlock) repeats the whole of `work`, which must therefore
 * start nothing outside the database: no network, mail, file or sleep.
 */
export const transaction = async <T>(strapi: Core.Strapi, work: () => Promise<T>): Promise<T> => {
  if (open()) return work();

  const joinsStrapi = strapi.db.inTransaction();
  for (let attempt = 1; ; attempt += 1) {
    try {
      let ended: Promise<unknown> | undefined;
      // eslint-disable-next-line no-await-in-loop -- another attempt only after this one ended
      const answer = await strapi.db.transaction(async ({ trx, onCommit }) => {
        if (!joinsStrapi) {
          ended = trx.executionPromise;
          await takeWriteLock(strapi, trx);
        }
        return ambient.run({ trx, onCommit }, work);
      });
      // Knex does not throw where a COMMIT fails that was asked for by hand, as Strapi does: a full disk or a lost
      // connection would count as committed. Only this promise tells.
      // eslint-disable-next-line no-await-in-loop -- see above
      await ended;
      return answer;
    } catch (error) {
      if (joinsStrapi || attempt === MAX_ATTEMPTS || !isPassingLock(error)) throw error;
      // eslint-disable-next-line no-await-in-loop -- see above
      await pause(Math.random() * 50 * 2 ** attempt);
    }
  }
};

/**
 * Another process may take a unique value between our look and our write. Its row is visible by then, so
 * the second try finds it. Inside an open transaction the caller repeats, since that one is lost.
 */
export const againIfTaken = async <T>(work: () => Promise<T>): Promise<T> => {
  if (isInsideTransaction()) return work();
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return work();
  }
};

/** The open transaction, or the pool. Raw queries must start here: outside it SQLite's only connection dead-locks. */
export const connection = (strapi: Core.Strapi): Knex => open()?.trx ?? openInStrapi(strapi) ?? strapi.db.connection;

/** Strapi hands its transaction out only to a nested one, which calls back at once. */
const openInStrapi = (strapi: Core.Strapi): Knex | undefined => {
  if (!strapi.db.inTransaction()) return undefined;
  let found: Knex | undefined;
  void strapi.db.transaction(async ({ trx }) => {
    found = trx as unknown as Knex;
  });
  return found;
};

/** Only to wake somebody up: it is not awaited, and it is lost in a crash. */
export const afterCommit = (callback: () => void): void => {
  const store = open();
  if (store) store.onCommit(callback);
  else callback();
};

export const isInsideTransaction = (): boolean => open() !== undefined;

const open = (): Ambient | undefined => {
  const store = ambient.getStore();
  return store && !store.trx.isCompleted() ? store : undefined;
};

/**
 * Knex begins a deferred transaction; SQLite then refuses, without waiting, to turn a read into a write
 * when another process wrote meanwhile. A write that changes nothing takes the lock first, as BEGIN IMMEDIATE would.
 */
const takeWriteLock = async (strapi: Core.Strapi, trx: Knex.Transaction): Promise<void> => {
  if (strapi.db.dialect.client !== 'sqlite') return;
  await trx.raw('update strapi_core_store_settings set id = id where 0');
};
