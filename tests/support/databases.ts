import { copyFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import { runDirectory } from './run-directory';

export type DatabaseKind = 'sqlite' | 'postgres' | 'mariadb';

/** What config/database of a site returns, as JSON, plus where the database really is. */
export interface TestDatabase {
  kind: DatabaseKind;
  name: string;
  connection: Record<string, unknown>;
}

export const chosenDatabase = (): DatabaseKind => {
  const kind = process.env.TEST_DATABASE ?? 'sqlite';
  if (kind === 'sqlite' || kind === 'postgres' || kind === 'mariadb') return kind;
  throw new Error(`TEST_DATABASE is “${kind}”. Use sqlite, postgres or mariadb.`);
};

/** Host and port that a running site may talk to at any time. */
export const databaseAddress = (kind: DatabaseKind): { host: string; port: number } | null => {
  if (kind === 'sqlite') return null;
  const url = serverUrl(kind);
  return { host: url.hostname, port: Number(url.port) };
};

/**
 * An empty site costs seconds to build, a copy of one costs milliseconds: the first caller of a `variant`
 * builds a template with `build`, the others wait for it, and everybody gets a copy.
 */
export const copyOfTemplate = async (variant: string, build: (template: TestDatabase) => Promise<void>): Promise<TestDatabase> => {
  const kind = chosenDatabase();
  const template = databaseNamed(kind, `${runId()}_template_${variant}`);
  await once(`template-${kind}-${variant}`, async () => {
    await CREATE[kind](template);
    await build(template);
  });
  const copy = databaseNamed(kind, `${runId()}_${process.pid}_${Math.random().toString(36).slice(2, 8)}`);
  await COPY[kind](template, copy);
  return copy;
};

export const dropDatabase = async (database: TestDatabase): Promise<void> => DROP[database.kind](database);

/** Everything that this run left on database servers: its templates, and what an ended test file could not drop. */
export const dropAllOfThisRun = async (): Promise<void> => {
  const used = await readdir(runDirectory());
  for (const kind of ['postgres', 'mariadb'] as const) {
    if (!used.some((file) => file.startsWith(`template-${kind}-`))) continue;
    await onServer(kind, async (server) => {
      const pattern = `${runId()}\\_%`;
      const found =
        kind === 'postgres'
          ? await server('pg_database').where('datname', 'like', pattern).select({ name: 'datname' })
          : await server('information_schema.schemata').where('schema_name', 'like', pattern).select({ name: 'schema_name' });
      for (const { name } of found as { name: string }[]) {
        await server.raw(kind === 'postgres' ? 'drop database if exists ?? with (force)' : 'drop database if exists ??', [name]);
      }
    });
  }
};

const runId = (): string => `crm_test_${path.basename(runDirectory()).replace(/[^a-z0-9]/gi, '').slice(-8).toLowerCase()}`;

const serverUrl = (kind: 'postgres' | 'mariadb'): URL =>
  kind === 'postgres'
    ? withPort(process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432', '5432')
    : withPort(process.env.TEST_MARIADB_URL ?? 'mysql://root@127.0.0.1:3306', '3306');

const withPort = (address: string, port: string): URL => {
  const url = new URL(address);
  if (!url.port) url.port = port;
  return url;
};

const databaseNamed = (kind: DatabaseKind, name: string): TestDatabase => {
  if (kind === 'sqlite') return { kind, name, connection: { filename: path.join(runDirectory(), `${name}.db`) } };
  const url = serverUrl(kind);
  return {
    kind,
    name,
    connection: {
      host: url.hostname,
      port: Number(url.port),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: name,
      ...(kind === 'postgres' ? { schema: 'public' } : {}),
    },
  };
};

const onServer = async <T>(kind: 'postgres' | 'mariadb', work: (server: Knex) => Promise<T>): Promise<T> => {
  const { connection } = databaseNamed(kind, kind === 'postgres' ? 'postgres' : 'mysql');
  const server = knex({ client: kind === 'postgres' ? 'pg' : 'mysql2', connection, pool: { min: 0, max: 1 } });
  try {
    return await work(server);
  } finally {
    await server.destroy();
  }
};

const fileOf = (database: TestDatabase): string => String(database.connection.filename);

const CREATE = {
  sqlite: async (): Promise<void> => {},
  postgres: async ({ name }: TestDatabase): Promise<void> => onServer('postgres', async (server) => void (await server.raw('create database ??', [name]))),
  mariadb: async ({ name }: TestDatabase): Promise<void> =>
    onServer('mariadb', async (server) => void (await server.raw('create database ?? character set utf8mb4 collate utf8mb4_unicode_ci', [name]))),
};

const COPY = {
  sqlite: async (template: TestDatabase, copy: TestDatabase): Promise<void> => copyFile(fileOf(template), fileOf(copy)),
  postgres: async (template: TestDatabase, copy: TestDatabase): Promise<void> =>
    onServer('postgres', async (server) => void (await server.raw('create database ?? template ??', [copy.name, template.name]))),
  /** MariaDB copies no database: make each table as its template was made, and fill it. */
  mariadb: async (template: TestDatabase, copy: TestDatabase): Promise<void> => {
    await CREATE.mariadb(copy);
    await onServer('mariadb', async (server) => {
      await server.raw('use ??', [copy.name]);
      await server.raw('set foreign_key_checks = 0');
      const tables = await server('information_schema.tables').where({ table_schema: template.name, table_type: 'BASE TABLE' }).select({ name: 'table_name' });
      for (const { name } of tables as { name: string }[]) {
        const [[made]] = (await server.raw('show create table ??.??', [template.name, name])) as [[{ 'Create Table': string }]];
        await server.raw(made['Create Table'].replaceAll('?', '\\?'));
        await server.raw('insert into ?? select * from ??.??', [name, template.name, name]);
      }
    });
  },
};

const DROP = {
  sqlite: async (database: TestDatabase): Promise<void> => {
    await Promise.all(['', '-wal', '-shm', '-journal'].map((suffix) => rm(`${fileOf(database)}${suffix}`, { force: true })));
  },
  postgres: async ({ name }: TestDatabase): Promise<void> => onServer('postgres', async (server) => void (await server.raw('drop database if exists ?? with (force)', [name]))),
  mariadb: async ({ name }: TestDatabase): Promise<void> => onServer('mariadb', async (server) => void (await server.raw('drop database if exists ??', [name]))),
};

/** Test files run in several processes; `mkdir` is the lock that all of them respect. */
const once = async (name: string, work: () => Promise<void>): Promise<void> => {
  const lock = path.join(runDirectory(), `${name}.lock`);
  const done = path.join(runDirectory(), `${name}.done`);
  const failed = path.join(runDirectory(), `${name}.failed`);
  try {
    await mkdir(lock);
  } catch {
    for (let waited = 0; waited < 120_000; waited += 100) {
      if (await exists(done)) return;
      if (await exists(failed)) throw new Error(`Another test file could not build “${name}”; its output says why.`);
      await pause(100);
    }
    throw new Error(`Waited two minutes for “${name}”`);
  }
  try {
    await work();
    await writeFile(done, '');
  } catch (error) {
    await writeFile(failed, '');
    throw error;
  }
};

const exists = async (file: string): Promise<boolean> => stat(file).then(
  () => true,
  () => false,
);
