import type { Touch } from '../contacts/contract';
import { originOf } from '../kernel/address';
import type { ContentEntry } from '../kernel/contract';
import { VISITOR_ID } from './contract';

/** The longest address or campaign value that is kept. */
const MAX_VALUE = 512;
const MAX_READ = 4000;
/** Anywhere in a parameter's name. */
const PRIVATE_PARTS = /token|passw|secret|session|signature|e-?mail|phone/;
/** As a whole word of it: `key` and `api_key`, but not `keyword`. */
const PRIVATE_WORDS = new Set(['key', 'apikey', 'code', 'mail', 'tel', 'sig', 'pwd', 'auth']);
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

/** Parameters that a site wants cut from addresses beside ours, in small letters. */
export type DeniedParameters = ReadonlySet<string>;

/** What a page or a browser tells about where somebody is and came from, not yet fit to be stored. */
export interface RawTouch {
  at: Date;
  page: string | null;
  /** The first page of this visit, where it is known. */
  landing: string | null;
  referrer: string | null;
  /** `uid:documentId:locale` */
  entry: string | null;
}

/** Fit to be stored: addresses without secrets, the campaign read from them, and the entry only if it is the site's own. */
export const touchOf = ({ at, page, landing, referrer, entry }: RawTouch, denied: DeniedParameters): Touch => ({
  at: at.toISOString(),
  page: safeUrl(page, denied),
  landing: safeUrl(landing ?? page, denied),
  referrer: safeUrl(referrer, denied),
  utm: { ...campaignOf(landing, denied), ...campaignOf(page, denied) },
  entry: entryReference(entry),
});

/** Without fragment and without parameters that may carry secrets or personal data. Null for anything but http(s). */
export const safeUrl = (input: string | null, denied: DeniedParameters): string | null => cleaned(input, denied)?.toString().slice(0, MAX_VALUE) ?? null;

/** Campaign parameters and click ids of an address, read before it is cut to length. */
export const campaignOf = (input: string | null, denied: DeniedParameters): Record<string, string> => {
  const parameters = cleaned(input, denied)?.searchParams;
  return Object.fromEntries(
    CAMPAIGN_PARAMETERS.flatMap((name) => {
      const value = parameters?.get(name)?.trim();
      return value ? [[name, value.slice(0, MAX_VALUE)]] : [];
    }),
  );
};

/** `uid:documentId:locale`, as a page of the site says which entry it shows. Only the site's own types are believed. */
export const entryReference = (input: string | null): Omit<ContentEntry, 'title'> | null => {
  const match = /^(api::[a-z0-9-]+\.[a-z0-9-]+):([a-z0-9]{1,64})(?::([A-Za-z0-9-]{0,20}))?$/.exec(input ?? '');
  return match ? { uid: match[1]!, documentId: match[2]!, locale: match[3] || null } : null;
};

/** What a browser calls itself, if it looks like it; anything else is nothing. */
export const visitorIdOf = (input: string | null): string | null => (input !== null && VISITOR_ID.test(input) ? input : null);

const cleaned = (input: string | null, denied: DeniedParameters): URL | null => {
  if (!input || !originOf(input.slice(0, MAX_READ))) return null;
  const url = new URL(input.slice(0, MAX_READ));
  url.hash = '';
  url.username = '';
  url.password = '';
  // `/a;jsessionid=1`
  if (url.pathname.includes(';')) url.pathname = url.pathname.replace(/;[^/]*/g, '');
  for (const [name, value] of [...url.searchParams]) if (isPrivate(name, denied) || namesIn(value).some((inner) => isPrivate(inner, denied))) url.searchParams.delete(name);
  return url;
};

const isPrivate = (name: string, denied: DeniedParameters): boolean => {
  const lower = name.toLowerCase();
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/);
  return denied.has(lower) || PRIVATE_PARTS.test(lower) || words.some((word) => PRIVATE_WORDS.has(word));
};

/** The parameters of an address inside a value: `?next=/reset?token=1`, or `?a=1;token=2`, however often it was encoded. */
const namesIn = (value: string): string[] => {
  const plain = unescaped(unescaped(unescaped(value)));
  return plain.includes('=') ? plain.split(/[?&;#\s]/).map((part) => part.split('=', 1)[0]!) : [];
};

const unescaped = (text: string): string => text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
