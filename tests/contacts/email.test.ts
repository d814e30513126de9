import fc from 'fast-check';
import { normaliseEmail } from '../../server/src/contacts/email';

const A64 = 'a'.repeat(64);
const LABEL = 'b'.repeat(60);
const LONG_DOMAIN = `${LABEL}.${LABEL}.${LABEL}.de`;

describe('an address becomes one key', () => {
  test.each<[typed: string, value: string, key: string]>([
    ['ann@example.com', 'ann@example.com', 'ann@example.com'],
    ['  ann@example.com  ', 'ann@example.com', 'ann@example.com'],
    ['\tann@example.com\n', 'ann@example.com', 'ann@example.com'],
    ['\u00a0ann@example.com\u00a0', 'ann@example.com', 'ann@example.com'],
    ['\ufeffann@example.com', 'ann@example.com', 'ann@example.com'],
    ['Ann@Example.COM', 'Ann@example.com', 'ann@example.com'],
    ['ANN.LEE@EXAMPLE.COM', 'ANN.LEE@example.com', 'ann.lee@example.com'],
    ['ann.lee@example.com', 'ann.lee@example.com', 'ann.lee@example.com'],
    ['annlee@example.com', 'annlee@example.com', 'annlee@example.com'],
    ['ann+news@example.com', 'ann+news@example.com', 'ann+news@example.com'],
    ['a.n.n@gmail.com', 'a.n.n@gmail.com', 'a.n.n@gmail.com'],
    ['ann+a+b@gmail.com', 'ann+a+b@gmail.com', 'ann+a+b@gmail.com'],
    ['a@b.co', 'a@b.co', 'a@b.co'],
    ['1@2.de', '1@2.de', '1@2.de'],
    ['12345@example.com', '12345@example.com', '12345@example.com'],
    ["o'brien@example.ie", "o'brien@example.ie", "o'brien@example.ie"],
    ['_ann_@example.com', '_ann_@example.com', '_ann_@example.com'],
    ['-ann-@example.com', '-ann-@example.com', '-ann-@example.com'],
    ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
    ['ann@sub.sub2.example.co.uk', 'ann@sub.sub2.example.co.uk', 'ann@sub.sub2.example.co.uk'],
    ['ann@ex-ample.com', 'ann@ex-ample.com', 'ann@ex-ample.com'],
    ['ann@123.com', 'ann@123.com', 'ann@123.com'],
    ['ann@a1.b2.museum', 'ann@a1.b2.museum', 'ann@a1.b2.museum'],
    ['ann@münchen.de', 'ann@münchen.de', 'ann@xn--mnchen-3ya.de'],
    ['ann@MÜNCHEN.DE', 'ann@münchen.de', 'ann@xn--mnchen-3ya.de'],
    ['ann@mu\u0308nchen.de', 'ann@münchen.de', 'ann@xn--mnchen-3ya.de'],
    ['ann@xn--mnchen-3ya.de', 'ann@xn--mnchen-3ya.de', 'ann@xn--mnchen-3ya.de'],
    ['ann@straße.de', 'ann@straße.de', 'ann@xn--strae-oqa.de'],
    ['ann@例え.jp', 'ann@例え.jp', 'ann@xn--r8jz45g.jp'],
    ['ann@пример.рф', 'ann@пример.рф', 'ann@xn--e1afmkfd.xn--p1ai'],
    ['ann@παράδειγμα.gr', 'ann@παράδειγμα.gr', 'ann@xn--hxajbheg2az3al.gr'],
    ['jörg@example.de', 'jörg@example.de', 'j%C3%B6rg@example.de'],
    ['JÖRG@example.de', 'JÖRG@example.de', 'j%C3%B6rg@example.de'],
    ['jo\u0308rg@example.de', 'jörg@example.de', 'j%C3%B6rg@example.de'],
    ['用户@example.cn', '用户@example.cn', '%E7%94%A8%E6%88%B7@example.cn'],
    ['"ann"@example.com', '"ann"@example.com', 'ann@example.com'],
    ['"Ann.Lee"@example.com', '"Ann.Lee"@example.com', 'ann.lee@example.com'],
    ['"ann..lee"@example.com', '"ann..lee"@example.com', '"ann..lee"@example.com'],
    ['".ann"@example.com', '".ann"@example.com', '".ann"@example.com'],
    [`${A64}@example.com`, `${A64}@example.com`, `${A64}@example.com`],
    [`${'a'.repeat(60)}@${LONG_DOMAIN}`, `${'a'.repeat(60)}@${LONG_DOMAIN}`, `${'a'.repeat(60)}@${LONG_DOMAIN}`],
    [`ann@${'b'.repeat(63)}.com`, `ann@${'b'.repeat(63)}.com`, `ann@${'b'.repeat(63)}.com`],
  ])('%j', (typed, value, key) => {
    expect(normaliseEmail(typed)).toEqual({ value, key, domain: key.slice(key.lastIndexOf('@') + 1) });
  });
});

describe('what is no single address is refused', () => {
  test.each<[typed: unknown]>([
    [''],
    [' '],
    ['@'],
    ['ann'],
    ['ann@'],
    ['@example.com'],
    ['ann.example.com'],
    ['a@b@c'],
    ['a@b@c.de'],
    ['ann@@example.com'],
    ['ann@example'],
    ['ann@localhost'],
    ['ann@.com'],
    ['ann@example.'],
    ['ann@example.com.'],
    ['ann@example..com'],
    ['ann@-example.com'],
    ['ann@example-.com'],
    ['ann@exa_mple.com'],
    ['ann@exa mple.com'],
    ['ann@exa,mple.com'],
    ['ann@example.com/path'],
    ['ann@example.com?subject=x'],
    ['ann@example.com#x'],
    ['ann@example.com:25'],
    ['ann@ex%41mple.com'],
    ['ann@[127.0.0.1]'],
    ['ann@[IPv6:::1]'],
    ['ann@127.0.0.1'],
    ['ann@0x7f.1'],
    ['ann@1.2'],
    ['ann@example.123'],
    ['ann@xn--a.de'],
    [`ann@${'b'.repeat(64)}.com`],
    ['.ann@example.com'],
    ['ann.@example.com'],
    ['ann..lee@example.com'],
    ['ann lee@example.com'],
    ['ann@example.com bob@example.com'],
    ['ann@example.com, bob@example.com'],
    ['ann@example.com;bob@example.com'],
    ['Ann <ann@example.com>'],
    ['<ann@example.com>'],
    ['mailto:ann@example.com'],
    ['ann(comment)@example.com'],
    ['(comment)ann@example.com'],
    ['ann@(comment)example.com'],
    ['ann@example.com (Ann)'],
    ['"ann lee"@example.com'],
    ['"ann@evil.com"@example.com'],
    ['"ann\\"x"@example.com'],
    ['"ann,bob"@example.com'],
    ['"ann"bob@example.com'],
    ['bob"ann"@example.com'],
    ['""@example.com'],
    ['"@example.com'],
    ['ann"@example.com'],
    ['ann\\@example.com'],
    ['ann[1]@example.com'],
    ['ann\r\nBcc: bob@example.com'],
    ['ann@example.com\r\nBcc: bob'],
    ['ann@exa\nmple.com'],
    ['an\rn@example.com'],
    ['an\u0000n@example.com'],
    ['ann@example.com\u0000'],
    ['ann\u0007@example.com'],
    ['ann\u007f@example.com'],
    ['an\tn@example.com'],
    ['an\u00a0n@example.com'],
    ['an\u2028n@example.com'],
    ['\u200fann@example.com'],
    ['ann@example.com\u200e'],
    ['\u202eann@example.com'],
    ['ann@\u202eexample.com'],
    ['ann\u200b@example.com'],
    ['ann@exam\u200bple.com'],
    ['ann@exam\u00adple.com'],
    ['ann\u2066@example.com'],
    ['ann＠example.com'],
    ['ann@☃.net'],
    ['😀@example.com'],
    [`${'a'.repeat(65)}@example.com`],
    [`${'ö'.repeat(33)}@example.com`],
    [`${A64}@${LONG_DOMAIN}`.replace('.de', `.${LABEL}.de`)],
    [`ann@${'é.'.repeat(60)}de`],
    ['a'.repeat(1001)],
    [' '.repeat(1001)],
    [null],
    [undefined],
    [42],
    [true],
    [{}],
    [['ann@example.com']],
    [{ toString: () => 'ann@example.com' }],
  ])('%j', (typed) => {
    expect(normaliseEmail(typed)).toBeNull();
  });
});

test.each([
  ['a long line of letters', 'a'.repeat(100_000)],
  ['many at signs', '@'.repeat(100_000)],
  ['many dots', `${'a.'.repeat(50_000)}@example.com`],
  ['many quotes', `${'"'.repeat(100_000)}@example.com`],
  ['a long domain', `a@${'b.'.repeat(50_000)}com`],
  ['blanks', ' '.repeat(100_000)],
])('100 KB of %s cost no time', (_name, hostile) => {
  const start = performance.now();
  for (let round = 0; round < 100; round += 1) normaliseEmail(hostile);
  expect(performance.now() - start).toBeLessThan(100);
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
