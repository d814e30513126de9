import type { IncomingMessage } from 'node:http';
import { addressPrefix, clientAddress, limiterKey, originOf } from '../../server/src/kernel/address';

const request = (remoteAddress: string, forwarded?: string) => ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the visitor’s address (S31, F46)', () => {
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

test('an origin is whole or nothing', () => {
  expect(originOf('https://example.com/path')).toBe('https://example.com');
  for (const nothing of ['null', '', undefined, null, 'file:///x', 'data:,x', 'example.com']) expect(originOf(nothing)).toBeNull();
});
