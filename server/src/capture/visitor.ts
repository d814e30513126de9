import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { ContentEntry } from '../kernel/contract';

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

const MAX_VALUE = 512;
const PRIVATE_PARAMETERS = /^(?:.*(?:token|password|passwd|secret|session|signature).*|key|code|email|e-mail|mail|phone|tel|sig)$/i;
const CAMPAIGN_PARAMETERS = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'utm_id',
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'fbclid',
  'msclkid',
  'ttclid',
  'li_fat_id',
  'twclid',
] as const;

/** Without fragment and without parameters that may carry secrets or personal data. Null for anything but http(s). */
export const safeUrl = (input: string | undefined | null): string | null => {
  if (!input || !originOf(input.slice(0, 4000))) return null;
  const url = new URL(input.slice(0, 4000));
  url.hash = '';
  url.username = '';
  url.password = '';
  for (const name of [...url.searchParams.keys()]) if (PRIVATE_PARAMETERS.test(name)) url.searchParams.delete(name);
  return url.toString().slice(0, 2000);
};

/** Campaign parameters and click ids of the page that sent the form. */
export const campaignOf = (page: string | null): Record<string, string> => {
  if (!page) return {};
  const { searchParams } = new URL(page);
  return Object.fromEntries(
    CAMPAIGN_PARAMETERS.flatMap((name) => {
      const value = searchParams.get(name)?.trim();
      return value ? [[name, value.slice(0, MAX_VALUE)]] : [];
    }),
  );
};

/** `uid:documentId:locale`, as a page of the site says which entry it shows. Only the site's own types are believed. */
export const entryReference = (input: string | undefined | null): Omit<ContentEntry, 'title'> | null => {
  const match = /^(api::[a-z0-9-]+\.[a-z0-9-]+):([a-z0-9]{1,64})(?::([A-Za-z0-9-]{0,20}))?$/.exec(input ?? '');
  return match ? { uid: match[1]!, documentId: match[2]!, locale: match[3] || null } : null;
};
