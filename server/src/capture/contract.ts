import { z } from 'zod';
import { form, origin, publicForm } from '../forms/contract';
import { datetime, defineEndpoints } from '../kernel/contract';
import { submissionRow } from '../submissions/contract';

export const LIMITS = {
  bodyBytes: 256 * 1024,
  keys: 200,
  keyLength: 100,
  valueLength: 20_000,
  arrayItems: 100,
  depth: 2,
  idempotencyKeyLength: 255,
} as const;

export const setupStatus = z.object({
  /** The ready form of the first run, or null when all forms were deleted. */
  form: form.nullable(),
  hasLead: z.boolean(),
  hasRolePreset: z.boolean(),
  hasTeam: z.boolean(),
  /** Somebody confirmed currency, time zone and country. */
  hasGeneralSettings: z.boolean(),
  /** A submission came from a site, not from the test button. */
  hasSiteSubmission: z.boolean(),
  isDismissed: z.boolean(),
  sampleRecords: z.number().int(),
  /** Newest first, at most ten. `processingMs` is from stored to lead. */
  recent: z.array(submissionRow.extend({ processingMs: z.number().int().nullable() })),
  /** Sites the browser stopped because they are not on the form's list, newest first. */
  blockedOrigins: z.array(z.object({ origin: z.string(), count: z.number().int(), lastAt: datetime })),
});
export type SetupStatus = z.infer<typeof setupStatus>;

export const submissionAnswer = z.object({ ok: z.literal(true), id: z.string(), message: z.string(), redirect: z.string().nullable() });

export type SubmissionAnswer = z.infer<typeof submissionAnswer>;

export const captureContract = defineEndpoints('capture', {
  /** Sends a real submission, tagged as test, through the public door. */
  sendTest: { method: 'POST', path: '/forms/:id/test', permission: 'forms.publish', returns: submissionRow },
  /** Adds one origin to the form at once: the one-click fix for a blocked site. */
  allowOrigin: { method: 'POST', path: '/forms/:id/origins', permission: 'forms.publish', body: z.strictObject({ origin }), returns: form },
  setup: { method: 'GET', path: '/setup', permission: 'forms.read', returns: setupStatus },
  dismissSetup: { method: 'POST', path: '/setup/dismiss', permission: 'settings.update', body: z.strictObject({ isDismissed: z.boolean() }), returns: z.object({ isDismissed: z.boolean() }) },
  publicForm: { method: 'GET', path: '/forms/:keyOrSlug', public: { rateLimit: 'forms.read' }, returns: publicForm },
  checkStep: { method: 'POST', path: '/forms/:keyOrSlug/steps/:step', public: { rateLimit: 'forms.step' }, returns: z.object({ ok: z.literal(true) }) },
  submit: { method: 'POST', path: '/forms/:keyOrSlug/submissions', public: { rateLimit: 'forms.submit' }, returns: submissionAnswer },
});
