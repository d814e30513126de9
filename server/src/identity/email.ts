import { domainToASCII } from 'node:url';

export interface Email {
  /** As typed, but for blanks around it and the case of the domain. */
  value: string;
  /** Equal for the same mailbox: this is a person's identity, and unique in the database. */
  key: string;
  /** Lower case, punycode. */
  domain: string;
}

/** Longer input is refused unread, so that no hostile length costs time. The longest address has 254 octets. */
const MAX_INPUT = 1000;
const MAX_OCTETS = 254;
const MAX_LOCAL_OCTETS = 64;

// Classes without a dot, so that no character can be matched in two ways: linear time.
const ATOM = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+$/u;
const QUOTED = /^"([\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~.-]+)"$/u;
/** Among letters and marks too: without them two addresses could look the same and be different people. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const TYPED_DOMAIN = /^[\p{L}\p{N}\p{M}.-]+$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * One address or nothing. Plus-tags and dots are kept: at most providers they are other mailboxes, and
 * folding them would hand one person's record to another. Comments, address literals, names in front and
 * quoted blanks or `@` are refused: mailers read those differently from each other.
 */
export const normaliseEmail = (raw: unknown): Email | null => {
  if (typeof raw !== 'string' || raw.length > MAX_INPUT) return null;
  const text = raw.trim().normalize('NFC');
  const at = text.indexOf('@');
  if (at < 1 || at !== text.lastIndexOf('@') || INVISIBLE.test(text)) return null;

  const local = text.slice(0, at);
  const typedDomain = text.slice(at + 1);
  const mailbox = mailboxOf(local);
  const domain = asciiDomain(typedDomain);
  if (mailbox === null || domain === null || octets(local) > MAX_LOCAL_OCTETS) return null;

  const value = `${local}@${typedDomain.toLowerCase()}`;
  const key = `${asciiOnly(mailbox.toLowerCase())}@${domain}`;
  return octets(value) <= MAX_OCTETS && octets(key) <= MAX_OCTETS ? { value, key, domain } : null;
};

/** Lower case and punycode, or null where it can't be the name of a mail or web host. */
export const asciiDomain = (typed: string): string | null => {
  if (typed.length > MAX_OCTETS || !TYPED_DOMAIN.test(typed)) return null;
  const domain = domainToASCII(typed.toLowerCase());
  const labels = domain.split('.');
  const isHost = labels.length >= 2 && domain.length <= 253 && labels.every((label) => LABEL.test(label));
  // A numeric last label would make it an IP address.
  return isHost && !/^\d+$/.test(labels.at(-1) ?? '') ? domain : null;
};

/** Quotes that protect nothing do not make another mailbox. */
const mailboxOf = (local: string): string | null => {
  const inner = QUOTED.exec(local)?.[1];
  const isDotAtom = (text: string): boolean => text.split('.').every((atom) => ATOM.test(atom));
  if (inner !== undefined) return isDotAtom(inner) ? inner : local;
  return isDotAtom(local) ? local : null;
};

/**
 * MySQL compares `é` and `e` as equal, so a unique key may hold ASCII only. The percent sign is escaped too:
 * whoever types another one's key as an address must not become that person.
 */
const asciiOnly = (text: string): string => text.replace(/[^\x20-\x24\x26-\x7e]+/gu, (other) => encodeURIComponent(other));

const octets = (text: string): number => Buffer.byteLength(text, 'utf8');
