import fc from 'fast-check';
import { BadPattern, compilePattern } from '../../server/src/kernel/pattern';

test('a pattern says the same as the browser’s own engine (S16)', () => {
  const atom = fc.constantFrom('a', 'b', '.', '\\d', '[a-c]', '[^a]', '\\.', '(?:a|b)', '(ab|)', '[0-9a-f]', '\\p{L}', '-');
  const piece = fc.tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{2,}')).map(([one, times]) => one + times);
  const pattern = fc.array(fc.oneof({ weight: 6, arbitrary: piece }, { weight: 1, arbitrary: fc.constant('|') }), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
  const text = fc.stringMatching(/^[abc0-9.ä-]{0,12}$/u);
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
      const matches = compilePattern(source);
      const native = new RegExp(`^(?:${source})$`, 'v');
      for (const one of texts) if (matches(one) !== native.test(one)) throw new Error(`${source} on “${one}”`);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['\\d{5}', '20095', '2009'],
  ['[A-Z]{2}-\\d+', 'AB-12', 'ab-12'],
  ['^(?:\\+49|0)[1-9]\\d{3,}$', '+4940555', '+49055'],
  ['\\p{Lu}\\p{Ll}+', 'Änne', 'änne'],
  ['[\\w.\\-]+', 'a.b-c', 'a b'],
  ['', '', 'a'],
])('%s takes “%s” and not “%s”', (source, right, wrong) => {
  expect([compilePattern(source)(right), compilePattern(source)(wrong)]).toEqual([true, false]);
});

test.each(['(a)\\1', '(?=a)a', '(?<!a)b', '(?<n>a)', 'a+?', 'a**', '(a', '[a', 'a{2', '\\', 'a{3,1}', '(?:(?:a{20}){20}){20}', `${'()'}{9999}{9999}`, '((){9999}){9999}', '((a{0}){9999}){9999}', 'a'.repeat(201), '\\k<n>', '[\\q{ab}]'])(
  'a pattern that could make a check slow or is broken is refused with a reason: %s (S16)',
  (source) => {
    const startedAt = Date.now();
    expect(() => compilePattern(source)).toThrow(BadPattern);
    expect(Date.now() - startedAt).toBeLessThan(1000);
  },
);

test.each(['(a+)+$', '(a|aa)+b', '(.*)*x', '(a*)*b', '(?:a?){50}b', '([a-z]+)*[0-9]', '.*.*.*.*=.*'])('no text makes %s slow: time grows with its length only (S16, X17)', (source) => {
  const matches = compilePattern(source);
  const millisecondsFor = (length: number): number => {
    const text = 'a'.repeat(length);
    const times = Array.from({ length: 3 }, () => {
      const startedAt = performance.now();
      matches(text);
      return performance.now() - startedAt;
    });
    return Math.min(...times);
  };
  millisecondsFor(2_000);
  expect(millisecondsFor(20_000)).toBeLessThan(20 * millisecondsFor(2_000) + 50);
});
