import { bootCrm } from '../support/app';

const app = bootCrm();
beforeEach(() => app.reset());

const own = { permissions: ['contacts.read.own', 'contacts.create', 'contacts.update.own', 'companies.read.own'], email: 'own@crm.test' };

const aContact = async (body: object = {}, role: Parameters<typeof app.as>[0] = 'super-admin') => {
  const answer = await app.as(role).post('/crm/contacts', { firstName: 'Ann', lastName: 'Lee', ...body });
  expect(answer.body.error ?? null).toBeNull();
  return answer.body;
};

describe('making a contact', () => {
  test('keeps what was sent and shows it again', async () => {
    const contact = await aContact({ emails: [{ value: 'Ann@Example.com' }], phones: [{ value: '0171 1234567', type: 'mobile' }], birthday: '1990-02-28', tags: ['vip', 'vip'] });
    expect(contact).toMatchObject({
      name: 'Ann Lee',
      email: 'Ann@example.com',
      phone: '+491711234567',
      emails: [{ value: 'Ann@example.com', type: 'work', isPrimary: true }],
      phones: [{ value: '0171 1234567', e164: '+491711234567', type: 'mobile', isPrimary: true }],
      birthday: '1990-02-28',
      tags: ['vip'],
      lifecycleStage: 'other',
      version: 1,
    });
    const { body } = await app.as('super-admin').get(`/crm/contacts/${contact.id}`);
    expect(body).toEqual(contact);
  });

  test('makes its maker the owner', async () => {
    const contact = await aContact({}, own);
    expect(contact.owner.id).toBe((await app.as(own).user).documentId);
    expect((await app.as(own).get(`/crm/contacts/${contact.id}`)).status).toBe(200);
  });

  test('with an address of another contact is refused and names the field', async () => {
    const ann = await aContact({ emails: [{ value: 'ann@example.com' }] });
    const { status, body } = await app.as('super-admin').post('/crm/contacts', { firstName: 'Bob', emails: [{ value: 'ANN@example.com' }] });
    expect(status).toBe(409);
    expect(body.error.details).toMatchObject({ code: 'contact.email-taken', field: 'emails', contact: { id: ann.id, name: 'Ann Lee' } });
  });

  test('does not tell whom we know to somebody who may not see that contact', async () => {
    await aContact({ emails: [{ value: 'ann@example.com' }] });
    const { status, body } = await app.as(own).post('/crm/contacts', { firstName: 'Bob', emails: [{ value: 'ann@example.com' }] });
    expect(status).toBe(409);
    expect(body.error.details.contact).toBeNull();
  });

  test.each([
    [{}, 400],
    [{ firstName: 'Ann', emails: [{ value: 'a@b@c' }] }, 422],
    [{ firstName: 'Ann', ownerId: 'nobody' }, 422],
    [{ firstName: 'Ann', companyId: 'nowhere' }, 404],
  ])('%j is refused with %i', async (body, status) => {
    expect((await app.as('super-admin').post('/crm/contacts', body)).status).toBe(status);
    expect((await app.as('super-admin').get('/crm/contacts')).body.results).toEqual([]);
  });

  test.each(['id', 'documentId', 'owner', 'createdBy', 'updatedBy', 'version', 'isSample', 'source', 'score', 'lastActivityAt', 'publishedAt', 'consent', 'constructor'])(
    'a body with “%s” writes nothing',
    async (key) => {
      const { status } = await app.as('super-admin').post('/crm/contacts', { firstName: 'Ann', [key]: 'x' });
      expect(status).toBe(400);
      expect((await app.as('super-admin').get('/crm/contacts')).body.results).toEqual([]);
    },
  );
});

describe('changing a contact', () => {
  test('a stale save gets both values and changes nothing', async () => {
    const contact = await aContact();
    await app.as('super-admin').put(`/crm/contacts/${contact.id}`, { version: 1, jobTitle: 'CTO' });
    const { status, body } = await app.as('super-admin').put(`/crm/contacts/${contact.id}`, { version: 1, jobTitle: 'CEO' });
    expect(status).toBe(409);
    expect(body.error.details).toMatchObject({ code: 'stale-version', version: 2, current: { jobTitle: 'CTO' } });
  });

  test('saving what is already there keeps the version', async () => {
    const contact = await aContact({ emails: [{ value: 'ann@example.com' }], addresses: [{ type: 'home', street: 'A 1', city: 'Bonn', country: 'DE' }] });
    const { body } = await app.as('super-admin').put(`/crm/contacts/${contact.id}`, {
      version: 1,
      firstName: 'Ann',
      emails: [{ value: 'ann@example.com', isPrimary: true }],
      addresses: contact.addresses,
      tags: [],
      ownerId: contact.owner.id,
    });
    expect(body.version).toBe(1);
  });

  test('replaces the lists and keeps exactly one primary', async () => {
    const contact = await aContact({ emails: [{ value: 'ann@example.com' }, { value: 'lee@example.com' }] });
    const { body } = await app.as('super-admin').put(`/crm/contacts/${contact.id}`, {
      version: 1,
      emails: [{ value: 'lee@example.com', isPrimary: true }, { value: 'new@example.com', isPrimary: true }],
    });
    expect(body.email).toBe('lee@example.com');
    expect(body.emails.map(({ isPrimary }: { isPrimary: boolean }) => isPrimary)).toEqual([true, false]);
    expect((await app.as('super-admin').get('/crm/contacts').query({ q: 'new@example' })).body.results).toHaveLength(1);
    expect((await app.as('super-admin').get('/crm/contacts').query({ q: 'ann@example' })).body.results).toHaveLength(0);
  });

  test('two saves at once: one wins, the other is told', async () => {
    const contact = await aContact();
    const answers = await Promise.all(['CTO', 'CEO'].map(async (jobTitle) => (await app.as('super-admin').put(`/crm/contacts/${contact.id}`, { version: 1, jobTitle })).status));
    expect(answers.sort()).toEqual([200, 409]);
  });

  test('its last name and address can not both be taken away', async () => {
    const contact = await aContact({ emails: [{ value: 'ann@example.com' }] });
    const { status } = await app.as('super-admin').put(`/crm/contacts/${contact.id}`, { version: 1, firstName: '', lastName: null, emails: [] });
    expect(status).toBe(422);
  });
});

describe('only own records', () => {
  test('lists, reads, changes and links nothing of others', async () => {
    const company = (await app.as('super-admin').post('/crm/companies', { name: 'Acme' })).body;
    const foreign = await aContact();
    const mine = await aContact({ firstName: 'Mine' }, own);
    expect((await app.as(own).get('/crm/contacts')).body.results.map(({ id }: { id: string }) => id)).toEqual([mine.id]);
    expect((await app.as(own).get('/crm/contacts').query({ q: 'Ann' })).body.results).toEqual([]);
    expect((await app.as(own).get(`/crm/contacts/${foreign.id}`)).status).toBe(404);
    expect((await app.as(own).put(`/crm/contacts/${foreign.id}`, { version: 1, jobTitle: 'x' })).status).toBe(404);
    expect((await app.as(own).get(`/crm/companies/${company.id}`)).status).toBe(404);
    expect((await app.as(own).put(`/crm/contacts/${mine.id}`, { version: 1, companyId: company.id })).status).toBe(404);
  });

  test('and without any permission nothing at all', async () => {
    expect((await app.as('nobody').get('/crm/contacts')).status).toBe(403);
    expect((await app.as('nobody').post('/crm/contacts', { firstName: 'Ann' })).status).toBe(403);
    expect((await app.anonymous.get('/crm/contacts')).status).toBe(401);
    expect((await app.as('read-only').post('/crm/contacts', { firstName: 'Ann' })).status).toBe(403);
  });
});

describe('the list', () => {
  test('pages without gaps or repeats, in both directions of each order', async () => {
    for (let index = 0; index < 7; index += 1) await aContact({ firstName: `N${index % 3}`, lastName: `L${index}` });
    for (const sort of ['-createdAt', 'createdAt', 'name', '-name', '-lastActivityAt', 'lastActivityAt']) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const { body }: { body: { results: { name: string }[]; page: { next: string | null } } } = await app.as('super-admin').get('/crm/contacts').query({ sort, limit: 3, ...(cursor ? { cursor } : {}) });
        seen.push(...body.results.map(({ name }) => name));
        cursor = body.page.next;
      } while (cursor);
      expect(new Set(seen).size).toBe(7);
      if (sort.endsWith('name')) expect(seen).toEqual(sort === 'name' ? [...seen].sort() : [...seen].sort().reverse());
    }
  });

  test('filters by owner, stage and company', async () => {
    const company = (await app.as('super-admin').post('/crm/companies', { name: 'Acme' })).body;
    await aContact({ firstName: 'Unassigned', ownerId: null });
    await aContact({ firstName: 'Mine', companyId: company.id, lifecycleStage: 'customer' });
    const names = async (filters: object) => (await app.as('super-admin').get('/crm/contacts').query({ filters })).body.results.map(({ name }: { name: string }) => name);
    expect(await names({ owner: 'me' })).toEqual(['Mine Lee']);
    expect(await names({ owner: 'none' })).toEqual(['Unassigned Lee']);
    expect(await names({ owner: ['me', 'none'] })).toHaveLength(2);
    expect(await names({ owner: 'unknown' })).toEqual([]);
    expect(await names({ company: company.id })).toEqual(['Mine Lee']);
    expect(await names({ lifecycleStage: 'customer' })).toEqual(['Mine Lee']);
    expect((await app.as('super-admin').get('/crm/contacts').query({ filters: { password: 'x' } })).status).toBe(400);
  });

  test.each(['ann', 'LEE', 'lee ann', 'zoé', 'example.com', '0171 12345', '+49 171 123 4567', 'acme'])('finds a contact by “%s”', async (q) => {
    const company = (await app.as('super-admin').post('/crm/companies', { name: 'Acme' })).body;
    await aContact({ lastName: 'Lee-Zoe', emails: [{ value: 'a@x.de' }, { value: 'ann@example.com' }], phones: [{ value: '0171/1234567' }], companyId: company.id });
    await aContact({ firstName: 'Bob', lastName: 'Smith' });
    expect((await app.as('super-admin').get('/crm/contacts').query({ q })).body.results.map(({ name }: { name: string }) => name)).toEqual(['Ann Lee-Zoe']);
  });

  test('a renamed company is found at its contacts', async () => {
    const company = (await app.as('super-admin').post('/crm/companies', { name: 'Acme' })).body;
    await aContact({ companyId: company.id });
    await app.as('super-admin').put(`/crm/companies/${company.id}`, { version: 1, name: 'Globex' });
    await app.drain();
    expect((await app.as('super-admin').get('/crm/contacts').query({ q: 'globex' })).body.results).toHaveLength(1);
    expect((await app.as('super-admin').get('/crm/contacts').query({ q: 'acme' })).body.results).toHaveLength(0);
  });
});

describe('upsert by code of the site', () => {
  const actor = { kind: 'system', name: 'shop' } as const;

  test('makes once, then fills, and may overwrite', async () => {
    const input = { email: 'ann@example.com', externalIds: [{ source: 'shop', value: '7' }], name: 'Ann Lee', phone: '0171 1234567' };
    const first = await app.crm.contacts.upsert(input, { actor });
    expect(first).toMatchObject({ created: true, matchedBy: null, contact: { name: 'Ann Lee', source: 'shop', version: 1 } });
    expect(await app.crm.contacts.upsert(input, { actor })).toMatchObject({ created: false, matchedBy: 'externalId', contact: { version: 1 } });

    const filled = await app.crm.contacts.upsert({ email: 'ann@example.com', firstName: 'Anna', jobTitle: 'CTO', tags: ['vip'] }, { actor });
    expect(filled).toMatchObject({ matchedBy: 'email', contact: { firstName: 'Ann', jobTitle: 'CTO', tags: ['vip'], version: 2 } });

    const replaced = await app.crm.contacts.upsert({ email: 'ann@example.com', firstName: 'Anna' }, { actor, mode: 'overwrite' });
    expect(replaced.contact).toMatchObject({ name: 'Anna Lee', jobTitle: 'CTO', version: 3 });
  });

  test('never joins two ids of one system, even with one mailbox', async () => {
    await app.crm.contacts.upsert({ email: 'ann@example.com', externalIds: [{ source: 'shop', value: '7' }] }, { actor });
    await expect(app.crm.contacts.upsert({ email: 'ann@example.com', externalIds: [{ source: 'shop', value: '8' }] }, { actor })).rejects.toMatchObject({ code: 'contact.other-external-id' });
  });

  test('at the same moment makes one contact', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => app.crm.contacts.upsert({ email: 'ann@example.com' }, { actor })));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ contact }) => contact.id)).size).toBe(1);
  });
});
