import { JOB } from '../../server/src/jobs/content-types';
import { tableOf } from '../../server/src/kernel/records';
import { bootCrm } from '../support/app';
import { engineOn, inDatabase } from './engine';

/** 50,000 in full size: R16_JOBS=50000. */
const WAITING = Number(process.env.R16_JOBS ?? 3_000);
const CHUNK = 1_000;

const app = bootCrm();

test(`${WAITING} jobs pile up while no worker runs: visitors' work goes first, bulk waits, and no more than 100 rows are ever in memory (R16)`, async () => {
  const order: { lane: string; rows: number }[] = [];
  let done = 0;
  const engine = engineOn(app, {
    work: [
      inDatabase('test.note', async (payloads) => void order.push({ lane: 'interactive', rows: payloads.length })),
      inDatabase('test.bulk', async (payloads) => void order.push({ lane: 'bulk', rows: payloads.length }), { lane: 'bulk' }),
    ],
  });
  await engine.enqueue(Array.from({ length: 200 }, (_, index) => ({ type: 'test.bulk', payload: { note: `bulk ${index}` } })));
  for (let queued = 0; queued < WAITING; queued += CHUNK)
    await engine.enqueue(Array.from({ length: Math.min(CHUNK, WAITING - queued) }, (_, index) => ({ type: 'test.note', payload: { note: `note ${queued + index}` } })));

  await engine.drain();
  for (const { rows } of order) done += rows;
  const firstBulk = order.findIndex(({ lane }) => lane === 'bulk');
  expect(done).toBe(WAITING + 200);
  expect(order.slice(firstBulk).every(({ lane }) => lane === 'bulk')).toBe(true);
  expect(Math.max(...order.map(({ rows }) => rows))).toBe(100);
  const jobs = tableOf(app.strapi, JOB);
  const [left] = (await jobs.query().whereNot('t.state', 'done').count({ count: '*' })) as { count: number | string }[];
  expect(Number(left?.count)).toBe(0);
}, 600_000);
