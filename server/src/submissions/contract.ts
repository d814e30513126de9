import { z } from 'zod';
import { storedFile } from '../files/contract';
import { answer } from '../forms/contract';
import { datetime, defineEndpoints, id, oneOrMany, pageOf, pageQuery, reference } from '../kernel/contract';

/** Every row ends in exactly one of the last four; a refused body is answered with 422 and never stored. */
export const SUBMISSION_STATES = ['received', 'processed', 'quarantined', 'pending_confirmation', 'failed'] as const;

export const submissionRow = z.object({
  id,
  receipt: z.string(),
  form: reference,
  formVersion: z.number().int(),
  state: z.enum(SUBMISSION_STATES),
  receivedAt: datetime,
  processedAt: datetime.nullable(),
  /** Why it was held, as named reasons with points. */
  reasons: z.array(z.object({ reason: z.string(), points: z.number() })),
  failure: z.string().nullable(),
  isTest: z.boolean(),
  isSample: z.boolean(),
  /** The same answers came twice within ten seconds: kept, without effects. */
  duplicateOf: id.nullable(),
  origin: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  contact: reference.nullable(),
  /** What it became: usually `{ type: 'lead', id }`. */
  result: z.object({ type: z.string(), id }).nullable(),
});
export type SubmissionRow = z.infer<typeof submissionRow>;

export const submission = submissionRow.extend({
  answers: z.array(answer),
  files: z.array(storedFile),
  /** Keys the form does not know: counted, not stored as answers. */
  droppedKeys: z.number().int(),
  page: z.string().nullable(),
  referrer: z.string().nullable(),
  ipPrefix: z.string().nullable(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  utm: z.record(z.string(), z.string()),
});
export type Submission = z.infer<typeof submission>;

export const submissionCounts = z.object({
  results: z.array(
    z.object({ formId: id, total: z.number().int(), quarantined: z.number().int(), failed: z.number().int(), lastReceivedAt: datetime.nullable() }),
  ),
});

export const submissionsContract = defineEndpoints('submissions', {
  list: {
    method: 'GET',
    path: '/submissions',
    permission: 'submissions.read',
    query: pageQuery({
      filters: { state: oneOrMany(z.enum(SUBMISSION_STATES)), form: oneOrMany(id), isTest: z.enum(['true', 'false']) },
      sort: ['-receivedAt', 'receivedAt'],
    }),
    returns: pageOf(submissionRow),
  },
  counts: { method: 'GET', path: '/submissions/counts', permission: 'submissions.read', returns: submissionCounts },
  get: { method: 'GET', path: '/submissions/:id', permission: 'submissions.read', returns: submission },
  /** One file of a submission. Of a held one only for somebody who has read the warning and says so (F42). */
  file: { method: 'GET', path: '/files/:id', permission: 'files.read', query: z.strictObject({ acknowledged: z.literal('true').optional() }), returns: 'file' },
  release: { method: 'POST', path: '/submissions/:id/release', permission: 'submissions.update', returns: submission },
  /** Runs a failed submission, or any other, through the pipeline again; what it already made is kept. */
  reprocess: { method: 'POST', path: '/submissions/:id/reprocess', permission: 'submissions.update', returns: submission },
  /** Up to 1,000 at once; one that can't be released is named and stops no other. */
  releaseMany: {
    method: 'POST',
    path: '/submissions/release',
    permission: 'submissions.update',
    body: z.strictObject({ ids: z.array(id).min(1).max(1000) }),
    returns: z.object({ released: z.number().int(), refused: z.array(z.object({ id, message: z.string() })) }),
  },
});
