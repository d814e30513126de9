import { normaliseEmail } from '../identity';
import { plainText } from '../kernel/text';
import type { MAIL_KINDS } from './contract';

export interface NewMail {
  /** At most 255 characters, ids and hashes only: the same key never makes a second mail. */
  effectKey: string;
  kind: (typeof MAIL_KINDS)[number];
  /** One recipient per message (M14). */
  to: { name?: string | null; address: string };
  /** Left out where it is no valid address. */
  replyTo?: string | null;
  subject: string;
  text: string;
  html?: string | null;
  /** Further headers, such as `Auto-Submitted`. */
  headers?: Record<string, string>;
  submissionId?: string | null;
}

export interface Mailbox {
  name: string | null;
  address: string;
}

export interface Message {
  to: Mailbox | null;
  replyTo: string | null;
  subject: string;
  text: string;
  html: string | null;
  headers: Record<string, string>;
}

const NAME_LENGTH = 100;
const SUBJECT_LENGTH = 78;
const TEXT_LENGTH = 100_000;
const HTML_LENGTH = 512_000;
const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
const HEADER_LENGTH = 500;
/** These are made from the fields above, once. */
const RESERVED_HEADERS = new Set(['from', 'sender', 'to', 'cc', 'bcc', 'reply-to', 'return-path', 'subject', 'date', 'message-id', 'mime-version', 'content-type', 'content-transfer-encoding', 'dkim-signature', 'received']);

/**
 * What may go out: every header value is one line (S17, M14), every address was read by our own parser, which
 * caps it at 254 octets before any mail library sees it. `to` is null where the address is none.
 */
export const toMessage = ({ to, replyTo, subject, text, html, headers = {} }: NewMail): Message => {
  const address = deliverable(to.address);
  return {
    to: address ? { name: plainText(to.name, NAME_LENGTH), address } : null,
    replyTo: replyTo ? deliverable(replyTo) : null,
    subject: plainText(subject, SUBJECT_LENGTH) ?? '(no subject)',
    text: bodyText(text, TEXT_LENGTH),
    html: html ? bodyText(html, HTML_LENGTH) : null,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [headerName(name), plainText(value, HEADER_LENGTH) ?? ''])),
  };
};

/** The address as mail servers take it, with its domain in punycode; null for anything that is not one address. */
export const deliverable = (typed: string): string | null => {
  const email = normaliseEmail(typed);
  if (!email) return null;
  return `${email.value.slice(0, email.value.lastIndexOf('@'))}@${email.domain}`;
};

/** As one header value. Providers that read it by commas and brackets find none in the name. */
export const mailboxText = ({ name, address }: Mailbox): string => {
  const plain = plainText(name?.replace(/["\\,;:<>@()[\]]/g, ' '), NAME_LENGTH);
  // A provider that writes headers itself must encode other letters, and not every one does: no name is never wrong.
  return plain && /^[\x20-\x7e]+$/.test(plain) ? `"${plain}" <${address}>` : address;
};

/** `Name <address>` or an address, as configuration files write it. */
export const mailboxOf = (text: unknown): Mailbox | null => {
  if (typeof text !== 'string' || text.length > 500) return null;
  const open = text.lastIndexOf('<');
  const isNamed = open !== -1 && text.trimEnd().endsWith('>');
  const address = deliverable(isNamed ? text.trimEnd().slice(open + 1, -1) : text);
  if (!address) return null;
  return { name: isNamed ? plainText(text.slice(0, open).replace(/^\s*"|"\s*$/g, ''), NAME_LENGTH) : null, address };
};

const headerName = (name: string): string => {
  if (!HEADER_NAME.test(name) || RESERVED_HEADERS.has(name.toLowerCase())) throw new Error(`“${name.slice(0, 60)}” can’t be set as a header of a mail`);
  return name;
};

/** Line ends and tabs stay, other control characters go: PostgreSQL stores no NUL, and a terminal obeys an escape. */
const bodyText = (text: string, max: number): string => text.slice(0, max).replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '');

const SAFE_NAME_LENGTH = 60;

/**
 * A visitor's name that may be written to an address which the visitor only claims to own: otherwise a form
 * becomes a way to mail advertising to strangers. Null for what is long, or could be read as a link or an address.
 */
export const safeName = (name: string | null | undefined): string | null => {
  const plain = plainText(name, SAFE_NAME_LENGTH + 1);
  if (!plain || [...plain].length > SAFE_NAME_LENGTH) return null;
  const isName = /^[\p{L}\p{M}\p{N} .,'’‘`´·()-]+$/u.test(plain) && !/\p{L}\.\p{L}{2}/u.test(plain) && !/\d{4}/.test(plain) && !/\bwww\b/i.test(plain);
  return isName ? plain : null;
};
