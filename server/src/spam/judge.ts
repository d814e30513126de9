import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import type { PublishedForm, RawValue, RawValues } from '../forms';
import type { Reason } from '../submissions';
import type { CaptchaVerdict } from './captcha';
import { REASON_POINTS, type ReasonName } from './contract';

/** What a visitor sent and how it came: all that a verdict rests on. */
export interface Evidence {
  form: Pick<PublishedForm, 'key' | 'allowedOrigins' | 'settings'>;
  /** The answers as they came, without the keys that are ours. */
  values: RawValues;
  payloadHash: string;
  /** What stood in the trap field; null when the page did not send it, which is not suspicious. */
  honeypot: string | null;
  /** Of the page that the form stood on, if it asked for one. */
  token: string | null;
  /** What the visitor's captcha answered. */
  captcha: string | null;
  /** False for answers that go back to be corrected: they spend no captcha answer, which must still count the next time. */
  isFinal: boolean;
  email: string | null;
  /** Where the page was, as the browser says; null when it does not. */
  origin: string | null;
  /** The site that the form was served from is always allowed. */
  isOwnPage: boolean;
  address: string | null;
  ipPrefix: string | null;
  accept: string | null;
  acceptLanguage: string | null;
  /** Sent by staff to try the form: never judged. */
  isTest: boolean;
}

/** What the evidence does not say by itself. */
export interface Findings {
  /** Age of the page's token in milliseconds; null without a token of ours. */
  pageAgeMs: number | null;
  captcha: CaptchaVerdict | 'not-asked';
  isBlocked: boolean;
  /** The same body came from five networks within the hour. */
  isRepeated: boolean;
  /** Something that had to be looked up could not be. */
  isUnchecked: boolean;
  holdsDisposable: boolean;
  holdsRoleAddresses: boolean;
}

const HELD = 60;
const TOO_FAST_MS = 2_000;
const TOO_OLD_MS = 24 * 3_600_000;
const MAX_LINKS = 3;
const LINK = /\bhttps?:\/\/|\bwww\./gi;
const ROLES = new Set('abuse admin administrator billing contact help hello hostmaster info mail marketing no-reply noreply office postmaster root sales service support team webmaster'.split(' '));

/** The verdict as a table: named reasons with points. Pure; another sign never takes a point away. */
export const reasonsOf = (evidence: Evidence, findings: Findings): Reason[] => {
  const { form, honeypot, origin, email } = evidence;
  const { pageAgeMs, captcha } = findings;
  const signs: [ReasonName, boolean, points?: number][] = [
    ['honeypot', honeypot !== null && honeypot.trim() !== ''],
    ['origin', form.allowedOrigins.length > 0 && !evidence.isOwnPage && (origin === null || !form.allowedOrigins.includes(origin))],
    ['time', pageAgeMs !== null && pageAgeMs < TOO_FAST_MS],
    // Pages are cached or never asked for a token: hardly a sign.
    ['token', pageAgeMs === null || pageAgeMs > TOO_OLD_MS],
    [form.settings.captcha === 'altcha' ? 'pow' : 'captcha', captcha === 'failed'],
    ['captcha_unavailable', captcha === 'unavailable'],
    ['links', linksIn(textsIn(evidence.values)) > MAX_LINKS],
    ['blocklist', findings.isBlocked],
    ['disposable', email !== null && isDisposable(email), findings.holdsDisposable ? HELD : undefined],
    ['role_address', email !== null && isRoleAddress(email), findings.holdsRoleAddresses ? HELD : undefined],
    ['repeated', findings.isRepeated],
    ['headers', !evidence.accept || !evidence.acceptLanguage],
    ['check_failed', findings.isUnchecked],
  ];
  return signs.flatMap(([reason, isSeen, points]) => (isSeen ? [{ reason, points: points ?? REASON_POINTS[reason] }] : []));
};

/** Every text in it, however deep. */
export const textsIn = (value: RawValue): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

const linksIn = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + (text.match(LINK)?.length ?? 0), 0);

let disposable: Set<string> | undefined;

const isDisposable = (email: string): boolean => {
  disposable ??= disposableEmailBlocklistSet();
  return domainsAbove(email.slice(email.lastIndexOf('@') + 1)).some((domain) => disposable!.has(domain));
};

const isRoleAddress = (email: string): boolean => ROLES.has(email.slice(0, email.lastIndexOf('@')).toLowerCase());

/** `mail.acme.com` → itself, `acme.com`, `com`. */
export const domainsAbove = (host: string): string[] => {
  const labels = host.toLowerCase().split('.', 20);
  return labels.map((_, index) => labels.slice(index).join('.'));
};
