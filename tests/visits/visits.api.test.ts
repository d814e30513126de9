import type { Touch } from '../../server/src/contacts/contract';
import { bootCrm } from '../support/app';
import { countStatements } from '../support/statements';

const SITE = 'https://www.nordlicht.example';
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const ANN = 'AnnAnnAnnAnnAnnAnnAnnA';
const BOB = 'BobBobBobBobBobBobBobB';

const app = bootCrm({ config: { visits: { allowedOrigins: [SITE] }, capture: { deniedParameters: ['Customer'] } } });
beforeEach(async () => {
  await app.crm.visits.flush();
  await app.reset();
});

interface View {
  page: string;
  referrer?: string | null;
  entry?: string | null;
  agoMs?: number;
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  app.anonymous
    .post('/api/crm/visits')
    .set({ 'Content-Type': 'text/plain;charset=UTF-8', 'User-Agent': CHROME, Origin: SITE, ...headers })
    .send(typeof body === 'string' ? body : JSON.stringify(body));

const see = async (visitor: string, ...views: View[]): Promise<void> => {
  const { status } = await post({ visitor, consent: true, views });
  expect(status).toBe(204);
  await app.crm.visits.flush();
};

const rows = (name: string): Promise<Record<string, unknown>[]> => app.strapi.db.query(`plugin::crm.${name}`).findMany({ orderBy: { id: 'asc' }, populate: true, limit: 1000 });
const counts = async () => Object.fromEntries(await Promise.all(['visitor', 'visit', 'page-view'].map(async (name) => [name, (await rows(name)).length] as const)));
const NOTHING = { visitor: 0, visit: 0, 'page-view': 0 };

const contactNamed = async (firstName: string): Promise<number> => {
  const { id } = (await app.as('super-admin').post('/crm/contacts', { firstName })).body as { id: string };
  return ((await app.strapi.db.query('plugin::crm.contact').findOne({ where: { documentId: id } })) as { id: number }).id;
};
const identify = (...links: { visitorId: string; contactId: number }[]) => app.transaction(() => app.crm.visits.identifyMany(links.map((link) => ({ ...link, at: app.clock.now() }))));
const here = (): Touch => app.crm.visits.touch({ page: `${SITE}/contact`, landing: null, referrer: null, entry: null });

describe('the door', () => {
  test('takes what sendBeacon sends and knows the entry behind the page', async () => {
    await see(ANN, { page: `${SITE}/articles/harbour?utm_source=news`, referrer: 'https://search.example/', entry: 'api::article.article:abc123:en' });
    const [view] = await rows('page-view');
    expect(view).toMatchObject({ page: `${SITE}/articles/harbour?utm_source=news`, entryUid: 'api::article.article', entryDocumentId: 'abc123', entryLocale: 'en' });
    expect(await rows('visit')).toMatchObject([{ landing: `${SITE}/articles/harbour?utm_source=news`, referrer: 'https://search.example/', utm: { utm_source: 'news' }, entryDocumentId: 'abc123' }]);
    expect(await rows('visitor')).toMatchObject([{ clientId: ANN, contact: null }]);
  });

  test('keeps nothing of who has not agreed (F45)', async () => {
    for (const consent of [false, undefined, 'true', 1]) expect((await post({ visitor: ANN, consent, views: [{ page: SITE }] })).status).toBe(204);
    await app.crm.visits.flush();
    expect(await counts()).toEqual(NOTHING);
  });

  test.each([
    ['asked not to be followed', { DNT: '1' }],
    ['sends Global Privacy Control', { 'Sec-GPC': '1' }],
    ['only prefetches', { 'Sec-Purpose': 'prefetch;prerender' }],
    ['is a search engine', { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
    ['is a program', { 'User-Agent': 'curl/8.5.0' }],
    ['has no name', { 'User-Agent': '' }],
    ['is on another site', { Origin: 'https://evil.example' }],
    ['is on a site that looks alike', { Origin: `${SITE}.evil.example` }],
    ['does not say where it is', { Origin: 'null' }],
  ])('answers 204 and keeps nothing of a browser that %s', async (_, headers) => {
    const { status, headers: answer } = await post({ visitor: ANN, consent: true, views: [{ page: SITE }] }, headers as Record<string, string>);
    await app.crm.visits.flush();
    expect(status).toBe(204);
    expect(answer['access-control-allow-credentials']).toBeUndefined();
    expect(await counts()).toEqual(NOTHING);
  });

  test('a phone called Cubot is no bot, and Strapi’s own pages may always send', async () => {
    await post({ visitor: ANN, consent: true, views: [{ page: app.url }] }, { Origin: app.url, 'User-Agent': 'Mozilla/5.0 (Linux; Android 13; CUBOT P80) Chrome/140.0 Mobile Safari/537.36' });
    await app.crm.visits.flush();
    expect(await counts()).toEqual({ visitor: 1, visit: 1, 'page-view': 1 });
  });

  test('lets only listed sites read the answer', async () => {
    const asked = async (origin: string) => (await app.anonymous.post('/api/crm/visits').set({ Origin: origin, 'User-Agent': CHROME }).send({})).headers['access-control-allow-origin'];
    expect(await asked(SITE)).toBe(SITE);
    expect(await asked('https://evil.example')).toBeUndefined();
  });

  test.each([
    ['{', 400, 'not valid JSON'],
    [{ visitor: 'short', consent: true, views: [{ page: SITE }] }, 400, 'visitor: Send 16 random bytes'],
    [{ visitor: ANN, consent: true, views: [] }, 400, 'views'],
    [{ visitor: ANN, consent: true, views: Array.from({ length: 51 }, () => ({ page: SITE })) }, 400, 'views'],
    [{ visitor: ANN, consent: true, views: [{ page: 'x'.repeat(70_000) }] }, 413, '64 KB'],
  ])('says what is wrong with a body', async (body, status, words) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(words);
    await app.crm.visits.flush();
    expect(await counts()).toEqual(NOTHING);
  });

  test('a secret in an address never reaches the database (F44)', async () => {
    const canary = 'canary4711';
    const addresses = [`${SITE}/?token=${canary}`, `${SITE}/?Customer=${canary}&a=1`, `${SITE}/?next=%2F%3Fpassword%3D${canary}`, `${SITE}/#code=${canary}`, `https://${canary}:x@www.nordlicht.example/`];
    await see(ANN, ...addresses.map((page) => ({ page, referrer: page, entry: canary })));
    const dump = JSON.stringify(await Promise.all(['visitor', 'visit', 'page-view'].map(rows)));
    expect(dump).toContain(SITE);
    expect(dump).not.toContain(canary);
  });

  test('a flood from one address is told to wait', async () => {
    app.clock.hold('2026-03-01T10:00:00Z');
    const answers = await Promise.all(Array.from({ length: 320 }, () => post({ consent: false })));
    app.clock.reset();
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('the script', () => {
  test('is served with a tag, and not sent again to who has it', async () => {
    app.clock.advance(120_000);
    const first = await app.anonymous.get('/api/crm/visits.js');
    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({ 'content-type': expect.stringContaining('javascript'), 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=3600' });
    expect(first.text.length).toBeLessThan(3072);
    expect(first.text).not.toMatch(/\beval\b|new Function/);
    const again = await app.anonymous.get('/api/crm/visits.js').set('If-None-Match', first.headers.etag as string);
    expect([again.status, again.text]).toEqual([304, '']);
  });
});

describe('visits', () => {
  const minutes = (count: number) => app.clock.advance(count * 60_000);

  test('half an hour without a page begins another one', async () => {
    await see(ANN, { page: `${SITE}/a` });
    minutes(29);
    await see(ANN, { page: `${SITE}/b` });
    minutes(29);
    await see(ANN, { page: `${SITE}/c` });
    minutes(31);
    await see(ANN, { page: `${SITE}/d` });
    expect((await rows('visit')).map(({ landing }) => landing)).toEqual([`${SITE}/a`, `${SITE}/d`]);
    expect((await rows('page-view')).map(({ visit }) => (visit as { landing: string }).landing)).toEqual([`${SITE}/a`, `${SITE}/a`, `${SITE}/a`, `${SITE}/d`]);
  });

  test('views that waited in the browser are put where they belong in time', async () => {
    await see(ANN, { page: `${SITE}/new`, agoMs: 0 }, { page: `${SITE}/old`, agoMs: 45 * 60_000 });
    expect((await rows('visit')).map(({ landing }) => landing)).toEqual([`${SITE}/old`, `${SITE}/new`]);
    expect((await rows('visitor'))[0]).toMatchObject({ firstTouch: { page: `${SITE}/old` }, lastTouch: { page: `${SITE}/new` } });
  });

  test('the first touch stays, the last is the newest visit or campaign (F43)', async () => {
    await see(ANN, { page: `${SITE}/first?utm_source=news`, referrer: 'https://mail.example/' });
    minutes(5);
    await see(ANN, { page: `${SITE}/second` });
    expect(await app.crm.visits.touchesOf(ANN, here())).toMatchObject({ first: { utm: { utm_source: 'news' } }, last: { utm: { utm_source: 'news' } } });
    minutes(5);
    await see(ANN, { page: `${SITE}/third?gclid=G`, referrer: 'https://ads.example/' });
    expect(await app.crm.visits.touchesOf(ANN, here())).toMatchObject({ first: { page: `${SITE}/first?utm_source=news` }, last: { utm: { gclid: 'G' }, referrer: 'https://ads.example/' } });
    minutes(60);
    await see(ANN, { page: `${SITE}/fourth` });
    expect(await app.crm.visits.touchesOf(ANN, here())).toMatchObject({ first: { page: `${SITE}/first?utm_source=news` }, last: { page: `${SITE}/fourth`, utm: {} } });
  });

  test('who is not known came from the page they are on', async () => {
    const page = here();
    expect(await app.crm.visits.touchesOf(null, page)).toEqual({ first: page, last: page });
    expect(await app.crm.visits.touchesOf(BOB, page)).toEqual({ first: page, last: page });
  });

  test('fifty views cost as many statements as one', async () => {
    const measure = (views: number) => countStatements(app.strapi, () => see(ANN, ...Array.from({ length: views }, (_, index) => ({ page: `${SITE}/${index}` }))), /crm_(visit|page)/);
    await measure(1);
    const one = await measure(1);
    expect(await measure(50)).toBe(one);
    expect(await counts()).toEqual({ visitor: 1, visit: 1, 'page-view': 52 });
  });

  test('a page view is on disk within a second, and before the server stops', async () => {
    await post({ visitor: ANN, consent: true, views: [{ page: SITE }] });
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect((await rows('page-view')).length).toBe(1);
    await post({ visitor: BOB, consent: true, views: [{ page: SITE }] });
    await app.restart();
    expect((await rows('page-view')).length).toBe(2);
  });
});

describe('people', () => {
  test('whoever says who they are takes the pages they saw along', async () => {
    await see(ANN, { page: `${SITE}/a` });
    const ann = await contactNamed('Ann');
    await identify({ visitorId: ANN, contactId: ann });
    await identify({ visitorId: ANN, contactId: ann });
    await see(ANN, { page: `${SITE}/b` });
    expect(await rows('visitor')).toMatchObject([{ clientId: ANN, contact: { id: ann } }]);
    expect((await rows('visit')).length).toBe(1);
  });

  test('two people at one computer stay two, and what is looked at from then on belongs to the second (F45)', async () => {
    await see(ANN, { page: `${SITE}/by-ann?utm_source=news` });
    const [ann, bob] = [await contactNamed('Ann'), await contactNamed('Bob')];
    await identify({ visitorId: ANN, contactId: ann });
    const touches = await app.crm.visits.touchesOf(ANN, here());
    await identify({ visitorId: ANN, contactId: bob });
    await see(ANN, { page: `${SITE}/by-bob` });

    const visitors = await rows('visitor');
    expect(visitors).toMatchObject([
      { clientId: null, contact: { id: ann }, firstTouch: { page: `${SITE}/by-ann?utm_source=news` } },
      { clientId: ANN, contact: { id: bob }, firstTouch: { page: `${SITE}/by-bob` } },
    ]);
    expect((await rows('visit')).map(({ landing, visitor }) => [landing, (visitor as { id: number }).id])).toEqual([
      [`${SITE}/by-ann?utm_source=news`, visitors[0]!.id],
      [`${SITE}/by-bob`, visitors[1]!.id],
    ]);
    // The second person did not come by the first one's newsletter.
    expect(touches.first.page).toBe(`${SITE}/contact`);
    expect(await rows('contact')).toHaveLength(2);
  });

  test('a set with two people at one computer links each once, in three statements', async () => {
    const [ann, bob] = [await contactNamed('Ann'), await contactNamed('Bob')];
    await see(ANN, { page: SITE });
    const links = [{ visitorId: ANN, contactId: ann }, { visitorId: ANN, contactId: bob }, { visitorId: BOB, contactId: bob }];
    const isMariaDb = app.strapi.db.dialect.client === 'mysql';
    // MariaDB tells the ids of new rows only when asked.
    expect(await countStatements(app.strapi, () => identify(...links), /crm_visitors/)).toBe(isMariaDb ? 4 : 3);
    expect((await rows('visitor')).map(({ clientId, contact }) => [clientId, (contact as { id: number }).id])).toEqual([[null, ann], [ANN, bob], [BOB, bob]]);
  });

  test('a contact keeps the first touch once and the last one always (F43)', async () => {
    const contactId = await contactNamed('Ann');
    const touch = (page: string, at: string): Touch => ({ ...here(), page, at });
    const [spring, summer, autumn] = [touch('https://a.example/1', '2026-03-01T00:00:00.000Z'), touch('https://a.example/2', '2026-06-01T00:00:00.000Z'), touch('https://a.example/3', '2026-09-01T00:00:00.000Z')];
    const stored = async () => {
      const [{ firstTouch, lastTouch }] = (await rows('contact')) as [{ firstTouch: Touch; lastTouch: Touch }];
      return [firstTouch?.page, lastTouch?.page];
    };
    await app.crm.contacts.recordTouches([{ contactId, first: null, last: spring }, { contactId, first: autumn, last: autumn }]);
    expect(await stored()).toEqual([spring.page, autumn.page]);
    await app.crm.contacts.recordTouches([{ contactId, first: summer, last: summer }]);
    expect(await stored()).toEqual([spring.page, autumn.page]);
    expect((await rows('contact'))[0]).toMatchObject({ version: 1 });
    expect(await countStatements(app.strapi, () => app.crm.contacts.recordTouches([{ contactId, first: summer, last: summer }]), /crm_contacts/)).toBe(2);
  });
});

test('after 25 months page views, visits and visitors are gone, and newer ones stay (P9)', async () => {
  app.clock.set('2024-01-15T10:00:00Z');
  await see(ANN, { page: `${SITE}/old` });
  await see(BOB, { page: `${SITE}/old` });
  app.clock.set('2026-02-14T10:00:00Z');
  await see(BOB, { page: `${SITE}/new` });
  expect(await app.crm.visits.purge()).toEqual({ hasMore: false });
  expect(await counts()).toEqual({ visitor: 2, visit: 3, 'page-view': 3 });

  app.clock.set('2026-02-16T10:00:00Z');
  await app.transaction(() => app.crm.jobs.enqueue([{ type: 'visits.purge', payload: { plannedAt: app.clock.now().toISOString(), isLate: false } }]));
  await app.drain();
  app.clock.reset();
  expect(await counts()).toEqual({ visitor: 1, visit: 1, 'page-view': 1 });
  expect(await rows('visitor')).toMatchObject([{ clientId: BOB, firstTouch: { page: `${SITE}/old` } }]);
});
