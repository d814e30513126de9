import type { IncomingMessage } from 'node:http';
import { addressPrefix, campaignOf, clientAddress, entryReference, limiterKey, originOf, safeUrl } from '../../server/src/capture/visitor';

const request = (remoteAddress: string, forwarded?: string) => ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the visitor’s address', () => {
  test('is the socket’s when no proxy is trusted, whatever the header claims', () => {
    expect(clientAddress(request('203.0.113.9', '1.2.3.4'), 0)).toBe('203.0.113.9');
  });

  test('is counted from the right, so that a visitor can’t write it', () => {
    expect(clientAddress(request('10.0.0.1', '6.6.6.6, 198.51.100.7'), 1)).toBe('198.51.100.7');
    expect(clientAddress(request('10.0.0.1', '6.6.6.6, 198.51.100.7, 10.0.0.2'), 2)).toBe('198.51.100.7');
  });

  test('falls back to the socket when the header is short or is no address', () => {
    expect(clientAddress(request('10.0.0.1', ''), 1)).toBe('10.0.0.1');
    expect(clientAddress(request('10.0.0.1', 'unknown'), 1)).toBe('10.0.0.1');
    expect(clientAddress(request('::ffff:192.0.2.4'), 0)).toBe('192.0.2.4');
  });

  test('is stored only as /24 or /48 and limited by address or /64', () => {
    expect(addressPrefix('203.0.113.9')).toBe('203.0.113.0/24');
    expect(addressPrefix('2001:0db8:85a3::8a2e:0370:7334')).toBe('2001:db8:85a3::/48');
    expect(addressPrefix('nonsense')).toBeNull();
    expect(limiterKey('203.0.113.9')).toBe('203.0.113.9');
    expect(limiterKey('2001:db8:1:2:3:4:5:6')).toBe(limiterKey('2001:db8:1:2:ffff::1'));
    expect(limiterKey('2001:db8:1:2::1')).not.toBe(limiterKey('2001:db8:1:3::1'));
  });
});

test('an address of a page is kept without fragment, credentials and secrets', () => {
  expect(safeUrl('https://u:p@example.com/a?utm_source=x&token=abc&EMAIL=a@b.c&sessionId=9&q=1#frag')).toBe('https://example.com/a?utm_source=x&q=1');
  expect(safeUrl('javascript:alert(1)')).toBeNull();
  expect(safeUrl('not a url')).toBeNull();
});

test('campaign parameters and click ids are read from the page, each at most 512 characters', () => {
  expect(campaignOf('https://example.com/?utm_source=news&gclid=G&other=1&utm_term=')).toEqual({ utm_source: 'news', gclid: 'G' });
  expect(campaignOf(`https://example.com/?utm_campaign=${'x'.repeat(900)}`).utm_campaign).toHaveLength(512);
  expect(campaignOf(null)).toEqual({});
});

test('only the site’s own content types count as a landing entry', () => {
  expect(entryReference('api::article.article:abc123:en')).toEqual({ uid: 'api::article.article', documentId: 'abc123', locale: 'en' });
  expect(entryReference('api::article.article:abc123')).toEqual({ uid: 'api::article.article', documentId: 'abc123', locale: null });
  for (const bad of ['admin::user:1', 'plugin::crm.contact:abc', 'api::article.article', 'api::a.b:<script>', `api::a.b:${'x'.repeat(65)}`, null]) expect(entryReference(bad)).toBeNull();
});

test('an origin is whole or nothing', () => {
  expect(originOf('https://example.com/path')).toBe('https://example.com');
  for (const nothing of ['null', '', undefined, null, 'file:///x', 'data:,x', 'example.com']) expect(originOf(nothing)).toBeNull();
});
