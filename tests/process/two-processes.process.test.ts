import { setTimeout as pause } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import { dropDatabase, type TestDatabase } from '../support/databases';
import { childSite, databaseWithForm, submitUntilAnswered, type ChildSite } from './child-site';

/** R2, R9, R27: run with TEST_DATABASE=postgres, which `npm run test:process` does. */
const POSTS = 1000;
const SOCKETS = 40;

let database: TestDatabase;
let sites: ChildSite[];
let rows: Knex;

beforeAll(async () => {
  process.env.TEST_DATABASE = 'postgres';
  database = await databaseWithForm();
  sites = [await childSite(database), await childSite(database)];
  for (const site of sites) await site.start();
  rows = knex({ client: 'pg', connection: database.connection });
}, 180_000);

afterAll(async () => {
  await Promise.all(sites.map((site) => site.stop()));
  await rows.destroy();
  await dropDatabase(database);
});

const count = async (table: string): Promise<number> => Number(((await rows(table).count({ n: '*' })) as { n: string }[])[0]!.n);

test(`two servers on one PostgreSQL turn ${POSTS} submissions into ${POSTS} leads, each once`, async () => {
  let next = 0;
  const visitor = async (): Promise<void> => {
    for (let index = next++; index < POSTS; index = next++) {
      // Every tenth visitor writes with the address of another one, to the other server.
      const person = index % 10 === 9 ? index - 1 : index;
      await submitUntilAnswered(sites[index % 2]!.url, `two-${index}`, { email: `two-${person}@example.com`, firstName: 'Two', lastName: `Number ${index}` });
    }
  };
  await Promise.all(Array.from({ length: SOCKETS }, visitor));
  for (let waited = 0; waited < 300; waited += 1) {
    const open = Number(((await rows('crm_jobs').whereIn('state', ['ready', 'running']).where('type', 'like', 'on:%').count({ n: '*' })) as { n: string }[])[0]!.n);
    if (open === 0) break;
    await pause(200);
  }
  expect(await rows('crm_jobs').where('state', 'dead').select('type', 'last_error')).toEqual([]);
  expect(await count('crm_submissions')).toBe(POSTS);
  expect(await count('crm_leads')).toBe(POSTS);
  expect(await count('crm_contacts')).toBe(POSTS * 0.9);
  expect(await count('crm_timeline_entries')).toBe(POSTS);
}, 240_000);

test('a schedule that falls due is queued once although two servers tick', async () => {
  const planned: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const due = Date.now() - 1000;
    planned.push(due);
    await rows('crm_schedules').where({ name: 'jobs.purge' }).update({ next_run_at: due });
    for (let waited = 0; waited < 100; waited += 1) {
      const [schedule] = (await rows('crm_schedules').where({ name: 'jobs.purge' }).select('next_run_at')) as { next_run_at: string }[];
      if (Number(schedule!.next_run_at) > due) break;
      await pause(100);
    }
  }
  await pause(2500);
  const runs = (await rows('crm_jobs').where({ type: 'jobs.purge' }).select('effect_key')) as { effect_key: string }[];
  const queued = planned.map((time) => runs.filter(({ effect_key }) => effect_key === `jobs.purge@${new Date(time).toISOString()}`).length);
  expect(queued).toEqual(planned.map(() => 1));
}, 120_000);
