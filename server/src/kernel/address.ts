import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The visitor's address. Only as many entries of X-Forwarded-For are believed as there are trusted proxies,
 * counted from the right: everything left of them is written by the visitor.
 */
export const clientAddress = (request: IncomingMessage, trustedProxyHops: number): string => {
  const socket = plain(request.socket.remoteAddress ?? '');
  if (trustedProxyHops === 0) return socket;
  const header = request.headers['x-forwarded-for'];
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((entry) => plain(entry.trim()));
  const candidate = chain.at(-trustedProxyHops);
  return candidate && isIP(candidate) ? candidate : socket;
};

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** /24 for IPv4 and /48 for IPv6: enough to see an attack, not enough to find a person. */
export const addressPrefix = (address: string): string | null => network(address, 24, 3);

/** What a limiter counts by: one IPv4 address, or the /64 that one IPv6 household gets. */
export const limiterKey = (address: string): string => network(address, 32, 4) ?? 'unknown';

const network = (address: string, v4Bits: 24 | 32, v6Groups: number): string | null => {
  const version = isIP(address);
  if (version === 4) return v4Bits === 32 ? address : `${address.split('.').slice(0, 3).join('.')}.0/24`;
  if (version === 6) return `${expandedGroups(address).slice(0, v6Groups).join(':')}::/${v6Groups * 16}`;
  return null;
};

const expandedGroups = (address: string): string[] => {
  const [head = '', tail] = address.split('%', 1)[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const middle = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...middle, ...right].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
};

/** The page's origin as the browser says: Origin, else Referer. `null` (sandboxed, file:) says nothing. */
export const pageOrigin = (request: IncomingMessage): string | null => originOf(request.headers.origin) ?? originOf(request.headers.referer);

export const originOf = (url: string | undefined | null): string | null => {
  if (!url || url === 'null') return null;
  try {
    const { origin, protocol } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? origin : null;
  } catch {
    return null;
  }
};
