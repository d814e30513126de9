import { z } from 'zod';
import { datetime, defineEndpoints } from '../kernel/contract';

export const LIMITS = { bodyBytes: 256 * 1024, valueLength: 20_000, arrayItems: 100, keys: 200, perForm: 10_000 } as const;

/** No database stores NUL in text, and PostgreSQL refuses half a surrogate pair. */
const line = z.string().max(LIMITS.valueLength).regex(/^[^\0\p{Cs}]*$/u, 'This text holds characters that can’t be stored');
const plain = z.union([line, z.number(), z.boolean(), z.null()]);

export const draftInput = z.strictObject({
  /** As they stand on the page; whether they are right is asked when the form is sent. */
  answers: z
    .record(z.string().max(100), z.union([plain, z.array(plain).max(LIMITS.arrayItems), z.record(z.string().max(100), line)]))
    .refine((answers) => Object.keys(answers).length <= LIMITS.keys, `A draft may have at most ${LIMITS.keys} answers`),
  /** Where the visitor stopped, counted from 0. */
  step: z.number().int().min(0).max(100).default(0),
});

/** Whoever has the token has the draft; we keep only its hash. */
export const draftReceipt = z.object({ token: z.string(), expiresAt: datetime });
export const draft = z.object({ answers: z.record(z.string(), z.unknown()), step: z.number().int(), formVersion: z.number().int(), expiresAt: datetime });
export type Draft = z.infer<typeof draft>;

export const draftsContract = defineEndpoints('drafts', {
  begin: { method: 'POST', path: '/forms/:keyOrSlug/drafts', public: { rateLimit: 'drafts' }, body: draftInput, returns: draftReceipt },
  save: { method: 'PUT', path: '/forms/:keyOrSlug/drafts/:token', public: { rateLimit: 'drafts' }, body: draftInput, returns: draftReceipt },
  resume: { method: 'GET', path: '/forms/:keyOrSlug/drafts/:token', public: { rateLimit: 'drafts' }, returns: draft },
});
