import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { REPOSITORY } from '../support/site-files';
import { signIn, startServer } from './server';

/** A built playground, its seeded database, the form published and plain Strapi's create open to visitors. */
export const prepareDatabase = async (): Promise<{ copy(name: string): string }> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'crm-bench-'));
  const file = path.join(folder, 'base.db');
  const prepared = spawnSync(process.execPath, ['playground/scripts/start.mjs', '--prepare-only'], { cwd: REPOSITORY, stdio: 'inherit', env: { ...process.env, DATABASE_FILENAME: file } });
  if (prepared.status !== 0) throw new Error('The playground could not be prepared');

  openPlainCreate(file);
  const server = await startServer(file, { CRM_WORKERS: 'off' });
  const headers = { authorization: `Bearer ${await signIn(server.url)}` };
  const { results } = (await (await fetch(`${server.url}/crm/forms?sort=name`, { headers })).json()) as { results: { id: string; slug: string }[] };
  const form = results.find(({ slug }) => slug === 'contact-us')!;
  await fetch(`${server.url}/crm/forms/${form.id}/publish`, { method: 'POST', headers });
  await server.stop();

  return {
    copy(name) {
      const target = path.join(folder, `${name}.db`);
      const source = new Database(file);
      source.pragma('wal_checkpoint(truncate)');
      source.close();
      copyFileSync(file, target);
      return target;
    },
  };
};

/** What an owner ticks under users-permissions to let visitors post contact messages. */
const openPlainCreate = (file: string): void => {
  const database = new Database(file);
  const action = 'api::contact-message.contact-message.create';
  const now = Date.now();
  const known = database.prepare('select id from up_permissions where action = ?').get(action);
  if (!known) {
    const { lastInsertRowid } = database
      .prepare('insert into up_permissions (document_id, action, created_at, updated_at, published_at) values (?, ?, ?, ?, ?)')
      .run('benchpermission000000000', action, now, now, now);
    database.prepare("insert into up_permissions_role_lnk (permission_id, role_id) select ?, id from up_roles where type = 'public'").run(lastInsertRowid);
  }
  database.close();
};
