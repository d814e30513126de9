import request from 'supertest';
import { bootCrm } from '../support/app';
import type { Source, SourceRun } from '../../server/src/sources/contract';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
const MESSAGE = 'api::contact-message.contact-message';
const ARTICLE = 'api::article.article';
const ana = { name: 'Ana Ruiz', email: 'ana@acme-works.example', company: 'Acme Works', message: 'Please call me', consent: false };
const FIELDS = [
  { attribute: 'name', mapTo: 'contact.name' },
  { attribute: 'email', mapTo: 'contact.email' },
  { attribute: 'message', mapTo: 'lead.message' },
];

beforeEach(async () => {
  await app.reset();
  for (const uid of [MESSAGE, ARTICLE]) await app.strapi.db.query(uid).deleteMany({ where: {} });
  await app.crm.sources.reload();
});

const admin = () => app.as('super-admin');
const aSource = async (more: object = {}): Promise<Source> => {
  const { body } = await admin().post('/crm/sources', { name: 'Messages', uid: MESSAGE, trigger: 'created', fields: FIELDS, ...more }).expect(200);
  await app.crm.sources.reload();
  return body;
};
const leads = async () => (await admin().get('/crm/leads?limit=100')).body.results as { name: string; email: string; landing: unknown }[];
const messages = (data: object) => app.strapi.documents(MESSAGE as never).create({ data: { ...ana, ...data } as never });
const insertBySql = async (count: number, prefix: string): Promise<void> => {
  const rows = Array.from({ length: count }, (_, index) => ({ document_id: `${prefix}${String(index).padStart(20, '0')}`, name: `Person ${index}`, email: `${prefix}-${index}@example.com`, message: 'Hi', consent: false, created_at: app.clock.now(), updated_at: app.clock.now(), published_at: app.clock.now() }));
  for (let start = 0; start < rows.length; start += 100) await app.strapi.db.getConnection('contact_messages').insert(rows.slice(start, start + 100));
};

test('an entry of a mapped type becomes a lead that knows its entry, through the same judge and pipeline (F52)', async () => {
  await aSource();
  const entry = await messages({});
  await app.drain();
  const [lead] = await leads();
  expect(lead).toMatchObject({ name: 'Ana Ruiz', email: 'ana@acme-works.example', landing: { uid: MESSAGE, documentId: entry.documentId } });
  const [submission] = (await admin().get('/crm/submissions')).body.results;
  expect(submission).toMatchObject({ state: 'processed', form: { name: 'Messages' } });
  expect((await admin().get('/crm/forms')).body.results).toEqual([]);
});

test('an entry that is rolled back leaves nothing behind, and one that is kept is captured after a crash (F52)', async () => {
  await aSource();
  await expect(
    app.strapi.db.transaction(async () => {
      await messages({});
      throw new Error('The site changed its mind');
    }),
  ).rejects.toThrow('changed its mind');
  await messages({ email: 'second@example.com' });
  await app.restart();
  await app.drain();
  expect((await leads()).map(({ email }) => email)).toEqual(['second@example.com']);
});

test('a draft that is published in three languages is exactly one lead, however often it is published (F52)', async () => {
  for (const code of ['de', 'fr']) if (!(await app.strapi.plugin('i18n').service('locales').findByCode(code))) await app.strapi.plugin('i18n').service('locales').create({ code, name: code });
  await aSource({ uid: ARTICLE, trigger: 'published', fields: [{ attribute: 'title', mapTo: 'contact.name' }] });
  const documents = app.strapi.documents(ARTICLE as never);
  const { documentId } = await documents.create({ data: { title: 'Ana Ruiz' } as never, locale: 'en' });
  for (const locale of ['de', 'fr']) await documents.update({ documentId, locale, data: { title: `Ana Ruiz ${locale}` } as never });
  await app.drain();
  expect(await leads()).toEqual([]);
  for (const locale of ['de', 'en', 'fr']) await documents.publish({ documentId, locale });
  await app.drain();
  await documents.update({ documentId, locale: 'en', data: { title: 'Ana Maria Ruiz' } as never });
  await documents.publish({ documentId, locale: 'en' });
  await app.drain();
  expect(await leads()).toHaveLength(1);
});

test('a condition decides which entries count (F52)', async () => {
  await aSource({ condition: { op: 'contains', field: 'message', value: 'quote' } });
  await messages({});
  await messages({ email: 'b@example.com', message: 'I want a quote' });
  await app.drain();
  expect((await leads()).map(({ email }) => email)).toEqual(['b@example.com']);
});

test('with the trigger “updated” each new value of the watched attribute counts once, and saving the same again does not (F52)', async () => {
  const old = await messages({});
  await aSource({ trigger: 'updated', watched: 'company' });
  await app.drain();
  const documents = app.strapi.documents(MESSAGE as never);
  const fresh = await messages({ email: 'fresh@example.com' });
  await app.drain();
  expect(await leads()).toEqual([]);
  const save = async (documentId: string, data: object): Promise<number> => {
    await documents.update({ documentId, data: data as never });
    await app.drain();
    return (await leads()).length;
  };
  expect(await save(old.documentId, { message: 'Other words' })).toBe(0);
  expect(await save(old.documentId, { company: 'Bolt' })).toBe(1);
  expect(await save(old.documentId, { company: 'Bolt' })).toBe(1);
  expect(await save(fresh.documentId, { company: 'Bolt' })).toBe(2);
  expect(await save(old.documentId, { company: 'Crest' })).toBe(3);
});

test('a thousand rows written by SQL are found by the reconciler, once (F53)', async () => {
  await aSource();
  await insertBySql(1000, 'sqlone');
  for (let round = 0; round < 3; round += 1) {
    await app.crm.sources.reconcile();
    await app.drain();
  }
  expect(Number((await app.strapi.db.getConnection('crm_leads').count({ n: '*' }))[0].n)).toBe(1000);
  await app.crm.sources.reconcile();
  await app.drain();
  expect(Number((await app.strapi.db.getConnection('crm_leads').count({ n: '*' }))[0].n)).toBe(1000);
}, 120_000);

test('an entry that was there before, and one written while the source was off, is no news when somebody edits it (F53)', async () => {
  const old = await messages({});
  const source = await aSource();
  const turn = async (isOn: boolean, version: number): Promise<void> => {
    await admin().put(`/crm/sources/${source.id}`, { isOn, version }).expect(200);
    await app.crm.sources.reload();
  };
  await turn(false, source.version);
  const meanwhile = await messages({ email: 'meanwhile@example.com' });
  await turn(true, source.version + 1);
  for (const { documentId } of [old, meanwhile]) await app.strapi.documents(MESSAGE as never).update({ documentId, data: { company: 'Edited' } as never });
  await app.crm.sources.reconcile();
  await app.drain();
  expect(await leads()).toEqual([]);
});

test('a back-fill is tried dry with a sample, runs once, and is undone as a whole (F53)', async () => {
  await insertBySql(250, 'before');
  const source = await aSource();
  await app.crm.sources.reconcile();
  await app.drain();
  expect(await leads()).toEqual([]);

  const preview = (await admin().get(`/crm/sources/${source.id}/preview`)).body;
  expect(preview).toMatchObject({ total: 250 });
  expect(preview.sample).toHaveLength(20);
  expect(preview.sample[0]).toMatchObject({ title: 'Person 0', isWanted: true, isKnown: false, problems: [] });
  expect(await leads()).toEqual([]);

  const started = (await admin().post(`/crm/sources/${source.id}/runs`).expect(200)).body as SourceRun;
  await admin().post(`/crm/sources/${source.id}/runs`).expect(422);
  const run = async (): Promise<SourceRun> => (await admin().get(`/crm/sources/${source.id}/runs`)).body.results.find(({ id }: SourceRun) => id === started.id);
  for (let round = 0; round < 5; round += 1) {
    await app.drain();
    app.clock.advance(1_000);
  }
  expect(await run()).toMatchObject({ state: 'done', seen: 250, captured: 250, skipped: 0 });
  const count = async (table: string): Promise<number> => Number((await app.strapi.db.getConnection(table).count({ n: '*' }))[0].n);
  expect([await count('crm_leads'), await count('crm_contacts')]).toEqual([250, 250]);

  await admin().post(`/crm/sources/runs/${started.id}/undo`).expect(200);
  for (let round = 0; round < 5; round += 1) await app.drain();
  expect(await run()).toMatchObject({ state: 'undone' });
  expect([await count('crm_leads'), await count('crm_contacts'), await count('crm_submissions')]).toEqual([0, 0, 0]);
}, 120_000);

test('an entry that can’t be mapped never breaks the site’s save: it is held with its reason (F54)', async () => {
  await aSource({ fields: [{ attribute: 'message', mapTo: 'contact.name' }, { attribute: 'name', mapTo: 'contact.email' }] });
  await messages({ name: 'no address', message: 'x' });
  await app.drain();
  const [submission] = (await admin().get('/crm/submissions')).body.results;
  expect(submission).toMatchObject({ state: 'processed' });

  const [source] = (await admin().get('/crm/sources')).body.results as Source[];
  await admin().put(`/crm/sources/${source!.id}`, { fields: [{ attribute: 'consent', mapTo: null }], version: source!.version }).expect(200);
  await app.crm.sources.reload();
  await messages({ email: 'kept@example.com' });
  await app.drain();
  const held = (await admin().get('/crm/submissions?filters[state]=quarantined')).body.results;
  expect(held).toMatchObject([{ reasons: [{ reason: 'unmapped', points: 60 }] }]);
});

test('a strict source refuses the entry instead, with the reason (F54)', async () => {
  await aSource({ isStrict: true, fields: [{ attribute: 'company', mapTo: 'contact.name' }] });
  await expect(messages({ company: '' })).rejects.toThrow('The CRM can’t take this entry');
  await messages({ company: 'Acme' });
  await app.drain();
  expect(await leads()).toHaveLength(1);
});

test('when capturing fails for good, the site’s entry stays, and the failure is told at the source (F54)', async () => {
  const source = await aSource();
  await messages({});
  await app.strapi.db.getConnection('crm_forms').update({ state: 'unpublished' });
  for (let round = 0; round < 14; round += 1) {
    await app.drain();
    app.clock.advance(3_600_000);
  }
  expect(await app.strapi.db.query(MESSAGE).count()).toBe(1);
  expect((await admin().get(`/crm/sources/${source.id}`)).body.lastError).toContain('has no form');
});

test('a mapping that does not fit the type is refused with the field that is wrong', async () => {
  const refused = await admin().post('/crm/sources', { name: 'x', uid: MESSAGE, trigger: 'updated', fields: [{ attribute: 'nothing', mapTo: null }] });
  expect(refused.status).toBe(400);
  expect(refused.body.error.message).toContain('fields.0.attribute');
  expect(refused.body.error.message).toContain('watched');
  await admin().post('/crm/sources', { name: 'x', uid: 'plugin::crm.contact', trigger: 'created', fields: FIELDS }).expect(400);
  await admin().post('/crm/sources', { name: 'x', uid: MESSAGE, trigger: 'published', fields: FIELDS }).expect(400);
});

test('the types of the site come with a first mapping', async () => {
  const { results } = (await admin().get('/crm/sources/types')).body;
  const type = results.find(({ uid }: { uid: string }) => uid === MESSAGE);
  expect(type.suggested).toContainEqual({ attribute: 'email', mapTo: 'contact.email' });
});

test('what a visitor writes through the content API is judged, what staff write is not (F29)', async () => {
  await aSource();
  await admin().post('/crm/blocklist', { kind: 'word', value: 'casino' }).expect(200);
  await messages({ message: 'casino night' });
  await app.drain();
  expect(await leads()).toHaveLength(1);

  const publicRole = await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  await app.strapi.db.query('plugin::users-permissions.permission').create({ data: { action: `${MESSAGE}.create`, role: publicRole.id } });
  await request(app.url).post('/api/contact-messages').send({ data: { ...ana, email: 'bot@example.com', message: 'casino casino' } }).expect(201);
  await app.drain();
  expect(await leads()).toHaveLength(1);
  expect((await admin().get('/crm/submissions?filters[state]=quarantined')).body.results).toMatchObject([{ email: 'bot@example.com' }]);
});
