import type { Core } from '@strapi/strapi';
import { connection } from './transaction';

export interface HealthResult {
  name: string;
  state: 'ok' | 'warning' | 'failing';
  message: string;
}

export type HealthCheck = (strapi: Core.Strapi) => Promise<HealthResult>;

/** SQLite only; null elsewhere. */
export const journalMode = async (strapi: Core.Strapi): Promise<string | null> => {
  const pragmas = await sqlitePragmas(strapi);
  return pragmas?.journalMode ?? null;
};

/** With SQLite's defaults every commit waits for the disk and readers block writers. The site's config decides, we only tell. */
export const databaseCheck: HealthCheck = async (strapi) => {
  const pragmas = await sqlitePragmas(strapi);
  if (!pragmas) return { name: 'database', state: 'ok', message: `${strapi.db.dialect.client} needs no extra settings.` };

  const wrong = [
    pragmas.journalMode !== 'wal' && `journal_mode is ${pragmas.journalMode}, not wal`,
    pragmas.synchronous > 1 && 'synchronous is FULL, not NORMAL',
    pragmas.busyTimeout < 5000 && `busy_timeout is ${pragmas.busyTimeout}, not 5000`,
  ].filter((text): text is string => Boolean(text));
  if (wrong.length === 0) return { name: 'database', state: 'ok', message: 'SQLite runs in WAL with synchronous NORMAL and a busy timeout.' };
  return { name: 'database', state: 'warning', message: `${wrong.join('; ')}. Set the pragmas in pool.afterCreate of config/database (see docs/install.md).` };
};

const sqlitePragmas = async (strapi: Core.Strapi): Promise<{ journalMode: string; synchronous: number; busyTimeout: number } | null> => {
  if (strapi.db.dialect.client !== 'sqlite') return null;
  const knex = connection(strapi);
  const [journal] = (await knex.raw('pragma journal_mode')) as { journal_mode: string }[];
  const [synchronous] = (await knex.raw('pragma synchronous')) as { synchronous: number }[];
  const [busy] = (await knex.raw('pragma busy_timeout')) as { timeout: number }[];
  return { journalMode: journal?.journal_mode ?? 'unknown', synchronous: synchronous?.synchronous ?? 2, busyTimeout: busy?.timeout ?? 0 };
};
