import fc from 'fast-check';
import { campaignOf, entryReference, safeUrl, touchOf, visitorIdOf } from '../../server/src/visits/page';
import { fastest } from '../support/fastest';

const NONE = new Set<string>();

describe('a stored address', () => {
  test('has no fragment, no credentials and no parameter that may carry a secret or personal data (F44)', () => {
    expect(safeUrl('https://u:p@example.com/a?utm_source=x&token=abc&EMAIL=a@b.c&sessionId=9&q=1#frag', NONE)).toBe('https://example.com/a?utm_source=x&q=1');
    expect(safeUrl('https://example.com/a;jsessionid=1/b?api_key=2&keyword=paint', NONE)).toBe('https://example.com/a/b?keyword=paint');
  });

  test('loses the parameters that the site names (F44)', () => {
    expect(safeUrl('https://example.com/?Customer=7&page=2', new Set(['customer']))).toBe('https://example.com/?page=2');
  });

  test.each(['token', 'key', 'code', 'password', 'email', 'phone', 'session', 'sig'])('never shows the value of %s, wherever it stands (F44)', (name) => {
    const spellings = fc.constantFrom(name, name.toUpperCase(), `my_${name}`, `${name}[]`, `user.${name}`, encodeURIComponent(`${name}[0]`), [...name].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''));
    const places = fc.constantFrom(
      (pair: string) => `https://example.com/?a=1&${pair}&b=2`,
      (pair: string) => `https://example.com/?a=1;${pair}`,
      (pair: string) => `https://example.com/?next=${encodeURIComponent(`/reset?${pair}`)}`,
      (pair: string) => `https://example.com/?next=https://other.example/?x=1%26${pair}`,
      (pair: string) => `https://example.com/#${pair}`,
      (pair: string) => `https://example.com/#/route?${pair}`,
    );
    fc.assert(
      fc.property(spellings, places, fc.string({ unit: fc.constantFrom(...'abcdefghijklmnop0123456789'), minLength: 1, maxLength: 40 }), (spelling, place, rest) => {
        const address = place(`${spelling}=canary${rest}`);
        expect(JSON.stringify([safeUrl(address, NONE), campaignOf(address, NONE)])).not.toContain('canary');
      }),
    );
  });

  test('is nothing for anything but http and https, and never longer than 512 characters (F43)', () => {
    expect(safeUrl('javascript:alert(1)', NONE)).toBeNull();
    expect(safeUrl('not a url', NONE)).toBeNull();
    expect(safeUrl(`https://example.com/?q=${'x'.repeat(3000)}`, NONE)).toHaveLength(512);
  });

  test('is read in a few milliseconds, however hostile (X17)', () => {
    const hostile = [`https://example.com/${';'.repeat(100_000)}`, `https://example.com/?${'a='.repeat(50_000)}`, `https://example.com/?${'&'.repeat(100_000)}`, `https://example.com/?${'a-B_'.repeat(25_000)}=1`];
    for (const address of hostile) expect(fastest(() => safeUrl(address, NONE))).toBeLessThan(50);
  });
});

test('campaign parameters and click ids are read from the whole address, each at most 512 characters (F43)', () => {
  const names = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id', 'gclid', 'gbraid', 'wbraid', 'dclid', 'fbclid', 'msclkid', 'ttclid', 'li_fat_id', 'twclid'];
  const all = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
  expect(campaignOf(`https://example.com/?q=${'x'.repeat(1500)}&${new URLSearchParams(all).toString()}`, NONE)).toEqual(all);
  expect(campaignOf('https://example.com/?utm_source=news&other=1&utm_term=', NONE)).toEqual({ utm_source: 'news' });
  expect(campaignOf(`https://example.com/?utm_campaign=${'x'.repeat(900)}`, NONE).utm_campaign).toHaveLength(512);
  expect(campaignOf(null, NONE)).toEqual({});
});

test('a touch tells the campaign of the first page and of this one (F43)', () => {
  const at = new Date('2026-03-01T10:00:00Z');
  const raw = { at, page: 'https://example.com/contact?utm_term=b', landing: 'https://example.com/?gclid=1&utm_term=a', referrer: 'https://search.example/?q=paint#x', entry: 'api::page.page:abc:de' };
  expect(touchOf(raw, NONE)).toEqual({
    at: at.toISOString(),
    page: 'https://example.com/contact?utm_term=b',
    landing: 'https://example.com/?gclid=1&utm_term=a',
    referrer: 'https://search.example/?q=paint',
    utm: { gclid: '1', utm_term: 'b' },
    entry: { uid: 'api::page.page', documentId: 'abc', locale: 'de' },
  });
});

test('only the site’s own content types count as an entry', () => {
  expect(entryReference('api::article.article:abc123:en')).toEqual({ uid: 'api::article.article', documentId: 'abc123', locale: 'en' });
  expect(entryReference('api::article.article:abc123')).toEqual({ uid: 'api::article.article', documentId: 'abc123', locale: null });
  for (const bad of ['admin::user:1', 'plugin::crm.contact:abc', 'api::article.article', 'api::a.b:<script>', `api::a.b:${'x'.repeat(65)}`, null]) expect(entryReference(bad)).toBeNull();
});

test('a visitor’s id is 128 random bits and nothing else (F45)', () => {
  expect(visitorIdOf('AAAAAAAAAAAAAAAAAAAAAA')).toBe('AAAAAAAAAAAAAAAAAAAAAA');
  for (const bad of ['', 'short', 'AAAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAA A', null]) expect(visitorIdOf(bad)).toBeNull();
});
