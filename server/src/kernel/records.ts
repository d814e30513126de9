import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { withinScope, type Scope } from './access';
import { connection } from './transaction';

/** A row as its content type describes it: attribute names, parsed JSON, Dates, numbers. */
export type Row = Record<string, unknown>;

interface Column {
  attribute: string;
  name: string;
  type: string;
}

export interface Inserted {
  id: number;
  documentId: string;
}

/** Strapi's documentIds are 24 characters of a-z and 0-9 that begin with a letter; ours look the same and cost less. */
export const newDocumentId = (): string => {
  const bytes = randomBytes(24);
  let text = LETTERS[bytes[0]! % 26]!;
  for (let index = 1; index < 24; index += 1) text += ALPHABET[bytes[index]! % 36]!;
  return text;
};
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALPHABET = `${LETTERS}0123456789`;

const CHUNK = 200;

/**
 * A content type's table with attribute names on both sides. It skips the Document Service on purpose:
 * that one re-reads every relation after a write (decision 6).
 */
export const tableOf = (strapi: Core.Strapi, uid: string) => {
  const { tableName, columns, byName } = layoutOf(strapi, uid);
  const columnOf = (attribute: string): string => {
    const column = columns.get(attribute);
    if (!column) throw new Error(`${uid} has no attribute “${attribute}”`);
    return column.name;
  };

  const read = <R extends Row = Row>(row: Row): R => {
    const record: Row = {};
    for (const [name, value] of Object.entries(row)) {
      const column = byName.get(name);
      record[column?.attribute ?? name] = column ? fromDatabase(column.type, value) : value;
    }
    return record as R;
  };

  const write = (record: Row): Row => {
    const row: Row = {};
    for (const [attribute, value] of Object.entries(record)) {
      const column = columns.get(attribute);
      if (!column) throw new Error(`${uid} has no attribute “${attribute}”`);
      row[column.name] = toDatabase(column.type, value);
    }
    return row;
  };

  return {
    tableName,
    columnOf,
    read,

    /** A query on this table inside the open transaction, aliased `t`. */
    query(): Knex.QueryBuilder {
      return from(strapi, connection(strapi), tableName, 't');
    },

    /** Reads by one indexed attribute, in one statement whatever the number of values. */
    async findBy<R extends Row = Row>(attribute: string, values: readonly unknown[], select?: readonly string[]): Promise<R[]> {
      if (values.length === 0) return [];
      const knex = connection(strapi);
      const rows: Row[] = [];
      for (let start = 0; start < values.length; start += 500) {
        const query = from(strapi, knex, tableName, 't').whereIn(`t.${columnOf(attribute)}`, values.slice(start, start + 500) as never[]);
        // eslint-disable-next-line no-await-in-loop -- 500 values a statement keeps below SQLite's limit of bound values
        rows.push(...((await query.select(select ? select.map((name) => `t.${columnOf(name)}`) : 't.*')) as Row[]));
      }
      return rows.map((row) => read<R>(row));
    },

    /** Inserts in order and answers the new ids in the same order. Fills documentId and the time stamps. */
    async insertMany(records: readonly Row[], now: Date): Promise<Inserted[]> {
      if (records.length === 0) return [];
      const knex = connection(strapi);
      const rows = records.map((record) => write({ documentId: newDocumentId(), createdAt: now, updatedAt: now, publishedAt: now, ...record }));
      const ids = new Map<string, number>();
      for (let start = 0; start < rows.length; start += CHUNK) {
        // eslint-disable-next-line no-await-in-loop -- one statement per 200 rows
        for (const [documentId, id] of await insertChunk(strapi, knex, tableName, rows.slice(start, start + CHUNK))) ids.set(documentId, id);
      }
      return rows.map((row) => ({ id: ids.get(row.document_id as string)!, documentId: row.document_id as string }));
    },

    /** Inserts where nobody holds the same values of the `unique` attributes yet, also in another transaction, and leaves the others alone. */
    async insertMissing(unique: readonly string[], records: readonly Row[], now: Date): Promise<void> {
      const knex = connection(strapi);
      const rows = records.map((record) => write({ documentId: newDocumentId(), createdAt: now, updatedAt: now, publishedAt: now, ...record }));
      for (let start = 0; start < rows.length; start += CHUNK) {
        // eslint-disable-next-line no-await-in-loop -- one statement per 200 rows
        await from(strapi, knex, tableName).insert(rows.slice(start, start + CHUNK)).onConflict(unique.map(columnOf)).ignore();
      }
    },

    /** Changes rows by numeric id; answers how many there were. */
    async updateMany(ids: readonly number[], change: Row): Promise<number> {
      if (ids.length === 0) return 0;
      const knex = connection(strapi);
      return from(strapi, knex, tableName).whereIn('id', ids as number[]).update(write(change));
    },

    /** Gives each row its own values in one statement. Every change must name the same attributes. */
    async updateEach(changes: readonly { id: number; change: Row }[]): Promise<void> {
      const [first] = changes;
      if (!first) return;
      const knex = connection(strapi);
      const assignments: Row = {};
      for (const attribute of Object.keys(first.change)) {
        const column = columnOf(attribute);
        const values = changes.map(({ id, change }) => [id, write({ [attribute]: change[attribute] })[column]] as const);
        assignments[column] = knex.raw(`case id ${'when ? then ? '.repeat(values.length)}else ?? end`, [...values.flat(), column] as Knex.RawBinding[]);
      }
      await from(strapi, knex, tableName).whereIn('id', changes.map(({ id }) => id)).update(assignments);
    },

    async removeMany(ids: readonly number[]): Promise<number> {
      if (ids.length === 0) return 0;
      const knex = connection(strapi);
      return from(strapi, knex, tableName).whereIn('id', ids as number[]).delete();
    },
  };
};

export type RecordTable = ReturnType<typeof tableOf>;

/** One row within the scope. A write locks it until commit, so that its version can't move under the check. */
export const findRow = async <R extends Row>(table: RecordTable, { documentId, scope, isLocked = false }: { documentId: string; scope: Scope; isLocked?: boolean }): Promise<R | null> => {
  const query = withinScope(table.query(), scope).where('t.document_id', documentId).select('t.*').first();
  const row = (await (isLocked ? query.forUpdate() : query)) as Row | undefined;
  return row ? table.read<R>(row) : null;
};

/** Rows locked for a set-based change, always in the same order, so that two sets can't block each other. */
export const findLocked = async <R extends Row>(table: RecordTable, ids: readonly number[]): Promise<R[]> => {
  if (ids.length === 0) return [];
  const rows = (await table.query().whereIn('t.id', ids as number[]).orderBy('t.id').select('t.*').forUpdate()) as Row[];
  return rows.map((row) => table.read<R>(row));
};

/** Moves `lastActivityAt` forward, each row to its own time, in one statement. An older time changes nothing. */
export const touchRows = async (strapi: Core.Strapi, tableName: string, touches: ReadonlyMap<number, Date>): Promise<void> => {
  if (touches.size === 0) return;
  const knex = connection(strapi);
  const pairs = [...touches].flatMap(([id, at]) => [id, at]);
  const latest = knex.raw(`case id ${'when ? then ? '.repeat(touches.size)}else ?? end`, [...pairs, 'last_activity_at']);
  await from(strapi, knex, tableName).whereIn('id', [...touches.keys()]).where('last_activity_at', '<', latest).update({ last_activity_at: latest });
};

/** By value: PostgreSQL answers the keys of a JSON column in its own order. */
export const isEqual = (one: unknown, other: unknown): boolean => isDeepStrictEqual(one ?? null, other ?? null);

/** A table in the site's schema (PostgreSQL), whichever way it is configured. */
export const from = (strapi: Core.Strapi, knex: Knex, tableName: string, alias?: string): Knex.QueryBuilder => {
  const builder = knex(alias ? `${tableName} as ${alias}` : tableName) as Knex.QueryBuilder;
  const schema = strapi.db.getSchemaName();
  return schema ? builder.withSchema(schema) : builder;
};

const insertChunk = async (strapi: Core.Strapi, knex: Knex, tableName: string, rows: Row[]): Promise<Map<string, number>> => {
  const insert = from(strapi, knex, tableName).insert(rows);
  if (strapi.db.dialect.useReturning()) {
    const answer = (await insert.returning(['id', 'document_id'])) as { id: number; document_id: string }[];
    return new Map(answer.map((row) => [row.document_id, Number(row.id)]));
  }
  await insert;
  const answer = (await from(strapi, knex, tableName)
    .whereIn('document_id', rows.map((row) => row.document_id as string))
    .select('id', 'document_id')) as { id: number; document_id: string }[];
  return new Map(answer.map((row) => [row.document_id, Number(row.id)]));
};

interface Layout {
  tableName: string;
  columns: Map<string, Column>;
  byName: Map<string, Column>;
}

const layouts = new WeakMap<object, Map<string, Layout>>();

const layoutOf = (strapi: Core.Strapi, uid: string): Layout => {
  const known = layouts.get(strapi.db) ?? new Map<string, Layout>();
  layouts.set(strapi.db, known);
  const found = known.get(uid);
  if (found) return found;

  const meta = strapi.db.metadata.get(uid);
  const columns = new Map<string, Column>([['id', { attribute: 'id', name: 'id', type: 'increments' }]]);
  for (const [attribute, definition] of Object.entries(meta.attributes) as [string, AttributeMeta][]) {
    if (definition.type === 'relation') {
      // Strapi joins an entry's locales by documentId: that column belongs to the attribute of its own name.
      if (definition.joinColumn && definition.joinColumn.name !== 'document_id') columns.set(attribute, { attribute, name: definition.joinColumn.name, type: 'reference' });
    } else if (definition.columnName) {
      columns.set(attribute, { attribute, name: definition.columnName, type: definition.type });
    }
  }
  const layout = { tableName: meta.tableName, columns, byName: new Map([...columns.values()].map((column) => [column.name, column])) };
  known.set(uid, layout);
  return layout;
};

interface AttributeMeta {
  type: string;
  columnName?: string;
  joinColumn?: { name: string };
}

const fromDatabase = (type: string, value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  if (type === 'json') return typeof value === 'string' ? JSON.parse(value) : value;
  if (type === 'boolean') return Boolean(Number(value));
  if (type === 'datetime' || type === 'timestamp') return value instanceof Date ? value : new Date(value as string | number);
  if (type === 'biginteger' || type === 'reference' || type === 'increments' || type === 'integer') return Number(value);
  return value;
};

const toDatabase = (type: string, value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  return value;
};
