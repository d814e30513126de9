import { createHash } from 'node:crypto';
import type { NewConsent } from '../../server/src/consents';
import { bootCrm } from '../support/app';
import { countStatements } from '../support/statements';

const app = bootCrm();
beforeEach(() => app.reset());

const TEXT = 'Yes, send me <b>news</b> once a quarter. I can stop at any time.';
const AT = new Date('2026-03-01T10:00:00.000Z');

const ticked = (change: Partial<NewConsent> = {}): NewConsent => ({
  purpose: 'marketing',
  text: TEXT,
  textVersion: '2026-03',
  locale: 'en',
  formId: 'form1',
  formVersion: 3,
  page: 'https://www.nordlicht.example/contact',
  method: 'form',
  state: 'given',
  ipPrefix: '203.0.113.0/24',
  actor: { kind: 'visitor', name: 'Ann Lee' },
  email: 'Ann@Acme.com',
  submissionId: 'submission1',
  contactId: null,
  at: AT,
  ...change,
});

const record = (...consents: Partial<NewConsent>[]) => app.transaction(() => app.crm.consents.recordMany(consents.map(ticked)));
const rows = (): Promise<Record<string, unknown>[]> => app.strapi.db.query('plugin::crm.consent').findMany({ orderBy: { id: 'asc' }, populate: true, limit: 1000 });
const states = async (contactId: number) => (await app.crm.consents.stateOf(contactId)).map(({ purpose, state }) => [purpose, state]);

const aContact = async (as: Parameters<typeof app.as>[0] = 'super-admin'): Promise<{ key: string; id: number }> => {
  const { id: key } = (await app.as(as).post('/crm/contacts', { firstName: 'Ann' })).body as { id: string };
  const { id } = (await app.strapi.db.query('plugin::crm.contact').findOne({ where: { documentId: key } })) as { id: number };
  return { key, id };
};

test('a row holds the words as they were shown, their hash and version, and how they were agreed to (F47)', async () => {
  await record({});
  const [row] = await rows();
  expect(row).toMatchObject({
    purpose: 'marketing',
    text: TEXT,
    textHash: createHash('sha256').update(TEXT).digest('hex'),
    textVersion: '2026-03',
    locale: 'en',
    formDocumentId: 'form1',
    formVersion: 3,
    page: 'https://www.nordlicht.example/contact',
    method: 'form',
    state: 'given',
    ipPrefix: '203.0.113.0/24',
    actorKind: 'visitor',
    actorName: 'Ann Lee',
    emailKey: 'ann@acme.com',
    submissionDocumentId: 'submission1',
    contact: null,
  });
  expect(new Date(row!.occurredAt as string)).toEqual(AT);
});

test('other words are another row, and the old one stays as it was (F47)', async () => {
  const { id } = await aContact();
  await record({ contactId: id });
  const [before] = await rows();
  await record({ contactId: id, text: 'Yes, send me news every day.', textVersion: '2026-04', formVersion: 4, at: new Date(AT.getTime() + 1) });
  const [old, latest] = await rows();
  expect(old).toEqual(before);
  expect(latest!.textHash).not.toBe(old!.textHash);
  expect(await app.crm.consents.current(id)).toMatchObject([{ purpose: 'marketing', text: 'Yes, send me news every day.', formVersion: 4 }]);
});

test('consents are part of the transaction that stores the submission, in as many statements for a hundred as for one (F1)', async () => {
  const failed = app.transaction(async () => {
    await app.crm.consents.recordMany([ticked()]);
    throw new Error('the submission was not stored');
  });
  await expect(failed).rejects.toThrow('not stored');
  expect(await rows()).toEqual([]);
  const one = await countStatements(app.strapi, () => record({}), /crm_consents/);
  expect(await countStatements(app.strapi, () => record(...Array.from({ length: 100 }, (_, index) => ({ submissionId: `s${index}` }))), /crm_consents/)).toBe(one);
});

test('nothing ticked, nothing written (F47)', async () => {
  await record();
  expect(await rows()).toEqual([]);
});

test('a submission that became a contact takes its consents along, and nobody else’s', async () => {
  const [ann, bob] = [await aContact(), await aContact()];
  await record({ submissionId: 's1' }, { submissionId: 's1', purpose: 'privacy' }, { submissionId: 's2' }, { submissionId: 's3', contactId: bob.id });
  const links = [{ submissionId: 's1', contactId: ann.id }, { submissionId: 's3', contactId: ann.id }];
  expect(await countStatements(app.strapi, () => app.transaction(() => app.crm.consents.linkToContacts(links)), /crm_consents/)).toBe(2);
  expect((await rows()).map(({ contact }) => (contact as { id: number } | null)?.id)).toEqual([ann.id, ann.id, undefined, bob.id]);
});

describe('double opt-in', () => {
  const confirm = () => app.crm.consents.confirm({ submissionId: 'submission1', ipPrefix: '198.51.100.0/24', at: new Date(AT.getTime() + 60_000) });

  test('the button in the mail adds a row, and pressing it twice or from two devices adds no other (F49)', async () => {
    const { id } = await aContact();
    await record({ state: 'pending', contactId: id }, { state: 'pending', contactId: id, purpose: 'events' });
    expect(await states(id)).toEqual([['events', 'pending'], ['marketing', 'pending']]);
    await Promise.all([confirm(), confirm()]);
    await confirm();
    expect((await rows()).map(({ purpose, state, method, ipPrefix }) => [purpose, state, method, ipPrefix])).toEqual([
      ['marketing', 'pending', 'form', '203.0.113.0/24'],
      ['events', 'pending', 'form', '203.0.113.0/24'],
      ['marketing', 'given', 'double-opt-in', '198.51.100.0/24'],
      ['events', 'given', 'double-opt-in', '198.51.100.0/24'],
    ]);
    expect((await rows())[2]).toMatchObject({ text: TEXT, emailKey: 'ann@acme.com', contact: { id } });
    expect(await states(id)).toEqual([['events', 'given'], ['marketing', 'given']]);
  });

  test('an old mail does not undo a withdrawal that came later', async () => {
    const { id, key } = await aContact();
    await record({ state: 'pending', contactId: id });
    await confirm();
    await app.as('super-admin').post(`/crm/contacts/${key}/consents/withdraw`, { purpose: 'marketing' }).expect(200);
    await confirm();
    expect(await states(id)).toEqual([['marketing', 'withdrawn']]);
  });

  test('a stranger who types somebody’s address into a form does not suspend what they agreed to', async () => {
    const { id } = await aContact();
    await record({ contactId: id });
    await record({ contactId: id, state: 'pending', submissionId: 's2', at: new Date(AT.getTime() + 1000) });
    expect(await states(id)).toEqual([['marketing', 'given']]);
  });
});

describe('by the team', () => {
  test('a consent given by phone is a row with the words and the colleague who heard them (P11)', async () => {
    const { id, key } = await aContact();
    const { body } = await app.as('super-admin').post(`/crm/contacts/${key}/consents`, { purpose: 'marketing', text: 'May we send you our news?', note: 'Said yes on the phone' }).expect(200);
    expect(body).toMatchObject({ state: 'given', method: 'staff', actor: { kind: 'user', name: 'Ada Tester' }, text: 'May we send you our news?', note: 'Said yes on the phone', formId: null });
    expect(await app.crm.consents.stateOf(id)).toEqual([{ purpose: 'marketing', state: 'given', since: new Date(body.at) }]);
  });

  test('a withdrawal is a new row with the colleague, the reason and the words that no longer hold (F47)', async () => {
    const { id, key } = await aContact();
    await record({ contactId: id });
    const ada = app.as('super-admin');
    const { body } = await ada.post(`/crm/contacts/${key}/consents/withdraw`, { purpose: 'marketing', note: 'Asked us to stop' }).expect(200);
    expect(body).toMatchObject({ state: 'withdrawn', method: 'staff', actor: { kind: 'user', name: 'Ada Tester' }, text: TEXT, note: 'Asked us to stop', ipPrefix: null });
    const { results, page } = (await ada.get(`/crm/contacts/${key}/consents`)).body;
    expect(results.map(({ state }: { state: string }) => state)).toEqual(['withdrawn', 'given']);
    expect(page).toEqual({ next: null, total: 2 });
    expect((await ada.get(`/crm/contacts/${key}/consents/current`)).body.results).toMatchObject([{ purpose: 'marketing', state: 'withdrawn' }]);
    const again = await ada.post(`/crm/contacts/${key}/consents/withdraw`, { purpose: 'marketing' });
    expect([again.status, again.body.error.details.code]).toEqual([422, 'consent.not-given']);
  });

  test('consents of a contact out of sight do not exist', async () => {
    const mine = { permissions: ['contacts.read.own', 'contacts.create', 'consents.read', 'consents.update'] };
    const foreign = await aContact();
    await record({ contactId: foreign.id });
    const seller = app.as(mine);
    expect((await seller.get(`/crm/contacts/${foreign.key}/consents`)).status).toBe(404);
    expect((await seller.get(`/crm/contacts/${foreign.key}/consents/current`)).status).toBe(404);
    expect((await seller.post(`/crm/contacts/${foreign.key}/consents/withdraw`, { purpose: 'marketing' })).status).toBe(404);
    expect((await seller.post(`/crm/contacts/${foreign.key}/consents`, { purpose: 'marketing', text: 'x' })).status).toBe(404);
    const own = await aContact(mine);
    expect((await seller.get(`/crm/contacts/${own.key}/consents/current`)).body).toEqual({ results: [] });
    expect(await rows()).toHaveLength(1);
  });

  test('seeing a contact is not enough to see its consents', async () => {
    const { key } = await aContact();
    expect((await app.as({ permissions: ['contacts.read', 'contacts.update'] }).get(`/crm/contacts/${key}/consents`)).status).toBe(403);
  });
});

test('a submission that is deleted unconfirmed takes its consents along; proof of a contact stays', async () => {
  const { id } = await aContact();
  await record({ submissionId: 's1', state: 'pending' }, { submissionId: 's2', contactId: id });
  await app.transaction(() => app.crm.consents.removeOf(['s1', 's2']));
  expect((await rows()).map(({ submissionDocumentId }) => submissionDocumentId)).toEqual(['s2']);
});
