import request from 'supertest';
import type { Form } from '../../server/src/forms/contract';
import { bootCrm } from '../support/app';
import { aForm, aSubmission } from '../support/factories';
import { fakeMailer } from '../support/mailer';

const app = bootCrm({ server: { url: 'https://www.site.test' } });
const mailer = fakeMailer(app);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

beforeEach(() => app.reset());

const FIELDS: Form['fields'] = [
  { name: 'name', type: 'text', label: 'Name', isRequired: false, mapTo: 'contact.name' },
  { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
  { name: 'news', type: 'consent', label: 'Send me news', isRequired: false, mapTo: null },
];
const NEWS = [{ purpose: 'marketing', text: 'Send me news' }];

const formWith = (optIn: 'marketing' | 'submission'): Promise<Form> => aForm(app.crm, { name: 'Newsletter', fields: FIELDS, settings: { optIn } });

interface Sent {
  email?: string;
  name?: string;
  consents?: typeof NEWS;
}

/** As the door stores it, and as the pipeline asks for the confirmation. */
const submit = async (form: Form, { email = 'ana@example.com', name = 'Ana Lima', consents = NEWS }: Sent = {}): Promise<string> => {
  const { submissionId } = (await aSubmission(app.crm, form, { answers: { email }, visitorEmail: email, visitorName: name, consents, idempotencyKey: `${Math.random()}` })) as { submissionId: string };
  if (form.settings.optIn === 'marketing') await app.transaction(() => app.crm.optIn.requestMarketing([{ submissionId, form, email, name }]));
  await app.drain();
  return submissionId;
};

const tokens = (): string[] => mailer.sent.map(({ text }) => /\/api\/crm\/confirm\/([A-Za-z0-9_-]+)/.exec(text)?.[1] ?? '');
const lastToken = (): string => tokens().at(-1) ?? '';
const show = (token: string) => request(app.url).get(`/api/crm/confirm/${token}`);
const press = (token: string) => request(app.url).post(`/api/crm/confirm/${token}`);
const stateOf = async (id: string): Promise<string | undefined> => (await app.crm.submissions.readMany([id]))[0]?.state;
const rowsOf = async (table: string): Promise<Record<string, unknown>[]> => (await app.strapi.db.getConnection(table).orderBy('id').select('*')) as Record<string, unknown>[];

describe('the mail', () => {
  test('asks for a confirmation, with a link to the site’s own address, a name and nothing else (F49, M20)', async () => {
    await submit(await formWith('marketing'));
    expect(mailer.sent).toHaveLength(1);
    const [mail] = mailer.sent;
    expect(mail).toMatchObject({ subject: 'Please confirm your e-mail address', headers: { 'Auto-Submitted': 'auto-generated' } });
    expect(mail?.html).toBeUndefined();
    expect(mail?.text).toBe(
      `Hello Ana Lima,\n\nsomebody filled in the form “Newsletter” with this e-mail address. Please confirm that this was you, and that you want to hear from us:\n\n` +
        `https://www.site.test/api/crm/confirm/${lastToken()}\n\nThe link works for 7 days. If this was not you, do nothing, and nothing will happen.\n`,
    );
  });

  test('repeats no advertising that somebody typed as a name', async () => {
    await submit(await formWith('marketing'), { name: 'Win at casino.example' });
    expect(mailer.sent[0]?.text).toMatch(/^Hello,\n/);
    expect(JSON.stringify(mailer.sent)).not.toContain('casino');
  });

  test('its token has 128 bits, is new each time, and is nowhere in the database, before and after it is sent (M20)', async () => {
    const form = await formWith('marketing');
    const dump = async () => JSON.stringify([await rowsOf('crm_opt_ins'), await rowsOf('crm_outgoing_mails'), await rowsOf('crm_jobs')]);
    mailer.next('refuses-before');
    await submit(form);
    const before = await dump();
    app.clock.advance(20 * MINUTE_MS);
    await app.drain();
    await submit(form);
    expect(new Set(tokens()).size).toBe(2);
    for (const token of tokens()) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(16);
      expect([before.includes(token), (await dump()).includes(token)]).toEqual([false, false]);
    }
  });

  test('goes out once for a submission, however often it is processed (F12)', async () => {
    const form = await formWith('marketing');
    const submissionId = await submit(form);
    app.clock.advance(DAY_MS);
    await app.transaction(() => app.crm.optIn.requestMarketing([{ submissionId, form, email: 'ana@example.com', name: null }]));
    await app.drain();
    expect(mailer.sent).toHaveLength(1);
  });

  test('is not sent where nobody ticked the box', async () => {
    await submit(await formWith('marketing'), { consents: [] });
    expect(mailer.sent).toEqual([]);
  });

  test('comes at most once in ten minutes and three times a day to one address, in any spelling (M21)', async () => {
    const form = await formWith('marketing');
    const sentAfter = async (waitMs: number): Promise<number> => {
      app.clock.advance(waitMs);
      await submit(form, { email: mailer.sent.length % 2 === 0 ? 'Ana@example.com' : 'ANA@EXAMPLE.COM' });
      return mailer.sent.length;
    };
    app.clock.hold();
    expect([await sentAfter(0), await sentAfter(9 * MINUTE_MS), await sentAfter(MINUTE_MS), await sentAfter(11 * MINUTE_MS), await sentAfter(60 * MINUTE_MS), await sentAfter(DAY_MS)]).toEqual([1, 1, 2, 3, 3, 4]);
    app.clock.reset();
  });

  test('a hundred submissions take as many statements as one', async () => {
    const { countStatements } = await import('../support/statements');
    const form = await formWith('marketing');
    const requestsOf = (prefix: string, count: number) => Array.from({ length: count }, (_one, index) => ({ submissionId: `${prefix}${index}`, form, email: `${prefix}${index}@example.com`, name: null }));
    const consent = (submissionId: string) => ({ purpose: 'marketing', text: 'News', textVersion: null, locale: null, formId: form.id, formVersion: 1, page: null, method: 'form' as const, state: 'pending' as const, ipPrefix: null, actor: { kind: 'visitor' as const, name: null }, email: null, submissionId, contactId: null, at: new Date() });
    const ask = async (requests: ReturnType<typeof requestsOf>): Promise<number> => {
      await app.crm.consents.recordMany(requests.map(({ submissionId }) => consent(submissionId)));
      return countStatements(app.strapi, () => app.transaction(() => app.crm.optIn.requestMarketing(requests)));
    };
    expect(await ask(requestsOf('many', 100))).toBe(await ask(requestsOf('one', 1)));
    await app.drain();
    expect(mailer.sent).toHaveLength(101);
  });
});

describe('the page', () => {
  test('says the same for every token, without a look into the database, and lets no address out (M20, S34)', async () => {
    await submit(await formWith('submission'));
    const [known, unknown] = [await show(lastToken()).expect(200), await show('A'.repeat(22)).expect(200)];
    expect(known.text.replaceAll(lastToken(), '')).toBe(unknown.text.replaceAll('A'.repeat(22), ''));
    expect(known.text).toContain('<form method="post"');
    expect(known.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store', 'content-security-policy': expect.stringContaining("default-src 'none'") as string });
    expect(known.text).not.toMatch(/<script|https?:|ana@/);
  });

  test('1,000 scanners that open the link change nothing (F49, M18)', async () => {
    await app.restart({ server: { url: 'https://www.site.test' }, config: { capture: { rateLimits: 'off' } } });
    mailer.as('nodemailer');
    const id = await submit(await formWith('submission'));
    const before = [await rowsOf('crm_opt_ins'), await rowsOf('crm_consents'), await rowsOf('crm_submissions')];
    for (let round = 0; round < 50; round += 1) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_one, index) => (index % 4 === 0 ? request(app.url).head(`/api/crm/confirm/${lastToken()}`) : show(lastToken()))));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
    }
    expect([await rowsOf('crm_opt_ins'), await rowsOf('crm_consents'), await rowsOf('crm_submissions')]).toEqual(before);
    expect(await stateOf(id)).toBe('pending_confirmation');
    await app.restart();
    mailer.as('nodemailer');
  });

  test('asks to wait after 60 requests a minute from one address', async () => {
    app.clock.advance(10 * MINUTE_MS);
    const statuses: number[] = [];
    for (let count = 1; count <= 61; count += 1) statuses.push((await show('B'.repeat(22))).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    const refused = await press('B'.repeat(22)).expect(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    app.clock.advance(10 * MINUTE_MS);
  });

  test.each(['put', 'delete', 'patch'] as const)('%s is not for this page', async (method) => {
    const answer = await request(app.url)[method](`/api/crm/confirm/${'A'.repeat(22)}`);
    expect([404, 405]).toContain(answer.status);
  });
});

describe('the button', () => {
  test('confirms marketing, with the time, a part of the address and the hash of the words as evidence (M20)', async () => {
    const submissionId = await submit(await formWith('marketing'));
    await press(lastToken()).expect(200).expect(/Thank you/);
    const [row] = await rowsOf('crm_opt_ins');
    expect(row).toMatchObject({ submission_id: submissionId, ip_prefix: '127.0.0.0/24', text_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(row?.confirmed_at).not.toBeNull();
    expect((await rowsOf('crm_consents')).map(({ state, method }) => [state, method])).toEqual([
      ['pending', 'form'],
      ['given', 'double-opt-in'],
    ]);
  });

  test('lets a submission that waited go on, once, however often it is pressed', async () => {
    const id = await submit(await formWith('submission'));
    expect(await stateOf(id)).toBe('pending_confirmation');
    const answers = await Promise.all(Array.from({ length: 5 }, () => press(lastToken())));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await app.drain();
    expect(await stateOf(id)).toBe('processed');
    expect((await rowsOf('crm_consents')).filter(({ method }) => method === 'double-opt-in')).toHaveLength(1);
    await press(lastToken()).expect(200);
    await app.drain();
    expect((await rowsOf('crm_consents')).filter(({ method }) => method === 'double-opt-in')).toHaveLength(1);
    expect(mailer.sent).toHaveLength(1);
  });

  test('an unknown, an old and a broken link say the same, and change nothing (M21)', async () => {
    const id = await submit(await formWith('submission'));
    app.clock.advance(7 * DAY_MS + MINUTE_MS);
    const [old, unknown, broken] = [await press(lastToken()).expect(404), await press('A'.repeat(22)).expect(404), await press('%3Cscript%3E').expect(404)];
    expect([unknown.text, broken.text]).toEqual([old.text, old.text]);
    expect(await stateOf(id)).toBe('pending_confirmation');
  });

  test('a submission that was deleted meanwhile makes an old link of it', async () => {
    const id = await submit(await formWith('submission'));
    await app.transaction(async () => app.crm.submissions.remove(await app.crm.submissions.readMany([id])));
    await press(lastToken()).expect(404);
    expect((await rowsOf('crm_opt_ins'))[0]?.confirmed_at).toBeNull();
  });

  test('a database that is away is no lost confirmation', async () => {
    await submit(await formWith('submission'));
    await app.strapi.db.connection.schema.renameTable('crm_opt_ins', 'crm_opt_ins_away');
    app.strapi.log.silent = true;
    const answer = await press(lastToken());
    app.strapi.log.silent = false;
    await app.strapi.db.connection.schema.renameTable('crm_opt_ins_away', 'crm_opt_ins');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    await press(lastToken()).expect(200);
  });
});

describe('addresses that want no mail (M23)', () => {
  const blocked = async () => (await app.crm.mail.blockedOf(['ana@example.com'], 'marketing')).size > 0;
  const suppress = (reason: 'unsubscribed' | 'complaint' | 'hard_bounce' | 'manual') => app.crm.mail.suppressMany([{ email: 'ana@example.com', scope: reason === 'unsubscribed' ? 'marketing' : 'all', reason, source: 'test' }]);

  test('who unsubscribed comes back by their own confirmation', async () => {
    await suppress('unsubscribed');
    await submit(await formWith('marketing'));
    expect([mailer.sent.length, await blocked()]).toEqual([1, true]);
    await press(lastToken()).expect(200);
    expect(await blocked()).toBe(false);
  });

  test.each(['complaint', 'hard_bounce', 'manual'] as const)('after “%s” there is no mail until staff clears, and then it takes the confirmation too', async (reason) => {
    const form = await formWith('marketing');
    await suppress(reason);
    await submit(form);
    expect(mailer.sent).toEqual([]);

    await app.crm.mail.clearSuppressions({ email: 'ana@example.com', reason: 'She called', by: { id: 1 } });
    await submit(form);
    expect([mailer.sent.length, await blocked()]).toEqual([1, true]);
    await press(lastToken()).expect(200);
    expect(await blocked()).toBe(false);
  });

  test('a complaint after the mail went out is not undone by it', async () => {
    await submit(await formWith('marketing'));
    await suppress('complaint');
    await press(lastToken()).expect(200);
    expect(await blocked()).toBe(true);
  });

  test('confirming a submission without a marketing box lets nobody back in', async () => {
    await suppress('unsubscribed');
    await submit(await formWith('submission'), { consents: [] });
    await press(lastToken()).expect(200);
    expect(await blocked()).toBe(true);
  });
});

test('what nobody confirmed is gone after 30 days, what had another purpose stays (M22)', async () => {
  const waiting = await submit(await formWith('submission'));
  const marketing = await submit(await formWith('marketing'), { email: 'zoe@example.com' });
  const confirmed = await submit(await formWith('submission'), { email: 'kim@example.com' });
  await press(lastToken()).expect(200);
  await app.drain();

  app.clock.advance(29 * DAY_MS);
  await app.transaction(() => app.crm.optIn.purge());
  expect(await stateOf(waiting)).toBe('pending_confirmation');
  app.clock.advance(2 * DAY_MS);
  await app.transaction(() => app.crm.optIn.purge());
  expect([await stateOf(waiting), await stateOf(marketing), await stateOf(confirmed)]).toEqual([undefined, 'processed', 'processed']);
  expect((await rowsOf('crm_opt_ins')).map(({ submission_id }) => submission_id)).toEqual([confirmed]);
});
