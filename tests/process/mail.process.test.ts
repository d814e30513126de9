import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { transaction } from '../../server/src/kernel/transaction';
import { crm } from '../../server/src/services';
import { siteDatabase } from '../support/app';
import { dropDatabase, type TestDatabase } from '../support/databases';
import { startSite } from '../support/site';
import { childSite, type ChildSite } from './child-site';

let database: TestDatabase;
let site: ChildSite;

/** A provider that takes a mail, writes it down, and answers never while the file `hang` is there. */
const PROVIDER = `const fs = require('node:fs');
module.exports = {
  bootstrap({ strapi }) {
    strapi.config.set('plugin::email', { provider: 'nodemailer', providerOptions: {}, settings: { defaultFrom: 'hello@site.test' } });
    strapi.plugin('email').provider = {
      async send(mail) {
        fs.appendFileSync('taken.jsonl', JSON.stringify(mail) + '\\n');
        if (fs.existsSync('hang')) await new Promise(() => {});
      },
    };
  },
};
`;

beforeAll(async () => {
  database = await siteDatabase();
  const before = await startSite(database);
  const mail = { to: { address: 'ana@example.com' }, text: 'Hello' };
  await transaction(before.strapi, () =>
    crm(before.strapi).mail.queue([
      { ...mail, effectKey: 'confirm', kind: 'opt-in', subject: 'Confirm' },
      { ...mail, effectKey: 'notice', kind: 'notice', subject: 'Notice' },
    ]),
  );
  await before.stop();
  site = await childSite(database);
  writeFileSync(path.join(site.root, 'src/index.js'), PROVIDER);
}, 120_000);

afterAll(async () => {
  await site.stop();
  await dropDatabase(database);
});

const taken = (): { subject: string; messageId: string }[] => {
  const file = path.join(site.root, 'taken.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { subject: string; messageId: string }) : [];
};

test('a server that is killed after the provider took a mail: a confirmation goes out again with the same Message-ID, a notice is in doubt and does not (M5)', async () => {
  writeFileSync(path.join(site.root, 'hang'), '');
  await site.start();
  while (taken().length < 2) await pause(50);
  await site.kill();

  const rows = new Database(database.connection.filename as string);
  expect(rows.prepare('select distinct state from crm_outgoing_mails').all()).toEqual([{ state: 'sending' }]);
  // As if the minute were over for which the dead process holds its jobs.
  rows.prepare("update crm_jobs set lease_until = 0 where state = 'running'").run();

  rmSync(path.join(site.root, 'hang'));
  await site.start();
  const waiting = rows.prepare("select count(*) n from crm_outgoing_mails where state in ('queued', 'sending')");
  while ((waiting.get() as { n: number }).n > 0) await pause(100);

  const [first, ...others] = taken().filter(({ subject }) => subject === 'Confirm');
  expect(others.map(({ messageId }) => messageId)).toEqual([first?.messageId]);
  expect(taken().filter(({ subject }) => subject === 'Notice')).toHaveLength(1);
  expect(rows.prepare('select kind, state from crm_outgoing_mails order by kind').all()).toEqual([
    { kind: 'notice', state: 'unknown' },
    { kind: 'opt-in', state: 'sent' },
  ]);
  rows.close();
}, 120_000);
