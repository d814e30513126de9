import { bootCrm } from '../support/app';
import { tableOf } from '../../server/src/kernel/records';
const app = bootCrm();
test('sample probe', async () => {
  const s = app.strapi, now = new Date();
  const co = await tableOf(s, 'plugin::crm.probe-company').insertMany([{ isSample: true }, { isSample: false }], now);
  const ct = await tableOf(s, 'plugin::crm.probe-contact').insertMany([{ isSample: true, company: co[0]!.id }, { isSample: false, company: co[0]!.id }, ...Array.from({ length: 1200 }, () => ({ isSample: true, company: co[1]!.id }))], now);
  await tableOf(s, 'plugin::crm.probe-entry').insertMany([{ contact: ct[0]!.id }, { contact: ct[1]!.id }, ...Array.from({ length: 1500 }, () => ({ contact: ct[5]!.id }))], now);
  expect(await app.crm.settings.sampleRecords()).toBe(1202);
  expect(await app.crm.settings.removeSampleData()).toEqual({ removed: 1202 });
  const count = async (t: string) => Number(((await s.db.connection(t).count({ c: '*' })) as any)[0].c);
  expect([await count('crm_probe_companies'), await count('crm_probe_contacts'), await count('crm_probe_entries')]).toEqual([1, 1, 1]);
}, 60000);
test('throughput', async () => {
  const { engineOn, inDatabase, writeNotes } = require('./engine');
  const e = engineOn(app, { work: [inDatabase('t', (p: any) => writeNotes(app, p)), inDatabase('n', async () => undefined)] });
  for (const type of ['t', 'n']) {
    let t = performance.now();
    for (let i = 0; i < 100; i++) await app.transaction(() => e.enqueue(Array.from({ length: 100 }, (_, k) => ({ type, payload: { note: `${i}-${k}` } }))));
    const q = performance.now() - t; t = performance.now();
    await e.drain();
    console.log(type, 'enqueue/s', Math.round(1e7 / q), 'run/s', Math.round(1e7 / (performance.now() - t)));
  }
}, 120000);
