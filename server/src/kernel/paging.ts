import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { InvalidInput } from './errors';
import { connection } from './transaction';
import type { Row } from './records';

/** Beyond this nobody reads a total, and counting it would cost more than the page. */
export const COUNT_CAP = 1000;

export interface Sort {
  /** Column of the queried table, never null. */
  column: string;
  direction: 'asc' | 'desc';
  /** How the value travels in the cursor. */
  type: 'text' | 'time';
}

/** What a list of records is sorted by. */
export const RECORD_SORTS = {
  '-createdAt': { column: 'created_at', direction: 'desc', type: 'time' },
  createdAt: { column: 'created_at', direction: 'asc', type: 'time' },
  name: { column: 'name', direction: 'asc', type: 'text' },
  '-name': { column: 'name', direction: 'desc', type: 'text' },
  '-lastActivityAt': { column: 'last_activity_at', direction: 'desc', type: 'time' },
  lastActivityAt: { column: 'last_activity_at', direction: 'asc', type: 'time' },
} as const satisfies Record<string, Sort>;

interface KeysetPage {
  query: Knex.QueryBuilder;
  select: (string | Knex.Raw)[];
  sort: Sort;
  limit: number;
  cursor: string | undefined;
}

/**
 * One page by keyset: its cost does not grow with the page's number, and rows that arrive meanwhile
 * neither repeat nor hide others. The total is counted on the first page only, and only up to the cap.
 */
export const keysetPage = async (strapi: Core.Strapi, { query, select, sort, limit, cursor }: KeysetPage): Promise<{ rows: Row[]; next: string | null; total: number | null }> => {
  const page = query.clone();
  if (cursor) after(page, sort, decodeCursor(cursor, sort));
  const rows = (await page
    .select(select)
    .orderBy([
      { column: `t.${sort.column}`, order: sort.direction },
      { column: 't.id', order: sort.direction },
    ])
    .limit(limit + 1)) as Row[];

  const hasMore = rows.length > limit;
  if (hasMore) rows.pop();
  const last = rows.at(-1);
  return { rows, next: hasMore && last ? encodeCursor(last, sort) : null, total: cursor ? null : await cappedCount(strapi, query) };
};

/** Exact up to the cap, null beyond. */
export const cappedCount = async (strapi: Core.Strapi, query: Knex.QueryBuilder): Promise<number | null> => {
  const knex = connection(strapi);
  const inner = query.clone().clearSelect().clearOrder().select('t.id').limit(COUNT_CAP + 1);
  const [answer] = (await knex.count({ count: '*' }).from(inner.as('capped'))) as { count: number | string }[];
  const count = Number(answer?.count ?? 0);
  return count > COUNT_CAP ? null : count;
};

const after = (query: Knex.QueryBuilder, sort: Sort, [value, id]: [unknown, number]): void => {
  const operator = sort.direction === 'asc' ? '>' : '<';
  // The first condition is implied by the second; it lets every database start at the right place in the index.
  query.where(`t.${sort.column}`, `${operator}=`, value as never).where((inner) =>
    inner.where(`t.${sort.column}`, operator, value as never).orWhere((same) => same.where(`t.${sort.column}`, value as never).where('t.id', operator, id)),
  );
};

const encodeCursor = (row: Row, sort: Sort): string => {
  const value = row[sort.column];
  const plain = sort.type === 'time' ? new Date(value as string | number | Date).getTime() : value;
  return Buffer.from(JSON.stringify([plain, Number(row.id)])).toString('base64url');
};

const decodeCursor = (cursor: string, sort: Sort): [unknown, number] => {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (sort.type === 'time' && typeof value === 'number' && Number.isSafeInteger(id)) return [new Date(value), id as number];
    if (sort.type === 'text' && typeof value === 'string' && Number.isSafeInteger(id)) return [value, id as number];
  } catch {
    // Falls through to the one answer for every broken cursor.
  }
  throw new InvalidInput([{ path: ['cursor'], message: 'This cursor is not one of ours, or belongs to another sort order. Start again without it.' }]);
};

/** Walks a whole table in keyset batches: bounded memory, no offset, safe while rows are added. */
export const inBatches = async (
  nextBatch: (afterId: number, size: number) => Promise<{ id: number }[]>,
  work: (batch: { id: number }[]) => Promise<void>,
  size = 500,
): Promise<void> => {
  for (let afterId = 0; ; ) {
    // eslint-disable-next-line no-await-in-loop -- a batch must be done before the next one is read
    const batch = await nextBatch(afterId, size);
    const last = batch.at(-1);
    if (!last) return;
    // eslint-disable-next-line no-await-in-loop -- see above
    await work(batch);
    afterId = last.id;
  }
};
