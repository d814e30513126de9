import { bootCrm } from '../support/app';
import { aForm, aSubmission } from '../support/factories';
import { countStatements } from '../support/statements';
import { parseConfig } from '../../server/src/config';
import type { Client } from '../support/accounts';
import type { BlocklistEntry, BlockKind, SpamSettings } from '../../server/src/spam/contract';
import { createSpamService, type SpamService } from '../../server/src/spam/service';
import { isQuarantined } from '../../server/src/submissions';
import { evidence } from './evidence';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });

/** As another process on the same database would have it. */
const anotherProcess = (fetch?: Parameters<typeof createSpamService>[1]['fetch']): SpamService =>
  createSpamService(
    { strapi: app.strapi, clock: app.clock, events: { publish: () => Promise.resolve(), publishMany: () => Promise.resolve() } },
    { config: parseConfig({}).capture, forms: app.crm.forms, submissions: app.crm.submissions, traffic: app.crm.traffic, ...(fetch && { fetch }) },
  );
const owner = (): Client => app.as('super-admin');
const names = async (about: Parameters<typeof evidence>[0], spam: Pick<SpamService, 'judge'> = app.crm.spam): Promise<string[]> => (await spam.judge(evidence({ token: app.crm.spam.pageToken('form-key'), ...about }))).map(({ reason }) => reason);
const block = async (kind: BlockKind, value: string, more: object = {}): Promise<BlocklistEntry> => (await owner().post('/crm/blocklist', { kind, value, ...more }).expect(200)).body as BlocklistEntry;

afterEach(async () => {
  app.clock.reset();
  await app.reset();
  for (const { id } of ((await owner().get('/crm/blocklist')).body as { results: BlocklistEntry[] }).results) await owner().del(`/crm/blocklist/${id}`);
});

describe('the page token', () => {
  test('says how long the page was open, for its own form only (F30)', async () => {
    app.clock.hold('2026-05-01T10:00:00Z');
    const token = app.crm.spam.pageToken('form-key');
    const after = async (ms: number, formKey = 'form-key') => {
      app.clock.hold(new Date(Date.UTC(2026, 4, 1, 10) + ms));
      return names({ token, formKey });
    };
    expect(await after(1_000)).toEqual(['time']);
    expect(await after(2_000)).toEqual([]);
    expect(await after(25 * 3_600_000)).toEqual(['token']);
    expect(await after(5_000, 'another-form')).toEqual(['token']);
    expect(await names({ token: 'made.up.token' })).toEqual(['token']);
    expect(await names({ token: null })).toEqual(['token']);
  });

  test('of a test by staff is not looked at, nor anything else (F29)', async () => {
    expect(await names({ isTest: true, honeypot: 'filled', token: null, accept: null })).toEqual([]);
  });
});

describe('the blocklist (F37)', () => {
  const seconds = 10_000;
  const patient = (about: Parameters<typeof evidence>[0]) => {
    const token = app.crm.spam.pageToken('form-key');
    app.clock.advance(seconds);
    return names({ token, ...about });
  };

  const TABLE: [BlockKind, string, Parameters<typeof evidence>[0], boolean][] = [
    ['word', 'Casino', { values: { message: 'The best CASINO, now!' } }, true],
    ['word', 'casino', { values: { message: 'We are the Casinò Hotel' } }, true],
    ['word', 'casino', { values: { message: 'casinos' } }, false],
    ['word', 'Buy  now!', { values: { message: 'so BUY: now' } }, true],
    ['word', 'buy now', { values: { message: 'buy it now' } }, false],
    ['word', '赌场', { values: { message: '最好的赌场在这里' } }, true],
    ['word', 'casino', { values: { tags: ['a', 'casino'] } }, true],
    ['domain', '@Spam.Example', { email: 'x@spam.example' }, true],
    ['domain', 'https://spam.example/path', { email: 'x@mail.spam.example' }, true],
    ['domain', 'spam.example', { email: 'x@notspam.example' }, false],
    ['domain', 'spam.example', { values: { message: 'look at http://shop.spam.example/buy?x=1' } }, true],
    ['domain', 'spam.example', { values: { message: 'look at spam.example!' } }, true],
    ['email', 'Bad@Person.example', { email: 'bad@person.example' }, true],
    ['email', 'bad@person.example', { email: 'good@person.example' }, false],
    ['ip', '203.0.113.7', { address: '203.0.113.7' }, true],
    ['ip', '203.0.113.7', { address: '203.0.113.70' }, false],
    ['ip', '203.0.113.0/24', { address: '203.0.113.200' }, true],
    ['ip', '203.0.113.0/24', { address: '::ffff:203.0.113.200' }, true],
    ['ip', '203.0.113.0/24', { address: '203.0.114.1' }, false],
    ['ip', '2001:DB8::/32', { address: '2001:db8:1::9' }, true],
    ['ip', '2001:db8::/32', { address: '203.0.113.1' }, false],
    ['ip', '203.0.113.0/24', { address: null }, false],
  ];

  test.each(TABLE)('%s “%s” and %j', async (kind, value, about, isMet) => {
    await block(kind, value);
    expect(await patient(about)).toEqual(isMet ? ['blocklist'] : []);
  });

  test('counts what it met, in one statement for many, also when it stops', async () => {
    const [casino, network] = [await block('word', 'casino'), await block('ip', '203.0.113.0/24')];
    for (let index = 0; index < 30; index += 1) await names({ values: { message: 'casino casino' }, address: index < 10 ? '203.0.113.9' : '198.51.100.9' });
    expect(await countStatements(app.strapi, () => app.crm.spam.flushHits())).toBe(1);
    const { results } = (await owner().get('/crm/blocklist?sort=value')).body as { results: BlocklistEntry[] };
    expect(results.map(({ id, hits }) => [id, hits])).toEqual([[network.id, 10], [casino.id, 30]]);
    expect(results.every(({ lastHitAt }) => lastHitAt !== null)).toBe(true);
  });

  test('an entry counts until it expires, and what is taken off the list counts no more', async () => {
    const { id } = await block('word', 'casino');
    expect(await patient({ values: { message: 'casino' } })).toEqual(['blocklist']);
    await owner().del(`/crm/blocklist/${id}`).expect(200);
    expect(await patient({ values: { message: 'casino' } })).toEqual([]);

    await block('word', 'poker', { expiresAt: new Date(app.clock.now().getTime() + 60_000).toISOString() });
    expect(await patient({ values: { message: 'poker' } })).toEqual(['blocklist']);
    app.clock.advance(60_000);
    expect(await names({ values: { message: 'poker' } }, anotherProcess())).not.toContain('blocklist');
  });

  test('another process knows within ten seconds', async () => {
    const other = anotherProcess();
    expect(await names({ values: { message: 'casino' } }, other)).not.toContain('blocklist');
    await block('word', 'casino');
    const now = Date.now();
    const later = jest.spyOn(Date, 'now').mockReturnValue(now + 9_999);
    expect(await names({ values: { message: 'casino' } }, other)).toContain('blocklist');
    later.mockRestore();
  });

  test.each([
    ['word', '!?', /letters or digits/],
    ['domain', 'not a domain', /example\.com/],
    ['email', 'somebody', /ana@example\.com/],
    ['ip', '203.0.113', /203\.0\.113\.7/],
    ['ip', '0.0.0.0/0', /at least \/8/],
    ['ip', '203.0.113.0/33', /203\.0\.113\.7/],
  ] as const)('refuses the %s “%s” and says what it expects', async (kind, value, message) => {
    const { status, body } = await owner().post('/crm/blocklist', { kind, value });
    expect(status).toBe(400);
    expect((body as { error: { message: string } }).error.message).toMatch(message);
  });

  test('lists a value once, finds it, and a stale change is refused with what is there now', async () => {
    const entry = await block('domain', 'Spam.example', { note: 'Wrote on Monday' });
    expect((await owner().post('/crm/blocklist', { kind: 'domain', value: 'https://www.spam.example' })).body).toMatchObject({ error: { details: { code: 'blocklist.listed' } } });
    await block('word', 'casino');
    expect(((await owner().get('/crm/blocklist?q=SPAM')).body as { results: BlocklistEntry[] }).results.map(({ value }) => value)).toEqual(['spam.example']);
    expect(((await owner().get('/crm/blocklist?filters[kind]=word')).body as { results: BlocklistEntry[] }).results.map(({ value }) => value)).toEqual(['casino']);

    const changed = (await owner().put(`/crm/blocklist/${entry.id}`, { note: null, expiresAt: '2030-01-01T00:00:00.000Z', version: entry.version }).expect(200)).body as BlocklistEntry;
    expect(changed).toMatchObject({ note: null, expiresAt: '2030-01-01T00:00:00.000Z', version: 2 });
    const stale = await owner().put(`/crm/blocklist/${entry.id}`, { note: 'x', expiresAt: null, version: entry.version });
    expect(stale.status).toBe(409);
    expect((stale.body as { error: { details: { current: BlocklistEntry } } }).error.details.current).toMatchObject({ version: 2 });
    expect((await owner().del(`/crm/blocklist/nobodyhasthisid`)).status).toBe(404);
  });
});

describe('repeated answers (F30)', () => {
  test('are seen across processes by what is stored, and an ordinary submission reads nothing', async () => {
    const form = await aForm(app.crm);
    const answers = { message: 'Buy my links', firstName: 'Bot', lastName: 'Net', email: 'bot@net.example', company: 'B', phone: '' };
    for (let index = 1; index <= 4; index += 1) await aSubmission(app.crm, form, { answers, seed: 'bot', ipPrefix: `198.51.${index}.0/24` });
    const [{ payload_hash: payloadHash }] = (await app.strapi.db.getConnection('crm_submissions').select('payload_hash').limit(1)) as [{ payload_hash: string }];

    const spam = anotherProcess();
    expect(await names({ payloadHash, ipPrefix: '203.0.1.0/24' }, spam)).not.toContain('repeated');
    expect(await names({ payloadHash, ipPrefix: '203.0.2.0/24' }, spam)).toContain('repeated');
    expect(await names({ payloadHash: 'another', ipPrefix: '203.0.2.0/24' }, spam)).not.toContain('repeated');

    await names({}, spam);
    const statements = await countStatements(app.strapi, async () => {
      for (let index = 0; index < 500; index += 1) await names({ payloadHash: `hash-${index}`, ipPrefix: `10.0.${index % 200}.0/24` }, spam);
    });
    expect(statements).toBe(0);
  });
});

describe('captcha providers', () => {
  const answering = (reply: () => Promise<Response>) => anotherProcess(reply);
  const says = (reply: object) => answering(() => Promise.resolve(new Response(JSON.stringify(reply))));
  const save = (settings: object) => owner().put('/crm/settings/spam', settings).expect(200);
  const about = { asksFor: 'turnstile', captcha: 'the-answer' } as const;
  const verdict = async (spam: SpamService, more: Parameters<typeof evidence>[0] = {}) => {
    const reasons = await spam.judge(evidence({ ...about, ...more }));
    return { names: reasons.map(({ reason }) => reason).filter((reason) => reason.includes('captcha') || reason === 'pow'), isHeld: isQuarantined(reasons) };
  };

  test('without keys, or when the provider can’t be reached, a submission waits for a human (F34)', async () => {
    expect(await verdict(says({ success: true, hostname: 'site.example' }))).toEqual({ names: ['captcha_unavailable'], isHeld: true });
    await save({ turnstile: { siteKey: 'site', secret: 'canary-secret' } });
    expect(await verdict(says({ success: true, hostname: 'site.example' }))).toEqual({ names: [], isHeld: false });
    expect(await verdict(says({ success: false }))).toEqual({ names: ['captcha'], isHeld: true });
    expect(await verdict(answering(() => Promise.reject(new Error('ECONNREFUSED'))))).toEqual({ names: ['captcha_unavailable'], isHeld: true });
    expect(await verdict(says({ success: true }), { captcha: null })).toEqual({ names: ['captcha'], isHeld: true });
  });

  test('a provider that hangs holds the submission after three seconds (F34)', async () => {
    await save({ turnstile: { siteKey: 'site', secret: 'canary-secret' } });
    const before = Date.now();
    expect(await verdict(answering(() => new Promise(() => undefined)))).toEqual({ names: ['captcha_unavailable'], isHeld: true });
    expect(Date.now() - before).toBeLessThan(3_500);
  });

  test('answers with mistakes spend no captcha, because they come again', async () => {
    let asked = 0;
    const spam = answering(() => {
      asked += 1;
      return Promise.resolve(new Response('{"success":true}'));
    });
    expect(await verdict(spam, { isFinal: false })).toEqual({ names: [], isHeld: false });
    expect(asked).toBe(0);
  });

  test('the site that the provider names must be the page’s, or one of the list (F34)', async () => {
    await save({ turnstile: { siteKey: 'site', secret: 'canary-secret' } });
    const spam = says({ success: true, hostname: 'shop.example' });
    expect((await verdict(spam, { origin: 'https://shop.example:8443' })).names).toEqual([]);
    expect((await verdict(spam, { origin: 'https://site.example' })).names).toEqual(['captcha']);
    expect((await verdict(spam, { origin: null })).names).toEqual([]);
    expect((await verdict(spam, { origin: null, allowedOrigins: ['https://shop.example'] })).names).toEqual([]);
    expect((await verdict(spam, { origin: null, allowedOrigins: ['https://site.example'] })).names).toEqual(['captcha']);
  });

  test('secrets are written, never read: neither the API nor the database nor the log has them (S28)', async () => {
    const lines: unknown[] = [];
    const spies = (['error', 'warn', 'info', 'debug'] as const).map((level) => jest.spyOn(app.strapi.log, level).mockImplementation((...line: unknown[]) => lines.push(line) as never));
    const answers = [(await save({ turnstile: { siteKey: 'site-key', secret: 'canary-secret' }, recaptcha: { siteKey: 'other', secret: 'canary-secret', minScore: 0.7 } })).body, (await owner().get('/crm/settings/spam')).body];
    await verdict(answering(() => Promise.reject(new Error('down'))));
    spies.forEach((spy) => spy.mockRestore());

    const rows = await app.strapi.db.getConnection('strapi_core_store_settings').select('*');
    expect(JSON.stringify([answers, rows, lines])).not.toContain('canary-secret');
    expect(answers[1]).toEqual<SpamSettings>({
      turnstile: { siteKey: 'site-key', hasSecret: true, isFromConfig: false },
      hcaptcha: { siteKey: null, hasSecret: false, isFromConfig: false },
      recaptcha: { siteKey: 'other', hasSecret: true, isFromConfig: false, minScore: 0.7 },
      holdsDisposable: false,
      holdsRoleAddresses: false,
    });
    expect(answers[0]).toEqual(answers[1]);
  });

  test('a change leaves alone what it does not name, and null forgets a secret (S28)', async () => {
    await save({ turnstile: { siteKey: 'one', secret: 'canary-secret' } });
    expect((await save({ turnstile: { siteKey: 'two' }, holdsDisposable: true })).body).toMatchObject({ turnstile: { siteKey: 'two', hasSecret: true }, holdsDisposable: true });
    expect(await app.crm.spam.publicCaptcha({ settings: evidence({ asksFor: 'turnstile' }).form.settings })).toEqual({ provider: 'turnstile', siteKey: 'two' });
    expect((await save({ turnstile: { siteKey: 'two', secret: null } })).body).toMatchObject({ turnstile: { siteKey: 'two', hasSecret: false }, holdsDisposable: true });
    expect((await owner().put('/crm/settings/spam', { turnstile: { siteKey: 'x', endpoint: 'http://evil.example' } })).status).toBe(400);
    await save({ holdsDisposable: false });
  });
});

describe('when something breaks (S33)', () => {
  const away = async (table: string, work: () => Promise<void>): Promise<void> => {
    await app.strapi.db.connection.schema.renameTable(table, `${table}_away`);
    try {
      await work();
    } finally {
      await app.strapi.db.connection.schema.renameTable(`${table}_away`, table);
    }
  };

  test('a blocklist that can’t be read holds everything, and says so to staff', async () => {
    const spam = anotherProcess();
    await away('crm_blocklist_entries', async () => {
      const reasons = await spam.judge(evidence());
      expect(reasons).toContainEqual({ reason: 'check_failed', points: 60 });
      expect(isQuarantined(reasons)).toBe(true);
    });
    expect(await names({}, spam)).not.toContain('check_failed');
  });

  test('stored answers that can’t be read hold what comes from another network', async () => {
    const spam = anotherProcess();
    await names({ payloadHash: 'same', ipPrefix: '10.0.1.0/24' }, spam);
    await away('crm_submissions', async () => {
      expect(await names({ payloadHash: 'same', ipPrefix: '10.0.2.0/24' }, spam)).toContain('check_failed');
      expect(await names({ payloadHash: 'fresh', ipPrefix: '10.0.2.0/24' }, spam)).not.toContain('check_failed');
    });
  });

  test('evidence that nobody expected is held, not thrown', async () => {
    const broken = { ...evidence(), values: null, form: null } as unknown as ReturnType<typeof evidence>;
    expect(isQuarantined(await app.crm.spam.judge(broken))).toBe(true);
  });
});
