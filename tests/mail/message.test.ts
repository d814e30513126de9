import fc from 'fast-check';
import { mailboxOf, mailboxText, safeName, toMessage, type NewMail } from '../../server/src/mail/message';
import { fastest } from '../support/fastest';

const aMail = (change: Partial<NewMail> = {}): NewMail => ({ effectKey: 'k', kind: 'notice', to: { name: 'Ana Lima', address: 'ana@example.com' }, subject: 'New lead', text: 'Hello', ...change });

const BREAKS = ['\r', '\n', '\r\n', '\n\r', '\u0000', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029'];
const INJECTIONS = BREAKS.flatMap((line) => [`Ana${line}Bcc: victim@example.com`, `${line}To: victim@example.com`, `Ana${line}${line}<p>Buy</p>`]);

test.each(INJECTIONS)('what a visitor writes adds no header and ends none: %j (F57, S17, M14)', (hostile) => {
  const { to, subject, headers } = toMessage(aMail({ to: { name: hostile, address: 'ana@example.com' }, subject: `New lead: ${hostile}`, headers: { 'Auto-Submitted': hostile } }));
  for (const value of [to?.name ?? '', mailboxText(to!), subject, headers['Auto-Submitted'] ?? '']) {
    expect(value).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  }
  expect(subject.length).toBeLessThanOrEqual(78);
});

test.each([
  ['ana@example.com\r\nBcc: victim@example.com'],
  ['ana@example.com, victim@example.com'],
  ['"Ana" <ana@example.com>'],
  ['ana@example.com;victim@example.com'],
  [`${'a'.repeat(40_000)}@example.com`],
  [`ana@${'a'.repeat(250)}.com`],
  [''],
])('an address that is not exactly one is none, before any mail library sees it: %j (M14)', (address) => {
  const { to, replyTo } = toMessage(aMail({ to: { address }, replyTo: address }));
  expect([to, replyTo]).toEqual([null, null]);
});

test('a domain in other letters goes out in punycode', () => {
  expect(toMessage(aMail({ to: { address: 'ana@Müller.example' } })).to?.address).toBe('ana@xn--mller-kva.example');
});

test('names are capped at 100 characters and a 40 KB reply-to costs nothing (M14)', () => {
  const hostile = aMail({ to: { name: 'N'.repeat(5_000), address: 'ana@example.com' }, replyTo: `${'<"('.repeat(14_000)}@example.com` });
  const { to, replyTo } = toMessage(hostile);
  expect(to?.name).toHaveLength(100);
  expect(replyTo).toBeNull();
  expect(fastest(() => toMessage(hostile))).toBeLessThan(50);
});

test.each(['From', 'to', 'BCC', 'Message-ID', 'X-Bad: a', 'X\r\nBcc', ''])('a caller can’t set the header %j', (name) => {
  expect(() => toMessage(aMail({ headers: { [name]: 'x' } }))).toThrow('can’t be set as a header');
});

test('as one text a mailbox has one address, whatever the name is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 150 }), (name) => {
      const text = mailboxText({ name, address: 'ana@example.com' });
      expect(text).toMatch(/^(?:ana@example\.com|"[^"\\,;:<>@()[\]\r\n]+" <ana@example\.com>)$/);
    }),
  );
});

test('mailboxes of a configuration are read with and without a name', () => {
  expect(mailboxOf('Lumen & Oak <hello@site.test>')).toEqual({ name: 'Lumen & Oak', address: 'hello@site.test' });
  expect(mailboxOf('"Lumen" <hello@site.test>')).toEqual({ name: 'Lumen', address: 'hello@site.test' });
  expect(mailboxOf(' hello@site.test ')).toEqual({ name: null, address: 'hello@site.test' });
  expect([mailboxOf('hello'), mailboxOf(undefined), mailboxOf('<>'), mailboxOf('x'.repeat(600))]).toEqual([null, null, null, null]);
});

test('a body keeps its lines and loses what a terminal or a database chokes on', () => {
  expect(toMessage(aMail({ text: 'One\r\nTwo\tthree\u0000\u001b[2J' })).text).toBe('One\nTwo\tthree[2J');
});

test.each(['Ana', 'Ana Lima', 'Jean-Luc O’Neil', 'Dr. Ana Lima', 'Łukasz Żak', '山田 太郎', 'Ana (Anna)'])('%j may be shown to whoever owns the address', (name) => {
  expect(safeName(name)).toBe(name);
});

test.each(['http://evil.test', 'www evil', 'buy at evil.test', 'ana@evil.test', 'Win $1000 <now>', 'Call 0800 5555', 'x'.repeat(61), 'evil。test', 'Ana\nhttps://evil', '{{name}}', '', null])(
  '%j may not (F58)',
  (name) => {
    expect(safeName(name)).toBeNull();
  },
);
