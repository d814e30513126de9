import { z } from 'zod';
import { createEvents } from '../../server/src/kernel/events';
import { keysetPage } from '../../server/src/kernel/paging';
import { newDocumentId, tableOf } from '../../server/src/kernel/records';
import { referencesTo } from '../../server/src/kernel/references';
import { matching } from '../../server/src/kernel/search';
import { afterCommit, isInsideTransaction, transaction } from '../../server/src/kernel/transaction';
import { bootCrm } from '../support/app';

const app = bootCrm();
const TEAM = 'plugin::crm.team';
const team = (name: string) => ({ name, key: newDocumentId(), version: 1 });

beforeEach(async () => {
  await app.strapi.db.getConnection('crm_teams').delete();
});

test('a transaction joins the one around it and rolls back as one', async () => {
  const teams = tableOf(app.strapi, TEAM);
  await expect(
    transaction(app.strapi, async () => {
      await teams.insertMany([team('Outer')], new Date());
      await transaction(app.strapi, async () => {
        await teams.insertMany([team('Inner')], new Date());
      });
      throw new Error('No');
    }),
  ).rejects.toThrow('No');
  expect(await app.strapi.db.query(TEAM).count()).toBe(0);
});

test('a transaction that Strapi opened is joined, too', async () => {
  await expect(
    app.strapi.db.transaction(async () => {
      await transaction(app.strapi, async () => {
        expect(isInsideTransaction()).toBe(true);
        await tableOf(app.strapi, TEAM).insertMany([team('Joined')], new Date());
      });
      throw new Error('No');
    }),
  ).rejects.toThrow('No');
  expect(await app.strapi.db.query(TEAM).count()).toBe(0);
});

test('a passing lock repeats the work, another error does not (R7)', async () => {
  let attempts = 0;
  const locked = Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
  expect(
    await transaction(app.strapi, async () => {
      attempts += 1;
      if (attempts < 3) throw locked;
      return 'done';
    }),
  ).toBe('done');
  expect(attempts).toBe(3);
  await expect(transaction(app.strapi, async () => Promise.reject(new Error('Other')))).rejects.toThrow('Other');
});

test('what waits for the commit runs after it, and never after a rollback', async () => {
  const told: string[] = [];
  await transaction(app.strapi, async () => {
    afterCommit(() => told.push('committed'));
    expect(told).toEqual([]);
  });
  await transaction(app.strapi, async () => {
    afterCommit(() => told.push('rolled back'));
    throw new Error('No');
  }).catch(() => undefined);
  expect(told).toEqual(['committed']);
});

test('rows go in and come out under attribute names, in order, with JSON, dates and numbers', async () => {
  const submissions = tableOf(app.strapi, 'plugin::crm.submission');
  const now = new Date('2026-03-12T09:30:00.123Z');
  const record = (receipt: string) => ({ formVersion: 1, state: 'received', receipt, payload: { a: ['x', 1, true] }, droppedKeys: 0, payloadHash: 'h', fingerprint: 'f', receivedAt: now, reasons: [], utm: {}, isTest: false, isSample: true });
  const inserted = await submissions.insertMany(Array.from({ length: 450 }, (_, index) => record(`r${index}`)), now);
  const read = await submissions.findBy('id', inserted.map(({ id }) => id));
  expect(read).toHaveLength(450);
  const last = read.find(({ receipt }) => receipt === 'r449')!;
  expect(last).toMatchObject({ id: inserted[449]!.id, documentId: inserted[449]!.documentId, payload: { a: ['x', 1, true] }, isTest: false, isSample: true, receivedAt: now, contact: null });

  await submissions.updateEach(inserted.slice(0, 2).map(({ id }, index) => ({ id, change: { failure: `failure ${index}`, processedAt: now, reasons: [{ reason: `r${index}`, points: 1 }] } })));
  const changed = await submissions.findBy('id', inserted.slice(0, 3).map(({ id }) => id));
  expect(changed.sort((one, other) => (one.id as number) - (other.id as number)).map(({ failure, processedAt, reasons }) => [failure, processedAt, reasons])).toEqual([
    ['failure 0', now, [{ reason: 'r0', points: 1 }]],
    ['failure 1', now, [{ reason: 'r1', points: 1 }]],
    [null, null, []],
  ]);
  await submissions.removeMany(inserted.map(({ id }) => id));
});

test('keyset pages show every row once while rows arrive, in both directions and over equal values', async () => {
  const teams = tableOf(app.strapi, TEAM);
  await teams.insertMany(Array.from({ length: 53 }, (_, index) => team(`Team ${String(index % 7)}`)), new Date());
  const walk = async (direction: 'asc' | 'desc'): Promise<unknown[]> => {
    const seen: unknown[] = [];
    for (let cursor: string | undefined, page = 0; page < 20; page += 1) {
      const { rows, next, total } = await keysetPage(app.strapi, { query: teams.query(), select: ['t.*'], sort: { column: 'name', direction, type: 'text' }, limit: 10, cursor });
      seen.push(...rows.map(({ id }) => id));
      expect(total).toBe(page === 0 ? 53 : null);
      if (!next) return seen;
      cursor = next;
    }
    return seen;
  };
  const up = await walk('asc');
  expect(new Set(up).size).toBe(53);
  expect([...(await walk('desc'))].reverse()).toEqual(up);
  await expect(keysetPage(app.strapi, { query: teams.query(), select: ['t.*'], sort: { column: 'created_at', direction: 'asc', type: 'time' }, limit: 10, cursor: 'bm9uc2Vuc2U' })).rejects.toThrow('cursor');
});

test('an event outside a transaction is refused: a crash would lose it', async () => {
  const events = createEvents({ schemas: { 'lead.created': z.object({}) }, subscribers: [], queue: () => app.crm.jobs });
  await expect(events.publish('lead.created', { leadId: 'x' })).rejects.toThrow('outside a transaction');
  await expect(app.transaction(() => events.publish('lead.created', { leadId: 'x' }))).resolves.toBeUndefined();
});

test('who points at a contact is read from the relations themselves', () => {
  const found = referencesTo(app.strapi, 'plugin::crm.contact').map(({ uid, attribute }) => `${uid}.${attribute}`);
  expect(found).toEqual(expect.arrayContaining(['plugin::crm.contact-email.contact', 'plugin::crm.lead.contact', 'plugin::crm.submission.contact', 'plugin::crm.timeline-entry.contact']));
});

test('search finds fragments without accents and case, and follows changes and deletions', async () => {
  const names = async (q: string): Promise<unknown[]> => {
    const contacts = tableOf(app.strapi, 'plugin::crm.contact');
    const query = matching(app.strapi, contacts.query(), { tableName: 'crm_contacts', column: 'search_text' }, q);
    return ((await query.orderBy('t.name').select('t.name')) as { name: string }[]).map(({ name }) => name);
  };
  await app.crm.contacts.upsert({ firstName: 'Jürgen', lastName: 'Größe', emails: [{ value: 'juergen@hafenkante.example' }] }, { actor: { kind: 'system', name: 'test' } });
  const { contact } = await app.crm.contacts.upsert({ firstName: 'Zoë', lastName: 'Quantz', emails: [{ value: 'zoe@quantz.example' }] }, { actor: { kind: 'system', name: 'test' } });
  expect(await names('jurgen')).toEqual(['Jürgen Größe']);
  expect(await names('GROSSE')).toEqual(['Jürgen Größe']);
  expect(await names('zoe quan')).toEqual(['Zoë Quantz']);
  expect(await names('zo')).toEqual(['Zoë Quantz']);
  expect(await names('hafenkante')).toEqual(['Jürgen Größe']);
  expect(await names('no such person')).toEqual([]);
  for (const hostile of ['"', "'", '%', '_', '*', '(', 'a" OR "b', '\\', 'NEAR(a b)', '-x', '+']) await expect(names(hostile)).resolves.toEqual(expect.any(Array));

  await app.as('super-admin').put(`/crm/contacts/${contact.id}`, { version: contact.version, lastName: 'Renamed' }).expect(200);
  expect(await names('renamed')).toEqual(['Zoë Renamed']);
  await app.strapi.db.query('plugin::crm.contact').delete({ where: { documentId: contact.id } });
  expect(await names('renamed')).toEqual([]);
});

test('the tables of the plugin are on the list that keeps them when it can’t be loaded', async () => {
  const persisted = (await app.strapi.store.get({ type: 'core', key: 'persisted_tables' })) as { name: string }[];
  expect(persisted.map(({ name }) => name)).toEqual(expect.arrayContaining(['crm_contacts', 'crm_leads', 'crm_submissions', 'crm_jobs']));
});

test('a second boot changes no table', async () => {
  const schema = async (): Promise<unknown> =>
    app.strapi.db.dialect.client === 'sqlite' ? app.strapi.db.connection.raw('pragma schema_version') : (await app.strapi.db.dialect.schemaInspector.getTables()).sort();
  const before = await schema();
  await app.restart();
  expect(await schema()).toEqual(before);
}, 60_000);
