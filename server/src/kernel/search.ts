import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** A text column that people search. The owning service writes it folded (see `searchText`). */
export interface SearchIndex {
  tableName: `crm_${string}`;
  column: string;
}

const MIN_TRIGRAM = 3;

/** Lower case, no accents, single blanks: what is stored and what is asked must meet. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/\s+/g, ' ').trim();

export const searchText = (...parts: (string | null | undefined)[]): string => folded(parts.filter(Boolean).join(' '));

/** Makes the text indexes that are missing, and only those. Runs after Strapi made the tables. */
export const ensureSearchIndexes = async (strapi: Core.Strapi, indexes: readonly SearchIndex[]): Promise<void> => {
  for (const index of indexes) {
    // eslint-disable-next-line no-await-in-loop -- DDL, one statement after the other
    await ENSURE[strapi.db.dialect.client as keyof typeof ENSURE](strapi, index);
  }
};

/** Narrows a query to rows that contain every word of `q`. Uses the text index on each database. */
export const matching = (strapi: Core.Strapi, query: Knex.QueryBuilder, index: SearchIndex, q: string | undefined): Knex.QueryBuilder => {
  const words = folded(q ?? '').split(' ').filter(Boolean).slice(0, 8);
  for (const word of words) MATCH[strapi.db.dialect.client as keyof typeof MATCH](strapi, query, index, word);
  return query;
};

const likeEscaped = (word: string): string => word.replace(/[\\%_]/g, (character) => `\\${character}`);

/** Two letters are no trigram: they match beginnings, which a plain index finds. */
const beginsWith = (query: Knex.QueryBuilder, column: string, word: string): void => {
  query.where((either) => either.whereRaw("?? like ? escape '\\'", [`t.${column}`, `${likeEscaped(word)}%`]).orWhereRaw("?? like ? escape '\\'", [`t.${column}`, `% ${likeEscaped(word)}%`]));
};

const ftsName = ({ tableName }: SearchIndex): string => `${tableName}_fts`;

const MATCH = {
  sqlite: (_strapi: Core.Strapi, query: Knex.QueryBuilder, index: SearchIndex, word: string): void => {
    if ([...word].length < MIN_TRIGRAM) return beginsWith(query, index.column, word);
    query.whereRaw('t.id in (select rowid from ?? where ?? match ?)', [ftsName(index), ftsName(index), `"${word.replace(/"/g, '""')}"`]);
  },
  postgres: (_strapi: Core.Strapi, query: Knex.QueryBuilder, index: SearchIndex, word: string): void => {
    if ([...word].length < MIN_TRIGRAM) return beginsWith(query, index.column, word);
    query.whereRaw("?? like ? escape '\\'", [`t.${index.column}`, `%${likeEscaped(word)}%`]);
  },
  mysql: (_strapi: Core.Strapi, query: Knex.QueryBuilder, index: SearchIndex, word: string): void => {
    // The full-text index splits at punctuation and leaves out short words and stop words: it narrows by the rest.
    const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => [...part].length >= MIN_TRIGRAM && !INNODB_STOP_WORDS.has(part));
    if (parts.length > 0) query.whereRaw('match (??) against (? in boolean mode)', [`t.${index.column}`, parts.map((part) => `+${part}*`).join(' ')]);
    if (parts.length !== 1 || parts[0] !== word) query.whereRaw("?? like ? escape '|'", [`t.${index.column}`, `%${word.replace(/[|%_]/g, (character) => `|${character}`)}%`]);
  },
};

const INNODB_STOP_WORDS = new Set('about are com for from how that the this und was what when where who will with www'.split(' '));

const ENSURE = {
  sqlite: async (strapi: Core.Strapi, index: SearchIndex): Promise<void> => {
    const fts = ftsName(index);
    const { tableName, column } = index;
    const found = (await strapi.db.connection('sqlite_master').whereIn('name', [fts, `${fts}_ai`, `${fts}_ad`, `${fts}_au`]).select('name')) as { name: string }[];
    if (found.length === 4) return;

    // Strapi rebuilds a SQLite table to change it, which drops its triggers: make all of them again and read everything anew.
    const statements = [
      `create virtual table if not exists "${fts}" using fts5("${column}", content='${tableName}', content_rowid='id', tokenize='trigram')`,
      ...['ai', 'ad', 'au'].map((suffix) => `drop trigger if exists "${fts}_${suffix}"`),
      `create trigger "${fts}_ai" after insert on "${tableName}" begin insert into "${fts}"(rowid, "${column}") values (new.id, new."${column}"); end`,
      `create trigger "${fts}_ad" after delete on "${tableName}" begin insert into "${fts}"("${fts}", rowid, "${column}") values ('delete', old.id, old."${column}"); end`,
      `create trigger "${fts}_au" after update of "${column}" on "${tableName}" begin insert into "${fts}"("${fts}", rowid, "${column}") values ('delete', old.id, old."${column}"); insert into "${fts}"(rowid, "${column}") values (new.id, new."${column}"); end`,
      `insert into "${fts}"("${fts}") values ('rebuild')`,
    ];
    for (const statement of statements) {
      // eslint-disable-next-line no-await-in-loop -- DDL in order
      await strapi.db.connection.raw(statement);
    }
  },
  postgres: async (strapi: Core.Strapi, { tableName, column }: SearchIndex): Promise<void> => {
    const name = `${tableName}_${column}_trgm`;
    const schema = strapi.db.getSchemaName();
    const existing = await strapi.db.connection('pg_indexes').where({ indexname: name, ...(schema ? { schemaname: schema } : {}) }).first();
    if (existing) return;
    try {
      await strapi.db.connection.raw('create extension if not exists pg_trgm');
      await strapi.db.connection.raw('create index ?? on ?? using gin (?? gin_trgm_ops)', [name, schema ? `${schema}.${tableName}` : tableName, column]);
    } catch (error) {
      strapi.log.warn(`CRM search on ${tableName} works without an index: pg_trgm is not available (${(error as Error).message}). Ask the database's owner for: create extension pg_trgm`);
    }
  },
  mysql: async (strapi: Core.Strapi, { tableName, column }: SearchIndex): Promise<void> => {
    const name = `${tableName}_${column}_ft`;
    const found = await strapi.db.connection('information_schema.statistics').whereRaw('table_schema = database()').where({ table_name: tableName, index_name: name }).first();
    if (found) return;
    await strapi.db.connection.raw('create fulltext index ?? on ?? (??)', [name, tableName, column]);
  },
};
