import type { NewMail } from '../../server/src/mail';
import type { FaultPoint } from '../../server/src/kernel/faults';
import { bootCrm } from '../support/app';
import { fakeMailer } from '../support/mailer';
import { countStatements } from '../support/statements';

const app = bootCrm();
const mailer = fakeMailer(app);
const ARMED = Symbol.for('strapi-plugin-crm.faults');
const HOUR_MS = 3_600_000;

beforeAll(() => {
  // Attempts fail here on purpose.
  app.strapi.log.silent = true;
});
beforeEach(() => app.reset());
afterEach(() => void Reflect.deleteProperty(globalThis, ARMED));

const aMail = (change: Partial<NewMail> = {}): NewMail => ({ effectKey: 'k-1', kind: 'notice', to: { name: 'Ana Lima', address: 'ana@example.com' }, subject: 'New lead', text: 'Hello', ...change });
const queue = (...mails: NewMail[]): Promise<void> => app.transaction(() => app.crm.mail.queue(mails));

interface Stored {
  state: string;
  text: string | null;
  last_error: string | null;
  message_id: string;
  attempts: number;
}
const stored = async (): Promise<Stored[]> => (await app.strapi.db.getConnection('crm_outgoing_mails').orderBy('id').select('*')) as Stored[];
const states = async (): Promise<string[]> => (await stored()).map(({ state }) => state);

/** Runs what is due, and what a failed attempt put off. */
const drainLater = async (): Promise<void> => {
  app.clock.advance(HOUR_MS);
  await app.drain();
};

/** Throws once between the provider's answer and our note of it, as a process that is killed there. */
const dieOnceAfterSending = (): void => {
  let isSpent = false;
  Object.assign(globalThis, {
    [ARMED]: (point: FaultPoint) => {
      if (isSpent || point !== 'after-effect-before-complete') return;
      isSpent = true;
      throw new Error('Killed');
    },
  });
};

test('a mail goes out after the commit that made it necessary, as the site, to one recipient', async () => {
  await queue(aMail({ replyTo: 'lead@example.com', headers: { 'Auto-Submitted': 'auto-generated' } }));
  expect(mailer.sent).toEqual([]);

  await app.drain();
  expect(mailer.sent).toEqual([
    {
      from: { name: 'Lumen & Oak', address: 'hello@site.test' },
      to: { name: 'Ana Lima', address: 'ana@example.com' },
      replyTo: 'lead@example.com',
      subject: 'New lead',
      text: 'Hello',
      headers: { 'Auto-Submitted': 'auto-generated' },
      messageId: expect.stringMatching(/^<[0-9a-f-]{36}@[a-z0-9.]+>$/) as string,
    },
  ]);
  expect(await states()).toEqual(['sent']);
});

test('a transaction that fails sends nothing', async () => {
  const failing = app.transaction(async () => {
    await app.crm.mail.queue([aMail()]);
    throw new Error('No');
  });
  await expect(failing).rejects.toThrow('No');
  await app.drain();
  expect([mailer.sent, await states()]).toEqual([[], []]);
});

test('a caller that runs again sends nothing twice, in one call and in two', async () => {
  await queue(aMail(), aMail({ subject: 'Other' }));
  await app.drain();
  await queue(aMail());
  await drainLater();
  expect(mailer.sent.map(({ subject }) => subject)).toEqual(['New lead']);
  expect([...(await app.crm.mail.isQueued(['k-1', 'k-2']))]).toEqual(['k-1']);
});

test('a hundred mails take as many statements as two', async () => {
  const many = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => aMail({ effectKey: `${prefix}-${index}` }));
  const forTwo = await countStatements(app.strapi, () => queue(...many(2, 'two')));
  const forMany = await countStatements(app.strapi, () => queue(...many(100, 'many')));
  expect(forMany).toBe(forTwo);
});

test('an address that is none is written down as failed, and holds up nobody', async () => {
  await queue(aMail({ effectKey: 'bad', to: { address: 'ana@example.com\r\nBcc: x@example.com' } }), aMail());
  await app.drain();
  expect(mailer.sent).toHaveLength(1);
  expect((await stored()).map(({ state, last_error }) => [state, last_error])).toEqual([
    ['failed', 'The recipient’s address is not valid.'],
    ['sent', null],
  ]);
});

test.each(['notice', 'autoresponder', 'opt-in', 'alert'] as const)('a provider that can’t be reached is tried again with the same Message-ID: %s (M4, M5)', async (kind) => {
  await queue(aMail({ kind }));
  mailer.next('refuses-before');
  await app.drain();
  const [waiting] = await stored();
  expect([waiting?.state, waiting?.last_error]).toEqual(['queued', expect.stringContaining('ECONNREFUSED')]);

  await drainLater();
  expect(mailer.sent.map(({ messageId }) => messageId)).toEqual([waiting?.message_id]);
  expect(await states()).toEqual(['sent']);
});

test.each(['fails-after', 'killed'] as const)('a notice in doubt is not sent again by itself: %s (M5)', async (how) => {
  await queue(aMail());
  if (how === 'killed') dieOnceAfterSending();
  else mailer.next(how);
  await app.drain();
  await drainLater();
  await drainLater();
  expect(mailer.sent).toHaveLength(1);
  expect(await states()).toEqual(['unknown']);
});

test.each(['fails-after', 'killed'] as const)('a confirmation in doubt is sent again with the same Message-ID: %s (M5)', async (how) => {
  await queue(aMail({ kind: 'opt-in' }));
  if (how === 'killed') dieOnceAfterSending();
  else mailer.next(how);
  await app.drain();
  await drainLater();
  const [first, second] = mailer.sent;
  expect(mailer.sent).toHaveLength(2);
  expect(second?.messageId).toBe(first?.messageId);
  expect(await states()).toEqual(['sent']);
});

test('a worker that froze while sending loses its place: a notice is in doubt, a confirmation goes out again (M5)', async () => {
  for (const kind of ['notice', 'opt-in'] as const) {
    mailer.next('hangs-after');
    await queue(aMail({ kind, effectKey: kind, subject: kind }));
    const frozen = app.drain();
    while (mailer.sent.filter(({ subject }) => subject === kind).length === 0) await new Promise((resolve) => setImmediate(resolve));
    app.clock.advance(61_000);
    const second = app.drain();
    await new Promise((resolve) => setTimeout(resolve, 200));
    mailer.release();
    await Promise.all([frozen, second]);
    await drainLater();
  }
  expect(mailer.sent.map(({ subject }) => subject)).toEqual(['notice', 'opt-in', 'opt-in']);
  expect(await states()).toEqual(['unknown', 'sent']);
});

test('what the provider refuses for good fails at once, and its reason holds no address', async () => {
  await queue(aMail());
  mailer.next(Object.assign(new Error('550 5.1.1 <ana@example.com> no such user'), { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }));
  await app.drain();
  await drainLater();
  const [mail] = await stored();
  expect(mail).toMatchObject({ state: 'failed', attempts: 1 });
  expect(mail?.last_error).not.toContain('ana@example.com');
});

test('a provider that is never reached is given up in the ledger too', async () => {
  await queue(aMail());
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    mailer.next('refuses-before');
    await drainLater();
  }
  expect(await states()).toEqual(['failed']);
  expect((await app.crm.jobs.summary()).dead).toBe(1);
});

test('while mail is not set up it fails visibly, and goes out when somebody asks for it again', async () => {
  app.strapi.config.set('plugin::email', { provider: 'sendmail', providerOptions: {}, settings: { defaultFrom: 'Strapi <no-reply@strapi.io>' } });
  await queue(aMail());
  await app.drain();
  expect(mailer.sent).toEqual([]);
  const [{ id, state, lastError }] = (await app.as('super-admin').get('/crm/mails?filters[state]=failed').expect(200)).body.results;
  expect([state, lastError]).toEqual(['failed', expect.stringContaining('not set up')]);

  mailer.as('nodemailer');
  await app.as('super-admin').post(`/crm/mails/${id}/retry`).expect(200);
  await app.drain();
  expect(mailer.sent).toHaveLength(1);
});

test('what still waits for a submission can be called back, what went out is counted', async () => {
  await queue(aMail({ effectKey: 'gone', submissionId: 's1' }));
  await app.drain();
  await queue(aMail({ submissionId: 's1' }), aMail({ effectKey: 'other', submissionId: 's2', subject: 'Other' }));
  expect(await app.transaction(() => app.crm.mail.cancel({ submissionId: 's1' }))).toEqual({ cancelled: 1, sent: 1 });
  await app.drain();
  expect(mailer.sent.map(({ subject }) => subject)).toEqual(['New lead', 'Other']);
  expect(await states()).toEqual(['sent', 'cancelled', 'sent']);
});

test('the words of settled mails go after 30 days, and their keys stay (F12)', async () => {
  await queue(aMail({ html: '<p>Hello</p>' }));
  await app.drain();
  app.clock.advance(29 * 24 * HOUR_MS);
  await app.crm.mail.purge();
  expect((await stored())[0]?.text).toBe('Hello');

  app.clock.advance(2 * 24 * HOUR_MS);
  await app.crm.mail.purge();
  expect((await stored())[0]).toMatchObject({ text: null, html: null, headers: null, reply_to: null, state: 'sent' });
  await queue(aMail());
  await app.drain();
  expect(mailer.sent).toHaveLength(1);
});

test('a text that lets its reader act for somebody is sealed in the database (M20)', async () => {
  await queue(aMail({ kind: 'opt-in', text: 'Press here: /confirm/secret-token' }));
  expect(JSON.stringify(await stored())).not.toContain('secret-token');
  await app.drain();
  expect(mailer.sent[0]?.text).toBe('Press here: /confirm/secret-token');
  expect(JSON.stringify(await stored())).not.toContain('secret-token');
});
