import fc from 'fast-check';
import { normaliseEmail } from '../../server/src/identity/email';
import { CHANGED, KEPT, REFUSED } from './email-addresses';
import { fastest } from '../support/fastest';

test('the table of addresses holds at least 300 different rows (F15)', () => {
  const typed = [...KEPT, ...CHANGED.map(([text]) => text), ...REFUSED];
  expect(new Set(typed).size).toBe(typed.length);
  expect(typed.length).toBeGreaterThanOrEqual(300);
});

test.each([...KEPT.map((address) => [address, address, address] as const), ...CHANGED])('%j becomes one key (F15)', (typed, value, key) => {
  expect(normaliseEmail(typed)).toEqual({ value, key, domain: key.slice(key.lastIndexOf('@') + 1) });
});

test('whoever types the key of another one’s address is somebody else, also for a database that knows no case (F15)', () => {
  const escaped = CHANGED.map(([, , key]) => key).filter((key) => key.includes('%'));
  expect(escaped.length).toBeGreaterThan(0);
  for (const key of escaped) expect(normaliseEmail(key)?.key.toLowerCase()).not.toBe(key.toLowerCase());
});

test.each(REFUSED.map((typed) => [typed]))('%j is no single address (F15)', (typed) => {
  expect(normaliseEmail(typed)).toBeNull();
});

test.each([
  ['a long line of letters', 'a'.repeat(100_000)],
  ['many at signs', '@'.repeat(100_000)],
  ['many dots', `${'a.'.repeat(50_000)}@example.com`],
  ['many quotes', `${'"'.repeat(100_000)}@example.com`],
  ['a long domain', `a@${'b.'.repeat(50_000)}com`],
  ['blanks', ' '.repeat(100_000)],
])('100 KB of %s cost no time', (_name, hostile) => {
  expect(fastest(() => normaliseEmail(hostile))).toBeLessThan(50);
});

test('a normalised address normalises to itself', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (typed) => {
      const once = normaliseEmail(typed);
      if (once) expect(normaliseEmail(once.value)).toEqual(once);
    }),
  );
});

test('whatever comes in, a key is short ASCII with one host behind it, and nothing throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })).map(([one, other]) => `${one}@${other}.com`)), (typed) => {
      const email = normaliseEmail(typed);
      if (!email) return;
      expect(email.key).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
      expect(Buffer.byteLength(email.value)).toBeLessThanOrEqual(254);
      expect(email.key.length).toBeLessThanOrEqual(254);
      expect(email.key.endsWith(`@${email.domain}`)).toBe(true);
    }),
  );
});
