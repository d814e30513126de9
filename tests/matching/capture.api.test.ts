import type { CapturedPerson } from '../../server/src/matching';
import { bootCrm } from '../support/app';
import { countStatements } from '../support/statements';

const app = bootCrm();
beforeEach(() => app.reset());

const AT = new Date('2026-03-01T10:00:00.000Z');
const person = (fields: Partial<CapturedPerson>): CapturedPerson => ({ source: 'form:contact-us', sourceId: 'submission1', at: AT, ...fields });
const capture = (...people: Partial<CapturedPerson>[]) => app.transaction(() => app.crm.matching.captureMany(people.map(person), { actor: { kind: 'visitor', name: null } }));
const contactOf = async (id: string) => (await app.as('super-admin').get(`/crm/contacts/${id}`)).body;

test('a new person becomes a contact with their company', async () => {
  const [captured] = await capture({ email: 'Ann@Acme.com', name: 'Ann Lee', phone: '0171 1234567', companyName: 'Acme Ltd' });
  expect(captured).toMatchObject({ name: 'Ann Lee', isNew: true, company: { name: 'Acme Ltd' }, suggested: [] });
  expect(await contactOf(captured!.documentId)).toMatchObject({
    firstName: 'Ann',
    lastName: 'Lee',
    email: 'Ann@acme.com',
    phone: '+491711234567',
    lifecycleStage: 'lead',
    owner: null,
    company: { name: 'Acme Ltd' },
    source: 'form:contact-us',
    lastActivityAt: AT.toISOString(),
  });
});

test('a private address makes no company', async () => {
  const [captured] = await capture({ email: 'ann@gmail.com', companyName: 'Acme' });
  expect(captured!.company).toBeNull();
  expect((await app.as('super-admin').get('/crm/companies')).body.results).toEqual([]);
});

test('one set makes one contact per address and one company per domain, in input order', async () => {
  const captured = await capture({ email: 'ann@acme.com', firstName: 'Ann' }, { email: 'bob@acme.com', firstName: 'Bob' }, { email: 'ANN@acme.com', lastName: 'Lee' }, { phone: '030 901820' }, { phone: '030 901820' });
  expect(captured.map(({ isNew }) => isNew)).toEqual([true, true, false, true, true]);
  expect(captured[2]!.id).toBe(captured[0]!.id);
  expect(captured[3]!.id).not.toBe(captured[4]!.id);
  expect(new Set(captured.slice(0, 3).map(({ company }) => company?.id)).size).toBe(1);
  expect((await app.as('super-admin').get('/crm/companies')).body.results).toMatchObject([{ name: 'acme.com', contactCount: 2 }]);
  expect(captured[3]!.name).toBe('030 901820');
});

test('a form fills what is empty and never overwrites', async () => {
  const [known] = await capture({ email: 'ann@acme.com', firstName: 'Ann', phone: '0171 1234567' });
  const [again] = await capture({ email: 'ann@acme.com', firstName: 'Ann', lastName: 'Lee', jobTitle: 'CTO', phone: '0172 7654321' });
  expect(again).toMatchObject({ id: known!.id, isNew: false, name: 'Ann Lee', filled: ['lastName', 'jobTitle'], suggested: ['phone'] });
  expect(await contactOf(known!.documentId)).toMatchObject({
    name: 'Ann Lee',
    jobTitle: 'CTO',
    phone: '+491711234567',
    version: 2,
    suggestions: [{ field: 'phone', current: '+491711234567', proposed: '+491727654321', source: 'form:contact-us' }],
  });
});

test('owner, stage, tags and company of a contact are no business of a form', async () => {
  const company = (await app.as('super-admin').post('/crm/companies', { name: 'Real', domains: ['real.com'] })).body;
  const contact = (await app.as('super-admin').post('/crm/contacts', { firstName: 'Ann', lastName: 'Lee', emails: [{ value: 'ann@acme.com' }], lifecycleStage: 'customer', tags: ['vip'], companyId: company.id })).body;
  const [captured] = await capture({ email: 'ann@acme.com', lifecycleStage: 'subscriber', companyName: 'Evil' });
  expect(captured!.company).toMatchObject({ name: 'Real' });
  const after = await contactOf(contact.id);
  expect(after).toMatchObject({ lifecycleStage: 'customer', tags: ['vip'], version: 1, company: { name: 'Real' }, owner: contact.owner });
  expect((await app.as('super-admin').get('/crm/companies')).body.results).toHaveLength(1);
});

test('the same proposal is asked once, and never again after a no', async () => {
  const [known] = await capture({ email: 'ann@acme.com', jobTitle: 'CTO' });
  await capture({ email: 'ann@acme.com', jobTitle: 'CEO' }, { email: 'ann@acme.com', jobTitle: 'ceo' });
  const [repeated] = await capture({ email: 'ann@acme.com', jobTitle: 'CEO' });
  expect(repeated!.suggested).toEqual([]);
  const { suggestions } = await contactOf(known!.documentId);
  expect(suggestions).toHaveLength(1);

  const answer = (accept: boolean) => app.as('super-admin').post(`/crm/contacts/${known!.documentId}/suggestions/${suggestions[0].id}`, { accept });
  expect((await answer(false)).body).toMatchObject({ jobTitle: 'CTO', suggestions: [] });
  expect((await answer(false)).status).toBe(200);
  expect((await answer(true)).status).toBe(409);
  expect((await capture({ email: 'ann@acme.com', jobTitle: 'CEO' }))[0]!.suggested).toEqual([]);
});

test('an accepted phone number becomes the first one and ours stays', async () => {
  const [known] = await capture({ email: 'ann@acme.com', phone: '0171 1234567' });
  await capture({ email: 'ann@acme.com', phone: '0172 7654321' });
  const { suggestions } = await contactOf(known!.documentId);
  const { body } = await app.as('super-admin').post(`/crm/contacts/${known!.documentId}/suggestions/${suggestions[0].id}`, { accept: true });
  expect(body).toMatchObject({ phone: '+491727654321', suggestions: [] });
  expect(body.phones.map(({ e164 }: { e164: string }) => e164)).toEqual(['+491727654321', '+491711234567']);
});

test('a robot can not fill a contact with proposals', async () => {
  const [known] = await capture({ email: 'ann@acme.com', jobTitle: 'CTO' });
  await capture(...Array.from({ length: 60 }, (_, index) => ({ email: 'ann@acme.com', jobTitle: `Title ${index}` })));
  expect((await contactOf(known!.documentId)).suggestions).toHaveLength(20);
});

test('strange answers become tidy text', async () => {
  const [captured] = await capture({ email: 'not an address', firstName: 'An\u0000n\r\n😀', lastName: 'x'.repeat(50_000), phone: '\u0000ask me' });
  const contact = await contactOf(captured!.documentId);
  expect(contact).toMatchObject({ firstName: 'An n 😀', email: null, phone: 'ask me' });
  expect(contact.lastName).toHaveLength(120);
  expect((await capture({}))[0]!.name).toBe('Unnamed contact');
});

test('a hundred people cost as many statements as two', async () => {
  const people = (count: number, round: number) =>
    Array.from({ length: count }, (_, index) => ({ email: `p${index}@company${round}-${index}.com`, name: `P ${index}`, phone: `0171 ${1_000_000 + index}`, jobTitle: `Title ${round}` }));
  await app.crm.settings.general();
  const few = await countStatements(app.strapi, () => capture(...people(2, 1)));
  const many = await countStatements(app.strapi, () => capture(...people(100, 2)));
  expect(many).toBe(few);

  const again = (count: number, round: number) => people(count, round).map((one) => ({ ...one, jobTitle: 'Other', phone: '030 901820', locale: 'de' }));
  const fewAgain = await countStatements(app.strapi, () => capture(...again(2, 1)));
  const manyAgain = await countStatements(app.strapi, () => capture(...again(100, 2)));
  expect(manyAgain).toBe(fewAgain);
  expect(many).toBeGreaterThan(5);
  expect(many).toBeLessThan(20);
});
