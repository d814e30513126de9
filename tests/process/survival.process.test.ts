import { cp, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { dropDatabase, type TestDatabase } from '../support/databases';
import { runDirectory } from '../support/run-directory';
import { REPOSITORY } from '../support/site-files';
import { childSite, databaseWithForm, submitUntilAnswered } from './child-site';

let database: TestDatabase;

beforeAll(async () => {
  database = await databaseWithForm();
}, 120_000);

afterAll(() => dropDatabase(database));

const rowCounts = (): Record<string, number> => {
  const rows = new Database(database.connection.filename as string, { readonly: true });
  const tables = (rows.prepare("select name from sqlite_master where type = 'table' and name like 'crm!_%' escape '!' and name not like '%!_fts%' escape '!'").all() as { name: string }[]).map(({ name }) => name);
  const counts = Object.fromEntries(tables.map((name) => [name, (rows.prepare(`select count(*) n from "${name}"`).get() as { n: number }).n]));
  rows.close();
  return counts;
};

test('a boot while dist/ is missing drops no table: after the rebuild every row is still there', async () => {
  const pluginFolder = path.join(runDirectory(), 'installed-plugin');
  await mkdir(pluginFolder, { recursive: true });
  await cp(path.join(REPOSITORY, 'package.json'), path.join(pluginFolder, 'package.json'));
  await cp(path.join(REPOSITORY, 'dist'), path.join(pluginFolder, 'dist'), { recursive: true });
  // The copy finds its dependencies where the plugin itself does.
  await import('node:fs/promises').then(({ symlink }) => symlink(path.join(REPOSITORY, 'node_modules'), path.join(pluginFolder, 'node_modules')));

  const site = await childSite(database, { pluginFolder });
  await site.start();
  await submitUntilAnswered(site.url, 'survivor', { email: 'survivor@example.com', firstName: 'Sur', lastName: 'Vivor' });
  await site.stop();
  const before = rowCounts();
  expect(before.crm_submissions).toBe(1);

  await rename(path.join(pluginFolder, 'dist'), path.join(pluginFolder, 'dist-away'));
  await site.start();
  expect((await fetch(`${site.url}/api/crm/forms/contact-us`)).status).toBe(404);
  await site.stop();

  await rename(path.join(pluginFolder, 'dist-away'), path.join(pluginFolder, 'dist'));
  await site.start();
  expect((await fetch(`${site.url}/api/crm/forms/contact-us`)).status).toBe(200);
  await site.stop();
  expect(rowCounts()).toEqual({ ...before, crm_jobs: expect.any(Number), crm_schedules: expect.any(Number) });
}, 180_000);
