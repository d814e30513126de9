import type { NewMail } from '../../server/src/mail';
import { bootCrm } from '../support/app';
import { fakeMailer } from '../support/mailer';

const app = bootCrm();
const mailer = fakeMailer(app);
const staff = () => app.as('super-admin');

beforeEach(async () => {
  await app.reset();
  await staff().put('/crm/settings/mail', { name: null, address: null }).expect(200);
});

const queue = (change: Partial<NewMail> = {}): Promise<void> =>
  app.transaction(() => app.crm.mail.queue([{ effectKey: 'k-1', kind: 'notice', to: { address: 'ana@example.com' }, subject: 'New lead', text: 'Hello', ...change }]));
const mails = async (query = '') => (await staff().get(`/crm/mails${query}`).expect(200)).body.results as { id: string; state: string; to: string; lastError: string | null }[];

describe('the sender', () => {
  test('is what the e-mail plugin says until somebody enters one', async () => {
    expect((await staff().get('/crm/settings/mail').expect(200)).body).toMatchObject({ sender: { name: null, address: null }, from: 'Lumen & Oak <hello@site.test>', capabilities: { provider: 'nodemailer', headers: true, isConfigured: true } });

    const saved = await staff().put('/crm/settings/mail', { name: ' Workshop ', address: 'workshop@site.test' }).expect(200);
    expect(saved.body).toMatchObject({ sender: { name: 'Workshop', address: 'workshop@site.test' }, from: 'Workshop <workshop@site.test>' });
    await queue();
    await app.drain();
    expect(mailer.sent[0]?.from).toEqual({ name: 'Workshop', address: 'workshop@site.test' });
  });

  test('is nobody on a site that never configured e-mail: nothing goes out in Strapi’s name', async () => {
    mailer.as('sendmail');
    app.strapi.config.set('plugin::email.settings', { defaultFrom: 'Strapi <no-reply@strapi.io>' });
    expect((await staff().get('/crm/settings/mail').expect(200)).body).toMatchObject({ from: null, capabilities: { provider: 'sendmail', isConfigured: false } });
    await staff().post('/crm/settings/mail/test').expect(422);
    expect(mailer.sent).toEqual([]);
  });

  test.each([{ name: 'x'.repeat(101), address: null }, { name: null, address: 'nobody' }, { name: null, address: 'a@b.test, c@d.test' }, { name: null, address: `${'a'.repeat(300)}@site.test` }])('is refused when it can’t be one: %j', async (sender) => {
    const answer = await staff().put('/crm/settings/mail', sender).expect(400);
    expect(JSON.stringify(answer.body)).toMatch(/name|address/);
  });

  test('a test goes to whoever asks for it, at once, and a refusal is told without the address', async () => {
    const { email } = await staff().user;
    expect((await staff().post('/crm/settings/mail/test').expect(200)).body).toEqual({ to: email });
    expect(mailer.sent.map(({ to }) => to)).toEqual([expect.objectContaining({ address: email })]);

    mailer.next(new Error(`Mailbox ${email} is on fire`));
    const refused = await staff().post('/crm/settings/mail/test').expect(422);
    expect(refused.body.error).toMatchObject({ details: { code: 'mail.test-failed' }, message: expect.stringContaining('is on fire') as string });
    expect(JSON.stringify(refused.body)).not.toContain(email);
  });
});

describe('the list of mails', () => {
  test('finds them by state and by the start of the address', async () => {
    await queue();
    await queue({ effectKey: 'k-2', to: { address: 'zoe@example.com' } });
    mailer.next('fails-after');
    await app.drain();
    expect((await mails('?filters[state]=unknown')).map(({ to }) => to)).toHaveLength(1);
    expect((await mails('?q=zo')).map(({ to }) => to)).toEqual(['zoe@example.com']);
    expect(await mails('?q=%25')).toHaveLength(2);
  });

  test('one in doubt goes again when a person says so, and one that went out does not', async () => {
    await queue();
    mailer.next('fails-after');
    await app.drain();
    const id = (await mails())[0]!.id;
    expect((await staff().post(`/crm/mails/${id}/retry`).expect(200)).body.state).toBe('queued');
    await app.drain();
    expect(mailer.sent).toHaveLength(2);
    expect((await mails())[0]).toMatchObject({ state: 'sent', lastError: null });
    await staff().post(`/crm/mails/${id}/retry`).expect(409);
    await staff().post(`/crm/mails/${id}/cancel`).expect(409);
  });

  test('a cancelled one stays where it is', async () => {
    await queue();
    const id = (await mails())[0]!.id;
    expect((await staff().post(`/crm/mails/${id}/cancel`).expect(200)).body.state).toBe('cancelled');
    await staff().post(`/crm/mails/${id}/cancel`).expect(200);
    await app.drain();
    expect(mailer.sent).toEqual([]);
  });

  test('is not for everybody', async () => {
    await app.as('sales').get('/crm/mails').expect(403);
    await app.as('marketer').get('/crm/mails').expect(200);
  });
});

describe('suppressions', () => {
  const suppress = (email: string, reason: 'unsubscribed' | 'complaint' | 'hard_bounce', scope: 'all' | 'marketing') => app.crm.mail.suppressMany([{ email, reason, scope, source: 'test' }]);
  const find = async (email: string) => (await staff().post('/crm/suppressions/find', { email }).expect(200)).body.results as { reason: string; clearedAt: string | null }[];
  const isBlocked = async (email: string, purpose: 'transactional' | 'marketing' | 'opt-in') => (await app.crm.mail.blockedOf([email], purpose)).has(email);

  test('the address is not in the database, and is found in any spelling (M24)', async () => {
    await suppress('Ana@Example.COM', 'complaint', 'all');
    expect(JSON.stringify(await app.strapi.db.getConnection('crm_suppressions').select('*'))).not.toMatch(/ana|example/i);
    expect(await find('ana@example.com')).toMatchObject([{ reason: 'complaint', scope: 'all', clearedAt: null }]);
  });

  test('an address that gets no mail gets none, also what was queued before', async () => {
    await queue();
    await suppress('ana@example.com', 'hard_bounce', 'all');
    await app.drain();
    expect(mailer.sent).toEqual([]);
    expect((await mails())[0]).toMatchObject({ state: 'cancelled', lastError: 'This address gets no mail.' });
  });

  test('the scope “marketing” does not stop transactional mail (M24)', async () => {
    await suppress('ana@example.com', 'unsubscribed', 'marketing');
    await queue();
    await app.drain();
    expect(mailer.sent).toHaveLength(1);
  });

  test('importing the same list three times keeps one row, and whoever was let back in is out again (M24)', async () => {
    await suppress('ana@example.com', 'complaint', 'marketing');
    await staff().post('/crm/suppressions/clear', { email: 'ana@example.com', reason: 'She called' }).expect(200);
    await app.crm.mail.liftSuppressions(app.crm.mail.emailKeys('ana@example.com'));
    expect(await isBlocked('ana@example.com', 'marketing')).toBe(false);
    for (let time = 1; time <= 3; time += 1) await suppress('ANA@example.com', 'complaint', 'marketing');
    expect(await find('ana@example.com')).toMatchObject([{ clearedAt: null }]);
    expect([await isBlocked('ana@example.com', 'marketing'), await isBlocked('ana@example.com', 'opt-in')]).toEqual([true, true]);
  });

  test('after a complaint staff must clear with a reason, and marketing still waits for the person (M23)', async () => {
    await suppress('ana@example.com', 'complaint', 'all');
    await staff().post('/crm/suppressions/clear', { email: 'ana@example.com', reason: '  ' }).expect(400);
    const cleared = (await staff().post('/crm/suppressions/clear', { email: 'ana@example.com', reason: 'She called' }).expect(200)).body.results as { clearedAt: string }[];
    expect(cleared[0]?.clearedAt).not.toBeNull();
    const [row] = (await app.strapi.db.getConnection('crm_suppressions').select('*')) as { cleared_by: string; clear_reason: string }[];
    expect(row).toMatchObject({ cleared_by: String((await staff().user).id), clear_reason: 'She called' });
    expect([await isBlocked('ana@example.com', 'transactional'), await isBlocked('ana@example.com', 'opt-in'), await isBlocked('ana@example.com', 'marketing')]).toEqual([false, false, true]);
  });

  test('whoever unsubscribed is let back in by nobody but themselves (M23)', async () => {
    await suppress('ana@example.com', 'unsubscribed', 'marketing');
    const refused = await staff().post('/crm/suppressions/clear', { email: 'ana@example.com', reason: 'We want her back' }).expect(422);
    expect(refused.body.error.details.code).toBe('suppression.unsubscribed');
  });

  test('staff may block an address, and a role without the permission may not', async () => {
    await staff().post('/crm/suppressions', { email: 'rude@example.com', scope: 'all' }).expect(200);
    expect(await isBlocked('rude@example.com', 'transactional')).toBe(true);
    await app.as('sales').post('/crm/suppressions', { email: 'rude@example.com', scope: 'all' }).expect(403);
    await app.as('sales').post('/crm/suppressions/find', { email: 'rude@example.com' }).expect(403);
  });

  test('a new app key in front of the old one forgets nobody', async () => {
    await suppress('ana@example.com', 'complaint', 'all');
    const keys = app.strapi.config.get<string[]>('server.app.keys');
    app.strapi.config.set('server.app.keys', ['a-new-key', ...keys]);
    try {
      expect(await isBlocked('ana@example.com', 'transactional')).toBe(true);
    } finally {
      app.strapi.config.set('server.app.keys', keys);
    }
  });
});

describe('the health check', () => {
  const check = async () => ((await app.crm.jobs.health()).checks.find(({ name }) => name === 'mail'));

  test('warns while mail is not set up, while links lead nowhere, and while mails are in doubt', async () => {
    expect(await check()).toMatchObject({ state: 'warning', message: expect.stringContaining('config/server') as string });
    app.strapi.config.set('server.url', 'https://www.site.test');
    expect(await check()).toMatchObject({ state: 'ok' });

    await queue();
    mailer.next('fails-after');
    await app.drain();
    expect(await check()).toMatchObject({ state: 'warning', message: expect.stringContaining('perhaps were: 1.') as string });

    app.strapi.config.set('plugin::email', { provider: 'sendmail', providerOptions: {}, settings: {} });
    expect(await check()).toMatchObject({ state: 'warning', message: expect.stringContaining('not set up') as string });
    app.strapi.config.set('server.url', '');
  });
});
