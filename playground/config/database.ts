import path from 'node:path';
import type { Core } from '@strapi/strapi';

interface SqliteConnection {
  pragma(statement: string): unknown;
}

/**
 * Readers and the writer share the file without blocking each other (WAL), a busy writer is waited for instead of
 * refused, and foreign keys hold. SQLite forgets all but the first with every connection.
 */
const tuneSqlite = (connection: SqliteConnection, done: (error: Error | null, connection: SqliteConnection) => void) => {
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = NORMAL');
    connection.pragma('busy_timeout = 5000');
    connection.pragma('foreign_keys = ON');
    done(null, connection);
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)), connection);
  }
};

export default ({ env }: Core.Config.Shared.ConfigParams) => {
  const client = env('DATABASE_CLIENT', 'sqlite');

  switch (client) {
    case 'postgres':
    case 'mysql':
      return {
        connection: {
          client,
          connection:
            client === 'postgres'
              ? { connectionString: env('DATABASE_URL'), schema: env('DATABASE_SCHEMA', 'public') }
              : mysqlConnection(env('DATABASE_URL')),
          pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
        },
      };
    case 'sqlite':
      return {
        connection: {
          client,
          connection: { filename: path.resolve(process.cwd(), env('DATABASE_FILENAME', '.tmp/data.db')) },
          pool: { afterCreate: tuneSqlite },
          useNullAsDefault: true,
        },
      };
    default:
      throw new Error(`DATABASE_CLIENT is "${client}". Use sqlite, postgres or mysql (which also serves MariaDB).`);
  }
};

/** Strapi adds its own options to the connection, so a URL has to be taken apart for mysql2. */
const mysqlConnection = (address: string | undefined) => {
  if (!address) throw new Error('DATABASE_CLIENT is "mysql" and DATABASE_URL is missing. Use mysql://user:password@host:3306/name.');
  const url = new URL(address);
  return {
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
};
