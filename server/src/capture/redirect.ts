import { originOf } from '../kernel/address';

interface Target {
  /** What the page asked for in `_next`. */
  next: string | null;
  redirectUrl: string | null;
  allowedOrigins: readonly string[];
}

/**
 * Where a visitor goes after success. `_next` is followed only when its parsed origin is on the form's list,
 * or is the origin of the form's own address; origins are compared whole, never by prefix or pattern.
 */
export const redirectTarget = ({ next, redirectUrl, allowedOrigins }: Target): string | null => {
  if (!next || next.length > 2000) return redirectUrl;
  // A relative or half-written address is read differently by each browser: only plain absolute ones count.
  if (!/^https?:\/\/[^/]/i.test(next) || next.includes('\\') || hasControlCharacter(next)) return redirectUrl;
  const origin = originOf(next);
  const known = [...allowedOrigins, ...(redirectUrl ? [originOf(redirectUrl)] : [])];
  if (origin === null || !known.includes(origin)) return redirectUrl;
  const url = new URL(next);
  return url.username || url.password ? redirectUrl : url.toString();
};

const hasControlCharacter = (text: string): boolean => [...text].some((character) => character <= ' ' || character === '\u007f');
