import { bootCrm } from '../support/app';

const app = bootCrm();
beforeEach(() => app.reset());

const own = { permissions: ['contacts.read.own', 'contacts.create', 'contacts.update.own'] };
const aContact = async (role: Parameters<typeof app.as>[0] = 'super-admin') => (await app.as(role).post('/crm/contacts', { firstName: 'Ann' })).body;
const feedOf = async (id: string, query: object = {}) => (await app.as('super-admin').get(`/crm/contacts/${id}/timeline`).query(query)).body;
const rowIdOf = async (documentId: string) => {
  const row = await app.strapi.db.query('plugin::crm.contact').findOne({ where: { documentId } });
  return row.id as number;
};

test('what people do by hand appears in the feed, newest first', async () => {
  const contact = await aContact();
  await app.drain();
  app.clock.advance(60_000);
  await app.as('super-admin').put(`/crm/contacts/${contact.id}`, { version: 1, jobTitle: 'CTO' });
  await app.drain();
  const { results } = await feedOf(contact.id);
  expect(results.map(({ kind }: { kind: string }) => kind)).toEqual(['contact.updated', 'contact.created']);
  expect(results[0]).toMatchObject({ detail: { fields: ['jobTitle'] }, actor: { kind: 'user', name: 'Ada Tester' }, contact: { id: contact.id } });
  expect((await feedOf(contact.id, { kind: 'contact.created' })).results).toHaveLength(1);
});

test('a captured contact queues nothing and writes no entry of its own', async () => {
  const [captured] = await app.transaction(() => app.crm.matching.captureMany([{ email: 'ann@acme.com', source: 'form:x', sourceId: '1', at: new Date() }], { actor: { kind: 'visitor', name: null } }));
  await app.drain();
  expect((await feedOf(captured!.documentId)).results).toEqual([]);
});

test('a note is kept word for word and moves the last activity', async () => {
  const contact = await aContact();
  app.clock.advance(3_600_000);
  const { body, status } = await app.as('super-admin').post(`/crm/contacts/${contact.id}/notes`, { text: 'Called.\n\u0000Likes <b>tea</b> 🍵' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ kind: 'note', text: 'Called.\nLikes <b>tea</b> 🍵', contact: { id: contact.id } });
  const { lastActivityAt, version } = (await app.as('super-admin').get(`/crm/contacts/${contact.id}`)).body;
  expect(lastActivityAt).toBe(body.occurredAt);
  expect(version).toBe(1);
});

test('an old entry does not turn the last activity back', async () => {
  const contact = await aContact();
  await app.transaction(async () => app.crm.timeline.recordMany([{ kind: 'call', actor: { kind: 'system', name: 'import' }, contactId: await rowIdOf(contact.id), occurredAt: new Date('2001-01-01T00:00:00Z') }]));
  expect((await app.as('super-admin').get(`/crm/contacts/${contact.id}`)).body.lastActivityAt).toBe(contact.lastActivityAt);
});

test('pages of one moment have no gaps or repeats', async () => {
  const contact = await aContact();
  const contactId = await rowIdOf(contact.id);
  const occurredAt = new Date('2026-01-01T00:00:00Z');
  await app.transaction(() => app.crm.timeline.recordMany(Array.from({ length: 7 }, (_, index) => ({ kind: `k${index}`, actor: { kind: 'system' as const, name: 'x' }, contactId, occurredAt }))));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { results: { kind: string }[]; page: { next: string | null } } = await feedOf(contact.id, { limit: 3, ...(cursor ? { cursor } : {}) });
    seen.push(...page.results.map(({ kind }) => kind));
    cursor = page.page.next;
  } while (cursor);
  expect(seen).toEqual(['k6', 'k5', 'k4', 'k3', 'k2', 'k1', 'k0']);
});

test('a feed shows nothing of a lead to somebody who may not see leads', async () => {
  const contact = await aContact(own);
  const contactId = await rowIdOf(contact.id);
  await app.transaction(() =>
    app.crm.timeline.recordMany([
      { kind: 'form.submitted', actor: { kind: 'visitor', name: null }, text: 'secret', contactId, subject: { type: 'lead', id: 'lead1' } },
      { kind: 'call', actor: { kind: 'visitor', name: null }, contactId },
    ]),
  );
  const kinds = async (role: Parameters<typeof app.as>[0]) => (await app.as(role).get(`/crm/contacts/${contact.id}/timeline`)).body.results.map(({ kind }: { kind: string }) => kind);
  expect(await kinds(own)).toEqual(['call']);
  expect(await kinds('super-admin')).toEqual(['call', 'form.submitted']);
  expect(await kinds({ permissions: ['contacts.read', 'leads.read.own'] })).toEqual(['call']);
});

test('a feed shows nobody what is about a kind of record that no feature contributed', async () => {
  const contact = await aContact();
  const contactId = await rowIdOf(contact.id);
  await app.transaction(() =>
    app.crm.timeline.recordMany([
      { kind: 'boat.sunk', actor: { kind: 'system', name: 'x' }, text: 'secret', contactId, subject: { type: 'boat', id: 'boat1' } },
      { kind: 'form.submitted', actor: { kind: 'visitor', name: null }, contactId, subject: { type: 'lead', id: 'lead1' } },
    ]),
  );
  await app.drain();
  expect((await feedOf(contact.id)).results.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['contact.created', 'form.submitted']);
});

test('the feed of another’s contact is not there, and nobody writes into it', async () => {
  const contact = await aContact();
  expect((await app.as(own).get(`/crm/contacts/${contact.id}/timeline`)).status).toBe(404);
  expect((await app.as(own).post(`/crm/contacts/${contact.id}/notes`, { text: 'x' })).status).toBe(404);
  expect((await app.as('nobody').get(`/crm/contacts/${contact.id}/timeline`)).status).toBe(403);
  expect((await app.as('read-only').post(`/crm/contacts/${contact.id}/notes`, { text: 'x' })).status).toBe(403);
});

test('a company has its feed and notes', async () => {
  const { body: company } = await app.as('super-admin').post('/crm/companies', { name: 'Acme' });
  await app.drain();
  await app.as('super-admin').post(`/crm/companies/${company.id}/notes`, { text: 'Met them.' });
  const { body } = await app.as('super-admin').get(`/crm/companies/${company.id}/timeline`);
  expect(body.results.map(({ kind }: { kind: string }) => kind).sort()).toEqual(['company.created', 'note']);
});
