import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { dropDatabase, type TestDatabase } from '../support/databases';
import { childSite, databaseWithForm, submitUntilAnswered, type ChildSite } from './child-site';

/** The small size runs in CI; `npm run test:crash` runs the full one. */
const POSTS = Number(process.env.X1_POSTS ?? 200);
const KILLS = Number(process.env.X1_KILLS ?? 3);
const SOCKETS = 50;

let database: TestDatabase;
let site: ChildSite;

beforeAll(async () => {
  database = await databaseWithForm();
  site = await childSite(database);
  await site.start();
}, 120_000);

afterAll(async () => {
  await site.stop();
  await dropDatabase(database);
});

/** X1, F1, R1, R11, invariants I1–I3 and I10. */
test(`${POSTS} submissions over ${SOCKETS} sockets survive ${KILLS} kills of the server: none is lost, none is doubled, each has its lead`, async () => {
  const receipts = new Map<string, string>();
  let next = 0;
  const visitor = async (): Promise<void> => {
    for (let index = next++; index < POSTS; index = next++) {
      const { receipt } = await submitUntilAnswered(site.url, `x1-${index}`, {
        firstName: 'Visitor',
        lastName: `Number ${index}`,
        email: `visitor-${index}@example.com`,
        message: `Message ${index}`,
      });
      receipts.set(`x1-${index}`, receipt);
    }
  };
  const killer = async (): Promise<void> => {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      while (receipts.size < (POSTS * kill) / (KILLS + 1)) await pause(5);
      await pause(Math.random() * 140);
      await site.kill();
      await site.start();
    }
  };
  await Promise.all([...Array.from({ length: SOCKETS }, visitor), killer()]);

  const rows = new Database(database.connection.filename as string, { readonly: true });
  const count = (sql: string): number => (rows.prepare(sql).get() as { n: number }).n;
  for (let waited = 0; waited < 600 && count("select count(*) n from crm_jobs where state in ('ready', 'running') and type like 'on:%'") > 0; waited += 1) await pause(200);

  expect(receipts.size).toBe(POSTS);
  expect(count('select count(*) n from crm_submissions')).toBe(POSTS);
  expect(count('select count(distinct idempotency_key) n from crm_submissions')).toBe(POSTS);
  const stored = new Map((rows.prepare('select idempotency_key k, receipt r from crm_submissions').all() as { k: string; r: string }[]).map(({ k, r }) => [k, r]));
  expect([...receipts].filter(([key, receipt]) => stored.get(key) !== receipt)).toEqual([]);
  expect(count('select count(*) n from crm_leads')).toBe(POSTS);
  expect(count('select count(distinct submission_id) n from crm_leads')).toBe(POSTS);
  expect(count('select count(*) n from crm_contacts')).toBe(POSTS);
  expect(count("select count(*) n from crm_timeline_entries where kind = 'form.submitted'")).toBe(POSTS);
  expect(count("select count(*) n from crm_submissions where state <> 'processed'")).toBe(0);
  expect(rows.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(rows.pragma('foreign_key_check')).toEqual([]);
  rows.close();
}, 900_000);
