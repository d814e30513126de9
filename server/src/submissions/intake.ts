import { AsyncResource } from 'node:async_hooks';
import { createHash, randomBytes } from 'node:crypto';
import type { ConsentsService, NewConsent } from '../consents';
import type { FilesService, KeptFile } from '../files';
import type { GivenConsent, Payload, PublishedForm } from '../forms';
import type { Context } from '../kernel/context';
import type { ContentEntry } from '../kernel/contract';
import { isUniqueViolation } from '../kernel/errors';
import { faultPoint } from '../kernel/faults';
import { findLocked, newDocumentId, tableOf } from '../kernel/records';
import { isInsideTransaction, transaction } from '../kernel/transaction';
import { TookTooLong } from '../kernel/within';
import type { SubmissionRow } from './contract';
import type { Touches } from './queries';
import type { Reason } from './verdict';

export interface NewSubmission {
  form: Pick<PublishedForm, 'id' | 'documentId' | 'key' | 'version' | 'settings'>;
  payload: Payload;
  /** `hashOf(payload)`, where the caller has it already. */
  payloadHash?: string;
  droppedKeys: number;
  reasons: Reason[];
  isQuarantined: boolean;
  /** The boxes that were ticked, with the words that stood beside them. */
  consents?: readonly GivenConsent[];
  /** On disk already; they belong to the submission from its commit on. */
  files?: readonly KeptFile[];
  /** Whoever sends the same key with the same answers again gets the first answer again. */
  idempotencyKey: string | null;
  visitorName: string | null;
  visitorEmail: string | null;
  origin: string | null;
  page: string | null;
  referrer: string | null;
  ipPrefix: string | null;
  ipAddress?: string | null;
  locale: string | null;
  timeZone?: string | null;
  touches?: Touches | null;
  visitorId?: string | null;
  utm: Record<string, string>;
  entry: Omit<ContentEntry, 'title'> | null;
  /** Of a back-fill, so that it can be undone as a whole. */
  batch?: string | null;
  isTest?: boolean;
  isSample?: boolean;
}

export type Receipt =
  | { kind: 'accepted'; receipt: string; submissionId: string; isDuplicate: boolean }
  | { kind: 'replayed'; receipt: string; submissionId: string }
  /** The key was used for other answers. */
  | { kind: 'key-reused' }
  /** The form takes no more than it has. */
  | { kind: 'full' };

/** The most that share one transaction: more would only lengthen each other's wait. */
const SET_SIZE = 100;
/** Two equal bodies from one address within this time are a double click. */
const DOUBLE_CLICK_MS = 10_000;
const KEY_RACES = 3;
/** Less than a door waits. */
const PATIENCE_MS = 1_500;

export interface IntakeDependencies {
  consents: Pick<ConsentsService, 'recordMany' | 'removeOf'>;
  files: Pick<FilesService, 'attachMany'>;
}

interface Waiting {
  submission: NewSubmission;
  untilMs: number;
  resolve(receipt: Receipt): void;
  reject(error: unknown): void;
}

/**
 * Group commit: submissions that arrive while a transaction runs share the next one, and each is answered
 * after its commit. One fsync for many visitors, and still nobody is thanked for what is not on disk.
 */
export const createIntake = ({ strapi, clock, events }: Context, { consents, files, countOfForm }: IntakeDependencies & { countOfForm(formId: number): Promise<number> }) => {
  const waiting: Waiting[] = [];
  // A flush serves many requests, so it must not run inside the first one's async context.
  const detached = new AsyncResource('crm.intake');
  let isFlushing = false;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const set = inTime(waiting.splice(0, SET_SIZE));
      // eslint-disable-next-line no-await-in-loop -- one transaction after the other: the next set fills meanwhile
      await settle(set);
    }
    isFlushing = false;
  };

  /** Whoever waited too long was told to send it again, and would be stored twice. Files are on disk and wait for their row. */
  const inTime = (set: Waiting[]): Waiting[] =>
    set.filter((one) => {
      const isLate = Date.now() > one.untilMs;
      if (isLate) one.reject(new TookTooLong(`No room to store a submission in ${PATIENCE_MS} ms`));
      return !isLate;
    });

  const settle = async (set: Waiting[]): Promise<void> => {
    if (set.length === 0) return;
    try {
      const receipts = await store(set.map(({ submission }) => submission));
      set.forEach((one, index) => one.resolve(receipts[index]!));
    } catch (error) {
      const [only] = set;
      if (set.length === 1 && only) return only.reject(error);
      // One row that the database refuses must not take the others down with it.
      for (const one of set) {
        // eslint-disable-next-line no-await-in-loop -- alone on purpose
        await settle([one]);
      }
    }
  };

  const store = async (submissions: NewSubmission[]): Promise<Receipt[]> => {
    for (let race = 1; ; race += 1) {
      try {
        // eslint-disable-next-line no-await-in-loop -- only repeated when another process stored the same key meanwhile
        return await transaction(strapi, () => storeSet(submissions));
      } catch (error) {
        if (race === KEY_RACES || !isUniqueViolation(error)) throw error;
      }
    }
  };

  const storeSet = async (submissions: NewSubmission[]): Promise<Receipt[]> => {
    const now = clock.now();
    const table = tableOf(strapi, 'plugin::crm.submission');
    const byKey = await storedKeys(submissions);
    const byFingerprint = await recentFingerprints(submissions, now);

    const roomOf = await roomLeft(submissions);

    const rows: Record<string, unknown>[] = [];
    const stored: { submission: NewSubmission; documentId: string; state: SubmissionRow['state'] }[] = [];
    const receipts = submissions.map((submission): Receipt => {
      const payloadHash = submission.payloadHash ?? hashOf(submission.payload);
      const keyed = submission.idempotencyKey === null ? null : `${submission.form.id}:${submission.idempotencyKey}`;
      const earlier = keyed === null ? undefined : byKey.get(keyed);
      if (earlier) return earlier.payloadHash === payloadHash ? { kind: 'replayed', receipt: earlier.receipt, submissionId: earlier.documentId } : { kind: 'key-reused' };

      const documentId = newDocumentId();
      const receipt = randomBytes(16).toString('base64url');
      const fingerprint = fingerprintOf(submission, payloadHash);
      const duplicateOf = keyed === null ? (byFingerprint.get(fingerprint) ?? null) : null;
      const state = submission.isQuarantined ? 'quarantined' : duplicateOf ? 'processed' : waitsForConfirmation(submission) ? 'pending_confirmation' : 'received';
      if (state === 'received' || state === 'pending_confirmation') {
        const room = roomOf.get(submission.form.id) ?? Number.POSITIVE_INFINITY;
        if (room <= 0) return { kind: 'full' };
        roomOf.set(submission.form.id, room - 1);
      }
      if (keyed !== null) byKey.set(keyed, { documentId, receipt, payloadHash });
      else if (!duplicateOf) byFingerprint.set(fingerprint, documentId);

      if (!duplicateOf) stored.push({ submission, documentId, state });
      rows.push({ ...toRecord(submission), documentId, receipt, payloadHash, fingerprint, duplicateOf, state, receivedAt: now, processedAt: duplicateOf ? now : null });
      return { kind: 'accepted', receipt, submissionId: documentId, isDuplicate: duplicateOf !== null };
    });

    await table.insertMany(rows, now);
    await consents.recordMany(stored.flatMap(({ submission, documentId }) => consentRows(submission, documentId, now)));
    await files.attachMany(stored.flatMap(({ submission, documentId }) => (submission.files ?? []).map((file) => ({ submissionId: documentId, file }))));
    const idsIn = (wanted: SubmissionRow['state']) => stored.filter(({ state }) => state === wanted).map(({ documentId }) => ({ submissionId: documentId }));
    await events.publishMany('submission.received', idsIn('received'));
    await events.publishMany('submission.pending', idsIn('pending_confirmation'));
    faultPoint('before-commit');
    return receipts;
  };

  /** How many a form with a limit may still take. Its row is locked, so that two processes never pass the limit together. */
  const roomLeft = async (submissions: NewSubmission[]): Promise<Map<number, number>> => {
    const limits = new Map(submissions.flatMap(({ form }) => (form.settings.maxSubmissions === null ? [] : [[form.id, form.settings.maxSubmissions] as const])));
    if (limits.size === 0) return limits;
    await findLocked(tableOf(strapi, 'plugin::crm.form'), [...limits.keys()]);
    for (const [formId, limit] of limits) {
      // eslint-disable-next-line no-await-in-loop -- few forms have a limit, and a set comes from few forms
      limits.set(formId, limit - (await countOfForm(formId)));
    }
    return limits;
  };

  const storedKeys = async (submissions: NewSubmission[]): Promise<Map<string, { documentId: string; receipt: string; payloadHash: string }>> => {
    const keys = submissions.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
    const table = tableOf(strapi, 'plugin::crm.submission');
    if (keys.length === 0) return new Map();
    const query = table.query();
    const rows = (await query
      .whereIn('t.form_id', [...new Set(submissions.map(({ form }) => form.id))])
      .whereIn('t.idempotency_key', keys)
      .limit(keys.length * submissions.length)
      .select('t.form_id', 't.idempotency_key', 't.document_id', 't.receipt', 't.payload_hash')) as { form_id: number; idempotency_key: string; document_id: string; receipt: string; payload_hash: string }[];
    return new Map(rows.map((row) => [`${row.form_id}:${row.idempotency_key}`, { documentId: row.document_id, receipt: row.receipt, payloadHash: row.payload_hash }]));
  };

  const recentFingerprints = async (submissions: NewSubmission[], now: Date): Promise<Map<string, string>> => {
    const unkeyed = submissions.filter(({ idempotencyKey }) => idempotencyKey === null).map((one) => fingerprintOf(one, one.payloadHash ?? hashOf(one.payload)));
    if (unkeyed.length === 0) return new Map();
    const query = tableOf(strapi, 'plugin::crm.submission').query();
    const rows = (await query
      .whereIn('t.fingerprint', unkeyed)
      .where('t.received_at', '>', new Date(now.getTime() - DOUBLE_CLICK_MS))
      .whereNull('t.duplicate_of')
      .limit(unkeyed.length * 10)
      .select('t.fingerprint', 't.document_id')) as { fingerprint: string; document_id: string }[];
    return new Map(rows.map((row) => [row.fingerprint, row.document_id]));
  };

  return {
    /** Resolves after commit. Rejects only when the database refused: then nothing was stored, and trying again is safe. */
    accept(submission: NewSubmission): Promise<Receipt> {
      if (isInsideTransaction()) throw new Error('A submission was accepted inside a transaction, where it would wait for itself');
      return new Promise((resolve, reject) => {
        waiting.push({ submission, untilMs: submission.files?.length ? Number.POSITIVE_INFINITY : Date.now() + PATIENCE_MS, resolve, reject });
        if (isFlushing) return;
        isFlushing = true;
        detached.runInAsyncScope(() => setImmediate(() => void flush()));
      });
    },
  };
};

const toRecord = ({ form, entry, isQuarantined: _isQuarantined, consents: _consents, files: _files, isTest, isSample, ...rest }: NewSubmission): Record<string, unknown> => ({
  ...rest,
  form: form.id,
  formVersion: form.version,
  entryUid: entry?.uid ?? null,
  entryDocumentId: entry?.documentId ?? null,
  entryLocale: entry?.locale ?? null,
  isTest: isTest ?? false,
  isSample: isSample ?? false,
});

/** Whoever gave no address can't be asked to confirm it. */
const waitsForConfirmation = ({ form, visitorEmail }: NewSubmission): boolean => form.settings.optIn === 'submission' && visitorEmail !== null;

const consentRows = (submission: NewSubmission, submissionId: string, at: Date): NewConsent[] =>
  (submission.consents ?? []).map(({ purpose, text }) => ({
    purpose,
    text,
    textVersion: `${submission.form.key}:${submission.form.version}`,
    locale: submission.locale,
    formId: submission.form.documentId,
    formVersion: submission.form.version,
    page: submission.page,
    method: 'form',
    state: needsConfirmation(submission, purpose) ? 'pending' : 'given',
    ipPrefix: submission.ipPrefix,
    actor: { kind: 'visitor', name: null },
    email: submission.visitorEmail,
    submissionId,
    contactId: null,
    at,
  }));

const needsConfirmation = ({ form: { settings }, visitorEmail }: NewSubmission, purpose: string): boolean =>
  visitorEmail !== null && (settings.optIn === 'submission' || (settings.optIn === 'marketing' && purpose === 'marketing'));

/** Independent of the order in which a browser sent the fields. */
export const hashOf = (payload: Payload): string =>
  createHash('sha256').update(JSON.stringify(Object.entries(payload).sort(([one], [other]) => (one < other ? -1 : 1)))).digest('base64url');

const fingerprintOf = ({ form, ipPrefix }: NewSubmission, payloadHash: string): string =>
  createHash('sha256').update(`${form.key}\n${payloadHash}\n${ipPrefix ?? ''}`).digest('base64url');
