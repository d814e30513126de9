import type { CaptchaProvider } from './contract';

/** `unavailable`: nobody could check it, which is not the visitor's fault. */
export type CaptchaVerdict = 'passed' | 'failed' | 'unavailable';

export interface CaptchaAnswer {
  answer: string;
  /** Hosts on which the visitor may have solved it; null where the page did not say. */
  hosts: readonly string[] | null;
  secret: string;
  /** reCAPTCHA v3: what a human scores at least. */
  minScore: number;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Fixed, so that no setting can send the secret elsewhere. */
const VERIFY: Record<CaptchaProvider, string> = {
  turnstile: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
  hcaptcha: 'https://api.hcaptcha.com/siteverify',
  recaptcha: 'https://www.google.com/recaptcha/api/siteverify',
};
/** A page that names an action must name this one, so that an answer for another form on the site is worth nothing. */
const CAPTCHA_ACTION = 'crm_form';
export const CAPTCHA_TIMEOUT_MS = 3_000;
const MAX_ANSWER = 4_096;
const MAX_REPLY_BYTES = 64 * 1024;

/** The owner's mistake or the provider's trouble, not the visitor's. */
const NOT_THE_VISITOR = /secret|internal-error|bad-request|sitekey/;

/**
 * Asks the provider whether an answer is real. Never throws, and answers within three seconds. It sends the secret
 * and the answer, not the visitor's address.
 */
export const verifyCaptcha = async (fetch: Fetch, provider: CaptchaProvider, { answer, hosts, secret, minScore }: CaptchaAnswer): Promise<CaptchaVerdict> => {
  if (answer.length > MAX_ANSWER) return 'failed';
  const reply = await ask(fetch, VERIFY[provider], new URLSearchParams({ secret, response: answer }));
  if (typeof reply?.success !== 'boolean') return 'unavailable';
  const errors = Array.isArray(reply['error-codes']) ? reply['error-codes'].map(String) : [];
  if (!reply.success) return errors.some((code) => NOT_THE_VISITOR.test(code)) ? 'unavailable' : 'failed';

  const isElsewhere = hosts !== null && !hosts.includes(String(reply.hostname ?? ''));
  const isOtherAction = Boolean(reply.action) && reply.action !== CAPTCHA_ACTION;
  const isLowScore = provider === 'recaptcha' && reply.score !== undefined && !(Number(reply.score) >= minScore);
  return isElsewhere || isOtherAction || isLowScore ? 'failed' : 'passed';
};

const ask = async (fetch: Fetch, url: string, body: URLSearchParams): Promise<Record<string, unknown> | null> => {
  try {
    const reply = await fetch(url, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(CAPTCHA_TIMEOUT_MS) });
    return reply.ok ? parse(await firstBytes(reply)) : null;
  } catch {
    return null;
  }
};

const parse = (text: string): Record<string, unknown> | null => {
  const value: unknown = JSON.parse(text);
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
};

/** A provider that lies about its size fills no memory. */
const firstBytes = async (reply: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A stream is iterable in Node, which the browser's types, used beside it in tests, don't know.
  for await (const chunk of (reply.body as unknown as AsyncIterable<Uint8Array> | null) ?? []) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) throw new Error('The captcha provider answered more than an answer');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
