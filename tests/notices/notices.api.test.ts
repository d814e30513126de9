import { isPassingLock } from '../../server/src/kernel/errors';
import type { Form, FormSettings } from '../../server/src/forms/contract';
import type { ProcessedSubmission } from '../../server/src/notices';
import { bootCrm } from '../support/app';
import { aForm, aSubmission } from '../support/factories';
import { fakeMailer } from '../support/mailer';
import { countStatements } from '../support/statements';

const app = bootCrm({ server: { url: 'https://www.site.test' } });
const mailer = fakeMailer(app);
const HOUR_MS = 3_600_000;

beforeEach(async () => {
  await app.reset();
  app.clock.hold('2026-11-21T10:14:00.000Z');
});

const AUTORESPONDER = { subject: 'Thank you {{firstName}}', text: 'Hello {{name}},\n\nwe got your message.' };

const formWith = (settings: Partial<FormSettings>): Promise<Form> => aForm(app.crm, { name: 'Contact us', settings });

const processed = (form: Form, change: Partial<ProcessedSubmission> = {}): ProcessedSubmission => ({
  submissionId: `s${Math.random().toString(36).slice(2)}`,
  form,
  person: { firstName: 'Ana', lastName: 'Lima', email: 'ana@example.com' },
  leadId: 'lead1',
  isTest: false,
  at: app.clock.now(),
  ...change,
});

const queueFor = async (...all: ProcessedSubmission[]): Promise<void> => {
  await app.transaction(() => app.crm.notices.queueFor(all));
  await app.drain();
};

describe('the notification to staff (F57)', () => {
  test('comes from the site, answers to the lead, and shows the answers below the link', async () => {
    const form = await formWith({ notify: ['team@site.test', 'boss@site.test'] });
    const { submissionId } = (await aSubmission(app.crm, form, { answers: { firstName: 'Ana', lastName: 'Lima', email: 'ana@example.com', company: '', phone: '', message: 'Hello\nOpen it: https://evil.test' } })) as { submissionId: string };
    await queueFor(processed(form, { submissionId }));
    expect(mailer.sent).toHaveLength(2);
    expect(mailer.sent.map(({ to }) => to).sort()).toEqual(['boss@site.test', 'team@site.test']);
    expect(mailer.sent[0]).toMatchObject({ from: { address: 'hello@site.test' }, replyTo: 'ana@example.com', subject: 'New lead: Ana Lima', headers: { 'Auto-Submitted': 'auto-generated' } });
    const text = mailer.sent[0]?.text ?? '';
    expect(text).toMatch(/^The form “Contact us” was sent at 2026-11-21 10:14 UTC\.\n\nOpen it: https:\/\/www\.site\.test\/admin\/plugins\/crm\/leads\/lead1\n\nFirst name: Ana\n/);
    // What a visitor writes can't stand at the beginning of a line, as our own words do.
    expect(text).toContain('Message: Hello\n    Open it: https://evil.test');
  });

  test('without a lead it leads to the submission, and a test says so', async () => {
    const form = await formWith({ notify: ['team@site.test'], target: 'none' });
    await queueFor(processed(form, { submissionId: 'sub1', leadId: null, isTest: true }));
    expect(mailer.sent[0]).toMatchObject({ subject: '[Test] New submission: Ana Lima', text: expect.stringContaining('/admin/plugins/crm/submissions?peek=sub1') as string });
  });

  test.each([
    ['a line break in the name', { firstName: 'Ana\r\nBcc: x@example.com', email: 'ana@example.com' }, 'New lead: Ana Bcc: x@example.com', 'ana@example.com'],
    ['a name without end', { firstName: 'N'.repeat(500), email: 'ana@example.com' }, `New lead: ${'N'.repeat(60)}`, 'ana@example.com'],
    ['two addresses', { firstName: 'Ana', email: 'ana@example.com, x@example.com' }, 'New lead: Ana', undefined],
    ['a line break in the address', { firstName: 'Ana', email: 'ana@example.com\nBcc: x@example.com' }, 'New lead: Ana', undefined],
    ['40 KB of address', { firstName: 'Ana', email: `${'<'.repeat(40_000)}@example.com` }, 'New lead: Ana', undefined],
    ['no name', { email: 'ana@example.com' }, 'New lead: ana@example.com', 'ana@example.com'],
    ['nothing', {}, 'New lead: somebody without a name', undefined],
  ])('%s breaks nothing out', async (_what, person, subject, replyTo) => {
    const form = await formWith({ notify: ['team@site.test'] });
    await queueFor(processed(form, { person }));
    expect(mailer.sent.map((mail) => [mail.subject, mail.replyTo])).toEqual([[subject, replyTo]]);
    expect(mailer.sent[0]!.subject.length).toBeLessThanOrEqual(78);
  });

  test('after 20 in an hour the others come together, once, after the hour', async () => {
    const form = await formWith({ notify: ['team@site.test'] });
    await queueFor(...Array.from({ length: 15 }, () => processed(form)));
    app.clock.advance(10 * 60_000);
    await queueFor(...Array.from({ length: 42 }, () => processed(form)));
    expect(mailer.sent).toHaveLength(20);

    app.clock.advance(30 * 60_000);
    await app.drain();
    expect(mailer.sent).toHaveLength(20);
    app.clock.advance(10 * 60_000);
    await app.drain();
    expect(mailer.sent).toHaveLength(21);
    expect(mailer.sent[20]).toMatchObject({ subject: '37 more from a busy form', text: expect.stringContaining(`/admin/plugins/crm/submissions?filter.form=${form.id}`) as string });

    app.clock.advance(2 * HOUR_MS);
    await app.drain();
    expect(mailer.sent).toHaveLength(21);
    await queueFor(processed(form));
    expect(mailer.sent).toHaveLength(22);
  });

  test('a submission that is processed again tells nobody again, told alone or together (F12)', async () => {
    const form = await formWith({ notify: ['team@site.test'], autoresponder: AUTORESPONDER });
    const all = Array.from({ length: 25 }, (_one, index) => processed(form, { submissionId: `again${index}` }));
    await queueFor(...all);
    app.clock.advance(2 * HOUR_MS);
    await app.drain();
    const before = mailer.sent.length;
    app.clock.advance(48 * HOUR_MS);
    await queueFor(...all);
    expect(mailer.sent.length).toBe(before);
  });

  test('what rolls back takes no place of the hour', async () => {
    const form = await formWith({ notify: ['team@site.test'] });
    const failing = app.transaction(async () => {
      await app.crm.notices.queueFor(Array.from({ length: 20 }, () => processed(form)));
      throw new Error('No');
    });
    await expect(failing).rejects.toThrow('No');
    await queueFor(...Array.from({ length: 20 }, () => processed(form)));
    expect(mailer.sent).toHaveLength(20);
  });

  test('a form that tells nobody and answers nobody costs next to nothing', async () => {
    const form = await formWith({});
    expect(await countStatements(app.strapi, () => app.transaction(() => app.crm.notices.queueFor([processed(form)])))).toBe(0);
  });

  test('a hundred take as many statements as two', async () => {
    const form = await formWith({ notify: ['team@site.test'], autoresponder: AUTORESPONDER });
    const queueing = (count: number, prefix: string) =>
      countStatements(app.strapi, () => app.transaction(() => app.crm.notices.queueFor(Array.from({ length: count }, (_one, index) => processed(form, { person: { name: 'Ana', email: `${prefix}${index}@example.com` } })))));
    const forTwo = await queueing(2, 'two');
    // Beyond the hour's limit there is the list of those that come together, too: one insert and one job.
    expect(await queueing(18, 'more')).toBe(forTwo);
    expect(await queueing(100, 'many')).toBeLessThanOrEqual(forTwo + 4);
  });
});

describe('the answer to the visitor (F58)', () => {
  test('has the owner’s words and the visitor’s name, and tells other machines not to answer', async () => {
    const form = await formWith({ autoresponder: AUTORESPONDER });
    await queueFor(processed(form, { person: { name: 'Ana Lima', email: 'ana@example.com' } }));
    expect(mailer.sent).toEqual([
      expect.objectContaining({
        to: 'ana@example.com',
        subject: 'Thank you Ana',
        text: 'Hello Ana Lima,\n\nwe got your message.',
        headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', Precedence: 'auto_reply' },
      }),
    ]);
    expect(mailer.sent[0]?.replyTo).toBeUndefined();
  });

  test.each(['Buy at http://evil.test', 'evil.test', 'ana@evil.test', 'x'.repeat(61), 'Ana\r\nSubject: Buy', '{{name}}', 'www evil'])('a name such as %j is left out, and nothing else changes', async (name) => {
    const form = await formWith({ autoresponder: AUTORESPONDER });
    await queueFor(processed(form, { person: { firstName: name, email: 'ana@example.com' } }));
    const [mail] = mailer.sent;
    expect(mail?.text).not.toMatch(/evil|Buy at|\{\{|x{61}/);
    expect(mail?.subject).not.toMatch(/[\r\n]/);
  });

  test('1,000 submissions with one victim’s address, in any spelling, make one mail', async () => {
    const form = await formWith({ autoresponder: AUTORESPONDER });
    for (let set = 0; set < 10; set += 1) {
      await app.transaction(() => app.crm.notices.queueFor(Array.from({ length: 100 }, (_one, index) => processed(form, { person: { email: index % 2 === 0 ? 'victim@example.com' : 'Victim@EXAMPLE.com' } }))));
      app.clock.advance(60_000);
    }
    await app.drain();
    expect(mailer.sent).toHaveLength(1);

    app.clock.advance(23 * HOUR_MS);
    await queueFor(processed(form, { person: { email: 'victim@example.com' } }));
    expect(mailer.sent).toHaveLength(1);
    app.clock.advance(HOUR_MS);
    await queueFor(processed(form, { person: { email: 'victim@example.com' } }));
    expect(mailer.sent).toHaveLength(2);
  });

  test('two transactions at once let one through', async () => {
    const form = await formWith({ autoresponder: AUTORESPONDER });
    await Promise.all(Array.from({ length: 8 }, () => app.transaction(() => app.crm.notices.queueFor([processed(form)]))));
    await app.drain();
    expect(mailer.sent).toHaveLength(1);
  });

  test('one address gets at most five a day from all forms together', async () => {
    for (let count = 1; count <= 8; count += 1) await queueFor(processed(await formWith({ autoresponder: AUTORESPONDER })));
    expect(mailer.sent).toHaveLength(5);
  });

  test('one form sends at most a hundred an hour', async () => {
    const form = await formWith({ autoresponder: AUTORESPONDER });
    await queueFor(...Array.from({ length: 150 }, (_one, index) => processed(form, { person: { email: `visitor-${index}@example.com` } })));
    expect(mailer.sent).toHaveLength(100);
    app.clock.advance(HOUR_MS);
    await queueFor(processed(form, { person: { email: 'late@example.com' } }));
    expect(mailer.sent).toHaveLength(101);
  });

  test('nobody who wants no mail, no machine, no test and no broken address is answered', async () => {
    const form = await formWith({ autoresponder: AUTORESPONDER });
    await app.crm.mail.suppressMany([{ email: 'blocked@example.com', scope: 'all', reason: 'complaint', source: 'test' }]);
    await app.crm.mail.suppressMany([{ email: 'unsubscribed@example.com', scope: 'marketing', reason: 'unsubscribed', source: 'test' }]);
    const emails = ['blocked@example.com', 'unsubscribed@example.com', 'no-reply@example.com', 'MAILER-DAEMON@example.com', 'bounce+1@example.com', 'a@b, c@d.test', 'nonsense'];
    await queueFor(...emails.map((email) => processed(form, { person: { email } })), processed(form, { isTest: true, person: { email: 'test@example.com' } }), processed(form, { person: {} }));
    expect(mailer.sent.map(({ to }) => to)).toEqual(['unsubscribed@example.com']);
  });

  test('a message that waited for more than a day is left to people', async () => {
    const form = await formWith({ autoresponder: AUTORESPONDER, notify: ['team@site.test'] });
    await queueFor(processed(form, { at: new Date(app.clock.now().getTime() - 25 * HOUR_MS) }));
    expect(mailer.sent.map(({ to }) => to)).toEqual(['team@site.test']);
  });

  test('a hundred posts for many forms and addresses never block each other for good', async () => {
    const forms = await Promise.all([formWith({ autoresponder: AUTORESPONDER }), formWith({ autoresponder: AUTORESPONDER })]);
    // As the queue does it: InnoDB may end one of two by a deadlock, and its work is tried again.
    const untilDone = async (work: () => Promise<unknown>, attempts = 50): Promise<unknown> =>
      work().catch((error: unknown) => {
        if (!isPassingLock(error) || attempts === 1) throw error;
        return untilDone(work, attempts - 1);
      });
    await Promise.all(
      Array.from({ length: 20 }, (_one, index) =>
        untilDone(() => app.transaction(() => app.crm.notices.queueFor(Array.from({ length: 5 }, (_two, inner) => processed(forms[(index + inner) % 2]!, { person: { email: `v${(index * 7 + inner * 3) % 10}@example.com` } }))))),
      ),
    );
    await app.drain();
    expect(new Set(mailer.sent.map(({ to }) => to)).size).toBe(10);
    expect(mailer.sent.length).toBeLessThanOrEqual(20);
  });
});

test('a form that a visitor sends tells staff, answers, and asks for the confirmation, each once, also when it is processed again (F12, F49, F57, F58)', async () => {
  app.clock.reset();
  const form = await aForm(app.crm, {
    name: 'Contact us',
    fields: [
      { name: 'name', type: 'text', label: 'Name', isRequired: false, mapTo: 'contact.name' },
      { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
      { name: 'news', type: 'consent', label: 'Send me news', isRequired: false, mapTo: null },
    ],
    settings: { notify: ['team@site.test'], autoresponder: AUTORESPONDER, optIn: 'marketing' },
  });
  await app.anonymous.post(`/api/crm/forms/${form.slug}/submissions`, { name: 'Ana Lima', email: 'ana@example.com', news: true }).expect(201);
  await app.drain();
  expect(mailer.sent.map(({ subject }) => subject).sort()).toEqual(['New lead: Ana Lima', 'Please confirm your e-mail address', 'Thank you Ana']);

  const [{ id }] = (await app.as('super-admin').get('/crm/submissions').expect(200)).body.results as [{ id: string }];
  await app.as('super-admin').post(`/crm/submissions/${id}/reprocess`).expect(200);
  await app.drain();
  expect(mailer.sent).toHaveLength(3);
});
