import { z } from 'zod';
import { datetime, defineEndpoints, id, optionalText, pageOf, text } from '../kernel/contract';

export const CONSENT_STATES = ['pending', 'given', 'withdrawn'] as const;
export const CONSENT_METHODS = ['form', 'double-opt-in', 'staff', 'import'] as const;

export const consentPurpose = z.string().trim().regex(/^[a-z][a-z0-9-]{0,59}$/, 'Use small letters, digits and dashes, such as “marketing”');

/** One row of the ledger: what was shown, and what the person did about it. Rows are added, never changed. */
export const consent = z.object({
  id,
  purpose: z.string(),
  state: z.enum(CONSENT_STATES),
  method: z.enum(CONSENT_METHODS),
  at: datetime,
  /** The full words, as they were shown. */
  text: z.string(),
  /** SHA-256 of the text, hexadecimal. */
  textHash: z.string(),
  textVersion: z.string().nullable(),
  locale: z.string().nullable(),
  formId: z.string().nullable(),
  formVersion: z.number().int().nullable(),
  page: z.string().nullable(),
  ipPrefix: z.string().nullable(),
  actor: z.object({ kind: z.enum(['user', 'visitor', 'system']), name: z.string().nullable() }),
  note: z.string().nullable(),
});
export type Consent = z.infer<typeof consent>;

export const historyQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
});

const note = optionalText(1000).default(null);

export const consentsContract = defineEndpoints('consents', {
  /** Newest first. */
  history: { method: 'GET', path: '/contacts/:id/consents', permission: 'consents.read', query: historyQuery, returns: pageOf(consent) },
  /** The row that counts now, one for each purpose. */
  current: { method: 'GET', path: '/contacts/:id/consents/current', permission: 'consents.read', returns: z.object({ results: z.array(consent) }) },
  /** What somebody agreed to by phone or on paper, in the words that were read or shown to them. */
  give: {
    method: 'POST',
    path: '/contacts/:id/consents',
    permission: 'consents.update',
    body: z.strictObject({ purpose: consentPurpose, text: text(5000).min(1, 'Write down the words they agreed to'), locale: optionalText(20).default(null), note }),
    returns: consent,
  },
  withdraw: {
    method: 'POST',
    path: '/contacts/:id/consents/withdraw',
    permission: 'consents.update',
    body: z.strictObject({ purpose: consentPurpose, note }),
    returns: consent,
  },
});
