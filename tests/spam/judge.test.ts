import fc from 'fast-check';
import { REASON_POINTS } from '../../server/src/spam/contract';
import { reasonsOf, type Evidence, type Findings } from '../../server/src/spam/judge';
import { isQuarantined, type Reason } from '../../server/src/submissions/verdict';
import { evidence } from './evidence';
import { fastest } from '../support/fastest';

const quiet: Findings = { pageAgeMs: 60_000, captcha: 'not-asked', isBlocked: false, isRepeated: false, isUnchecked: false, holdsDisposable: false, holdsRoleAddresses: false };
const verdict = (about: Parameters<typeof evidence>[0] = {}, found: Partial<Findings> = {}): Record<string, number> =>
  Object.fromEntries(reasonsOf(evidence(about), { ...quiet, ...found }).map(({ reason, points }) => [reason, points]));
const links = (count: number): Evidence['values'] => ({ message: Array.from({ length: count }, (_, index) => `see https://site-${index}.example/`).join(' ') });

const TABLE: [string, Parameters<typeof evidence>[0], Partial<Findings>, Record<string, number>][] = [
  ['a person who took a minute', {}, {}, {}],
  ['a filled trap', { honeypot: 'https://spam.example' }, {}, { honeypot: 100 }],
  ['a trap with blanks', { honeypot: '  ' }, {}, {}],
  ['a trap that the page did not send', { honeypot: null }, {}, {}],
  ['a site that is not on the list', { allowedOrigins: ['https://other.example'] }, {}, { origin: 60 }],
  ['a site that the browser hides', { allowedOrigins: ['https://other.example'], origin: null }, {}, { origin: 60 }],
  ['the site’s own page', { allowedOrigins: ['https://other.example'], isOwnPage: true }, {}, {}],
  ['a page that was open for less than two seconds', {}, { pageAgeMs: 1_999 }, { time: 40 }],
  ['a page of another server whose clock is ahead', {}, { pageAgeMs: -300 }, { time: 40 }],
  ['a page that was open for two seconds', {}, { pageAgeMs: 2_000 }, {}],
  ['a page that was open for a day', {}, { pageAgeMs: 24 * 3_600_000 }, {}],
  ['a page that was open for longer', {}, { pageAgeMs: 24 * 3_600_000 + 1 }, { token: 10 }],
  ['a page without a token', {}, { pageAgeMs: null }, { token: 10 }],
  ['a proof of work that is missing', { asksFor: 'altcha' }, { captcha: 'failed' }, { pow: 60 }],
  ['a captcha that is missing or wrong', { asksFor: 'turnstile' }, { captcha: 'failed' }, { captcha: 60 }],
  ['a provider that can’t be reached', { asksFor: 'hcaptcha' }, { captcha: 'unavailable' }, { captcha_unavailable: 30 }],
  ['a captcha that passed', { asksFor: 'recaptcha' }, { captcha: 'passed' }, {}],
  ['three links', { values: links(3) }, {}, {}],
  ['four links', { values: links(4) }, {}, { links: 20 }],
  ['four links in four lists', { values: { urls: ['www.a.example', 'HTTP://b.example'], more: { deep: ['https://c.example', 'https://d.example'] } } }, {}, { links: 20 }],
  ['something on the blocklist', {}, { isBlocked: true }, { blocklist: 60 }],
  ['a throw-away address', { email: 'x@mailinator.com' }, {}, { disposable: 20 }],
  ['a throw-away address below another name', { email: 'x@inbox.MAILINATOR.com' }, {}, { disposable: 20 }],
  ['a throw-away address where the owner holds them', { email: 'x@mailinator.com' }, { holdsDisposable: true }, { disposable: 60 }],
  ['an address of a role', { email: 'Info@acme-works.example' }, {}, { role_address: 0 }],
  ['an address of a role where the owner holds them', { email: 'noreply@acme-works.example' }, { holdsRoleAddresses: true }, { role_address: 60 }],
  ['the same body from five networks', {}, { isRepeated: true }, { repeated: 50 }],
  ['a program without Accept', { accept: null }, {}, { headers: 10 }],
  ['a program without Accept and Accept-Language', { accept: null, acceptLanguage: '' }, {}, { headers: 10 }],
  ['something that could not be looked up', {}, { isUnchecked: true }, { check_failed: 60 }],
];

test.each(TABLE)('%s is judged as the table says (F16, F27, F30, F31)', (_, about, found, expected) => {
  expect(verdict(about, found)).toEqual(expected);
});

test('a curl call without token and language alone is let through (F30)', () => {
  expect(isQuarantined(reasonsOf(evidence({ accept: '*/*', acceptLanguage: null }), { ...quiet, pageAgeMs: null }))).toBe(false);
});

test('sixty points hold, fifty-nine would not, and a captcha that nobody could check always does (F30, F34)', () => {
  const points = (...all: number[]): Reason[] => all.map((one) => ({ reason: 'links', points: one }));
  expect(isQuarantined(points(20, 40))).toBe(true);
  expect(isQuarantined(points(20, 39))).toBe(false);
  expect(isQuarantined([{ reason: 'captcha_unavailable', points: 30 }])).toBe(true);
});

const sum = (reasons: readonly Reason[]): number => reasons.reduce((total, { points }) => total + points, 0);

/** Each makes a submission more suspicious, whatever else is known of it. */
const WORSE: ((about: Evidence, found: Findings) => [Evidence, Findings])[] = [
  (about, found) => [{ ...about, honeypot: 'filled' }, found],
  (about, found) => [{ ...about, form: { ...about.form, allowedOrigins: ['https://nowhere.example'] }, isOwnPage: false }, found],
  (about, found) => [about, { ...found, pageAgeMs: 5 }],
  (about, found) => [about, { ...found, captcha: 'failed' }],
  (about, found) => [about, { ...found, isBlocked: true }],
  (about, found) => [about, { ...found, isRepeated: true }],
  (about, found) => [about, { ...found, isUnchecked: true }],
  (about, found) => [about, { ...found, holdsDisposable: true, holdsRoleAddresses: true }],
  (about, found) => [{ ...about, email: 'x@mailinator.com' }, found],
  (about, found) => [{ ...about, accept: null, acceptLanguage: null }, found],
  (about, found) => [{ ...about, values: { ...about.values, more: 'https://a.example https://b.example https://c.example https://d.example' } }, found],
];

test('whatever is found out, more of it never takes points away (F30)', () => {
  const signs = fc.subarray(WORSE.map((_, index) => index));
  fc.assert(
    fc.property(signs, fc.nat(WORSE.length - 1), fc.constantFrom('none', 'altcha', 'turnstile'), fc.jsonValue(), (some, another, asksFor, junk) => {
      const apply = (indexes: readonly number[]): Reason[] =>
        reasonsOf(...indexes.reduce<[Evidence, Findings]>(([about, found], index) => WORSE[index]!(about, found), [evidence({ asksFor: asksFor as 'none', values: { junk: junk as string } }), quiet]));
      const before = apply(some);
      const after = apply([...some, another]);
      expect(sum(after)).toBeGreaterThanOrEqual(sum(before));
      expect(isQuarantined(after) || !isQuarantined(before)).toBe(true);
    }),
  );
});

test('a text of any length is judged in time that grows with it', () => {
  const long = { message: 'h'.repeat(20_000) + 'www.'.repeat(50_000) };
  expect(fastest(() => reasonsOf(evidence({ values: long, email: `${'a.'.repeat(100)}example` }), quiet))).toBeLessThan(50);
});

test('every reason that the table names has its points', () => {
  const named = new Set(TABLE.flatMap(([, , , expected]) => Object.keys(expected)));
  expect([...named].sort()).toEqual(Object.keys(REASON_POINTS).sort());
});
