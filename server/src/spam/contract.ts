import { z } from 'zod';
import { datetime, defineEndpoints, id, oneOrMany, optionalText, pageOf, pageQuery } from '../kernel/contract';

export const CAPTCHA_PROVIDERS = ['turnstile', 'hcaptcha', 'recaptcha'] as const;
export type CaptchaProvider = (typeof CAPTCHA_PROVIDERS)[number];

/**
 * Why a submission is doubted, and how much. From 60 points on it waits for a human; `captcha_unavailable` always
 * makes it wait, because nobody could check what the form asks for.
 */
export const REASON_POINTS = {
  honeypot: 100,
  origin: 60,
  pow: 60,
  captcha: 60,
  captcha_unavailable: 30,
  blocklist: 60,
  repeated: 50,
  time: 40,
  links: 20,
  disposable: 20,
  token: 10,
  headers: 10,
  role_address: 0,
  /** The judge itself could not look: nobody is let through unseen. */
  check_failed: 60,
} as const;
export type ReasonName = keyof typeof REASON_POINTS;

export const BLOCK_KINDS = ['word', 'domain', 'ip', 'email'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export const blocklistEntry = z.object({
  id,
  kind: z.enum(BLOCK_KINDS),
  value: z.string(),
  note: z.string().nullable(),
  /** From then on it stops nothing; null is for ever. */
  expiresAt: datetime.nullable(),
  hits: z.number().int(),
  lastHitAt: datetime.nullable(),
  createdAt: datetime,
  version: z.number().int(),
});
export type BlocklistEntry = z.infer<typeof blocklistEntry>;

export const blocklistInput = z.strictObject({
  kind: z.enum(BLOCK_KINDS),
  value: z.string().trim().min(1, 'Say what to hold').max(200),
  note: optionalText(200).default(null),
  expiresAt: datetime.nullable().default(null),
});
export const blocklistUpdate = z.strictObject({ note: optionalText(200), expiresAt: datetime.nullable(), version: z.number().int() });

const siteKey = optionalText(200);
/** Leave `secret` out to keep it, send null to forget it. It is never sent back. */
const keyPair = z.strictObject({ siteKey, secret: z.string().trim().min(1).max(500).nullable().optional() });

export const spamSettingsInput = z.strictObject({
  turnstile: keyPair.optional(),
  hcaptcha: keyPair.optional(),
  /** Below `minScore` a reCAPTCHA v3 answer counts as failed. */
  recaptcha: keyPair.extend({ minScore: z.number().min(0).max(1).optional() }).optional(),
  holdsDisposable: z.boolean().optional(),
  holdsRoleAddresses: z.boolean().optional(),
});

/** `isFromConfig`: set in config/plugins, which wins and can't be changed here. */
const savedKeys = z.object({ siteKey: z.string().nullable(), hasSecret: z.boolean(), isFromConfig: z.boolean() });
export const spamSettings = z.object({
  turnstile: savedKeys,
  hcaptcha: savedKeys,
  recaptcha: savedKeys.extend({ minScore: z.number() }),
  holdsDisposable: z.boolean(),
  holdsRoleAddresses: z.boolean(),
});
export type SpamSettings = z.infer<typeof spamSettings>;

/** What the ALTCHA widget asks for. */
export const challenge = z.object({ parameters: z.record(z.string(), z.unknown()), signature: z.string() });

export const spamContract = defineEndpoints('spam', {
  getSpamSettings: { method: 'GET', path: '/settings/spam', permission: 'spam.read', returns: spamSettings },
  updateSpamSettings: { method: 'PUT', path: '/settings/spam', permission: 'spam.update', body: spamSettingsInput, returns: spamSettings },
  listBlocked: {
    method: 'GET',
    path: '/blocklist',
    permission: 'spam.read',
    query: pageQuery({ filters: { kind: oneOrMany(z.enum(BLOCK_KINDS)) }, sort: ['-createdAt', 'value'] }),
    returns: pageOf(blocklistEntry),
  },
  createBlocked: { method: 'POST', path: '/blocklist', permission: 'spam.update', body: blocklistInput, returns: blocklistEntry },
  updateBlocked: { method: 'PUT', path: '/blocklist/:id', permission: 'spam.update', body: blocklistUpdate, returns: blocklistEntry },
  removeBlocked: { method: 'DELETE', path: '/blocklist/:id', permission: 'spam.update', returns: z.object({ id }) },
  challenge: { method: 'GET', path: '/forms/:keyOrSlug/challenge', public: { rateLimit: 'forms.challenge' }, returns: challenge },
});
