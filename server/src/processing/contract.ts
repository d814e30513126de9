import { z } from 'zod';
import { defineEndpoints } from '../kernel/contract';
import { sourceRun } from '../sources/contract';
import { submission } from '../submissions/contract';

/** What was taken back, and what stays although the submission was spam. */
export const UNDONE = ['lead', 'contact', 'mail'] as const;
export const KEPT = ['lead-converted', 'contact', 'mail-sent'] as const;

export const spamOutcome = z.object({ submission, undone: z.array(z.enum(UNDONE)), kept: z.array(z.enum(KEPT)) });
export type SpamOutcome = z.infer<typeof spamOutcome>;

export const processingContract = defineEndpoints('processing', {
  /** Holds a submission and takes back what it made, as far as that is possible. Doing it twice is harmless. */
  markSpam: { method: 'POST', path: '/submissions/:id/spam', permission: 'submissions.update', returns: spamOutcome },
  /** Removes a form's test submissions with the leads and contacts that only they made. */
  purgeTests: { method: 'POST', path: '/forms/:id/test/purge', permission: 'forms.publish', returns: z.object({ removed: z.number().int() }) },
  /** Takes back what a back-fill made, in the background. */
  undoRun: { method: 'POST', path: '/sources/runs/:id/undo', permission: 'sources.update', returns: sourceRun },
});
