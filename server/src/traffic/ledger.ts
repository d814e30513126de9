import type { Context } from '../kernel/context';
import { from, newDocumentId, tableOf, type Row } from '../kernel/records';
import { connection, transaction } from '../kernel/transaction';
import { CAPTURE_COUNTER, RATE_WINDOW } from './content-types';
import { KEPT_DAYS } from './contract';
import type { Counted } from './counters';
import type { StoredWindow } from './windows';

/** After a restart the fullest windows are taken over: the others have room left anyway. */
const MOST_LOADED = 10_000;
const ALERT_AGAIN_MS = 3_600_000;
const DAY_MS = 86_400_000;
const CHUNK = 200;
const PURGED_AT_ONCE = 1_000;

/** What rate limits and counters keep in the database: sums, written in rounds. */
export const createLedger = ({ strapi, clock, events }: Context) => {
  const windows = () => tableOf(strapi, RATE_WINDOW);
  const counters = () => tableOf(strapi, CAPTURE_COUNTER);

  /** Adds to the rows that are there and makes those that are not. In order, so that two processes can't block each other. */
  const addUp = async (uid: string, sum: string, unique: readonly string[], rows: readonly Row[]): Promise<void> => {
    const { tableName, columnOf } = tableOf(strapi, uid);
    const now = clock.now();
    const column = columnOf(sum);
    const knex = connection(strapi);
    const isMysql = strapi.db.dialect.client === 'mysql';
    const added = isMysql ? knex.raw('?? + values(??)', [column, column]) : knex.raw('?? + ??', [`${tableName}.${column}`, `excluded.${column}`]);
    const records = rows.map((row) => ({
      document_id: newDocumentId(),
      created_at: now,
      updated_at: now,
      published_at: now,
      ...Object.fromEntries(Object.entries(row).map(([attribute, value]) => [columnOf(attribute), value])),
    }));
    for (let start = 0; start < records.length; start += CHUNK) {
      // eslint-disable-next-line no-await-in-loop -- one statement per 200 rows
      await from(strapi, knex, tableName)
        .insert(records.slice(start, start + CHUNK))
        .onConflict(unique.map(columnOf))
        .merge({ [column]: added, updated_at: now });
    }
  };

  const addWindows = async (taken: readonly StoredWindow[]): Promise<StoredWindow[]> => {
    await addUp(RATE_WINDOW, 'hits', ['key'], inOrder(taken, ({ key }) => key).map(({ key, endsAt, hits }) => ({ key, endsAt, hits })));
    return windows().findBy<StoredWindow & Row>('key', taken.map(({ key }) => key), ['key', 'endsAt', 'hits']);
  };

  const addCounters = async (taken: readonly Counted[]): Promise<void> => {
    if (taken.length === 0) return;
    const rows = inOrder(taken, ({ day, formId, reason }) => `${day} ${formId} ${reason}`).map(({ count, ...row }) => ({ ...row, total: count }));
    await addUp(CAPTURE_COUNTER, 'total', ['day', 'formId', 'reason'], rows);
    await alert(taken.filter(({ reason }) => reason === 'rate-hard'));
  };

  /** F7: the first refusal of a form's day, then at most once an hour; the row remembers, for all processes. */
  const alert = async (refused: readonly Counted[]): Promise<void> => {
    if (refused.length === 0) return;
    const now = clock.now();
    const rows = (await counters().query()
      .where('t.reason', 'rate-hard')
      .whereIn('t.day', [...new Set(refused.map(({ day }) => day))])
      .whereIn('t.form_id', refused.map(({ formId }) => formId))
      .where((due) => void due.whereNull('t.alerted_at').orWhere('t.alerted_at', '<=', now.getTime() - ALERT_AGAIN_MS))
      .forUpdate()
      .select('t.*')) as Row[];
    const due = rows.map((row) => counters().read<CounterRow>(row));
    await counters().updateMany(due.map(({ id }) => id), { alertedAt: now.getTime() });
    await events.publishMany(
      'traffic.limitHit',
      due.map(({ formId, day, total }) => ({ formId: formId || null, day, count: total, at: now.toISOString() })),
    );
  };

  return {
    /** All or nothing. Answers the windows as all processes together have counted them. */
    async add(taken: { windows: readonly StoredWindow[]; counters: readonly Counted[] }): Promise<StoredWindow[]> {
      return transaction(strapi, async () => {
        await addCounters(taken.counters);
        return taken.windows.length > 0 ? addWindows(taken.windows) : [];
      });
    },

    async liveWindows(): Promise<StoredWindow[]> {
      const rows = (await windows().query().where('t.ends_at', '>', clock.now().getTime()).orderBy('t.hits', 'desc').limit(MOST_LOADED).select('t.*')) as Row[];
      return rows.map((row) => windows().read<StoredWindow & Row>(row));
    },

    /** Deletes one batch of windows that ended and counters past their time; answers whether there is more. */
    async purge(): Promise<{ hasMore: boolean }> {
      const now = clock.now().getTime();
      const oldest = new Date(now - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
      const ended = (await windows().query().where('t.ends_at', '<=', now).limit(PURGED_AT_ONCE).select('t.id')) as { id: number }[];
      const old = (await counters().query().where('t.day', '<', oldest).limit(PURGED_AT_ONCE).select('t.id')) as { id: number }[];
      await windows().removeMany(ended.map(({ id }) => id));
      await counters().removeMany(old.map(({ id }) => id));
      return { hasMore: ended.length === PURGED_AT_ONCE || old.length === PURGED_AT_ONCE };
    },
  };
};

interface CounterRow extends Row {
  id: number;
  formId: string;
  day: string;
  total: number;
}

const inOrder = <T>(rows: readonly T[], keyOf: (row: T) => string): T[] => [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
