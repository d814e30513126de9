import type { Context } from '../kernel/context';
import { tableOf, type Row } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import { MAIL_QUOTA } from './content-types';

/** At most `max` places in any stretch of `windowMs`. */
export interface Quota {
  key: string;
  limits: readonly { max: number; windowMs: number }[];
}

interface QuotaRow extends Row {
  id: number;
  key: string;
  times: number[];
}

const PURGE_AFTER_MS = 2 * 86_400_000;
const PURGE_BATCH = 500;

/**
 * Whether each wish has room in all of its quotas, in order; one that has takes its place in each of them. Pure:
 * changes `times`, which are oldest first.
 */
export const takePlaces = (wishes: readonly (readonly Quota[])[], timesOf: Map<string, number[]>, now: number): boolean[] =>
  wishes.map((quotas) => {
    const hasRoom = quotas.every(({ key, limits }) => limits.every(({ max, windowMs }) => (timesOf.get(key) ?? []).filter((time) => time > now - windowMs).length < max));
    if (!hasRoom) return false;
    for (const { key, limits } of quotas) {
      const longest = Math.max(...limits.map(({ windowMs }) => windowMs));
      timesOf.set(key, [...(timesOf.get(key) ?? []).filter((time) => time > now - longest), now]);
    }
    return true;
  });

export const createQuotas = ({ strapi, clock }: Context) => {
  const table = () => tableOf(strapi, MAIL_QUOTA);

  return {
    /** Three statements for a set, in the caller's transaction: when that rolls back, no place was taken. */
    async takePlaces(wishes: readonly (readonly Quota[])[]): Promise<boolean[]> {
      // Always in the same order, so that two sets can't block each other.
      const keys = [...new Set(wishes.flatMap((quotas) => quotas.map(({ key }) => key)))].sort();
      if (keys.length === 0) return wishes.map(() => true);
      return transaction(strapi, async () => {
        const now = clock.now();
        await table().insertMissing(['key'], keys.map((key) => ({ key, times: [], lastAt: now })), now);
        const query = table().query().whereIn(`t.${table().columnOf('key')}`, keys).orderBy(`t.${table().columnOf('key')}`).select('t.*').forUpdate();
        const rows = ((await query) as Row[]).map((row) => table().read<QuotaRow>(row));
        const times = new Map(rows.map((row) => [row.key, row.times]));
        const answers = takePlaces(wishes, times, now.getTime());
        const changed = rows.filter((row) => times.get(row.key) !== row.times);
        await table().updateEach(changed.map(({ id, key }) => ({ id, change: { times: times.get(key), lastAt: now } })));
        return answers;
      });
    },

    /** Deletes one batch of rows whose windows are all over. */
    async purgeQuotas(): Promise<{ hasMore: boolean }> {
      const before = new Date(clock.now().getTime() - PURGE_AFTER_MS);
      const rows = (await table().query().where(`t.${table().columnOf('lastAt')}`, '<', before).limit(PURGE_BATCH).select('t.id')) as { id: number }[];
      await table().removeMany(rows.map(({ id }) => id));
      return { hasMore: rows.length === PURGE_BATCH };
    },
  };
};
