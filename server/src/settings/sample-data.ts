import type { Core } from '@strapi/strapi';
import { tableOf } from '../kernel/records';
import { referencesTo, unlinkAll } from '../kernel/references';
import { transaction } from '../kernel/transaction';

const BATCH = 500;

/** Sample data of every type that flags it, whichever feature owns the type. */
export const createSampleData = ({ strapi }: { strapi: Core.Strapi }) => {
  const attributesOf = (uid: string): object => (strapi.contentTypes as unknown as Record<string, { attributes: object }>)[uid]?.attributes ?? {};
  const isFlagged = (uid: string): boolean => Object.hasOwn(attributesOf(uid), 'isSample');
  const flaggedTypes = (): string[] => Object.keys(strapi.contentTypes).filter((uid) => uid.startsWith('plugin::crm.') && isFlagged(uid));

  const idsWhere = async (uid: string, attribute: string, values: readonly unknown[]): Promise<number[]> => {
    const table = tableOf(strapi, uid);
    const rows = (await table.query()
      .whereIn(`t.${table.columnOf(attribute)}`, values as never[])
      .orderBy('t.id')
      .limit(BATCH)
      .select('t.id')) as { id: number | string }[];
    return rows.map(({ id }) => Number(id));
  };

  /**
   * Rows of types without a flag of their own exist only through the record and go with it. A record
   * that has a flag and is real is kept and only loses the link.
   */
  const remove = async (uid: string, ids: readonly number[], underWay: ReadonlySet<string> = new Set()): Promise<void> => {
    const path = new Set([...underWay, uid]);
    const references = referencesTo(strapi, uid);
    for (const reference of references.filter((one) => !isFlagged(one.uid) && !path.has(one.uid))) {
      for (;;) {
        // eslint-disable-next-line no-await-in-loop -- batch after batch, children before parents
        const children = await idsWhere(reference.uid, reference.attribute, ids);
        if (children.length === 0) break;
        // eslint-disable-next-line no-await-in-loop -- see above
        await remove(reference.uid, children, path);
      }
    }
    await transaction(strapi, async () => {
      await unlinkAll(strapi, uid, ids);
      await tableOf(strapi, uid).removeMany(ids);
    });
  };

  return {
    async sampleRecords(): Promise<number> {
      const counts = await Promise.all(
        flaggedTypes().map(async (uid) => {
          const table = tableOf(strapi, uid);
          const [answer] = (await table.query().where(`t.${table.columnOf('isSample')}`, true).count({ count: '*' })) as { count: number | string }[];
          return Number(answer?.count ?? 0);
        }),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    },

    /** In batches, each whole or not at all; may be called again after a crash. Answers how many flagged records went. */
    async removeSampleData(): Promise<{ removed: number }> {
      let removed = 0;
      for (const uid of flaggedTypes()) {
        for (;;) {
          // eslint-disable-next-line no-await-in-loop -- bounded batches, one after the other
          const ids = await idsWhere(uid, 'isSample', [true]);
          if (ids.length === 0) break;
          // eslint-disable-next-line no-await-in-loop -- see above
          await remove(uid, ids);
          removed += ids.length;
        }
      }
      return { removed };
    },
  };
};
