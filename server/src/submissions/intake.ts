import { AsyncResource } from 'node:async_hooks';
import { createHash, randomBytes } from 'node:crypto';
import type { Payload, PublishedForm } from '../forms';
import type { Context } from '../kernel/context';
import type { ContentEntry } from '../kernel/contract';
import { isUniqueViolation } from '../kernel/errors';
import { faultPoint } from '../kernel/faults';
import { newDocumentId, tableOf } from '../kernel/records';
import { isInsideTransaction, transaction } from '../kernel/transaction';
import type { Reason } from './verdict';

export interface NewSubmission {
  form: Pick<PublishedForm, 'id' | 'key' | 'version'>;
  payload: Payload;
  droppedKeys: number;
  reasons: Reason[];
  isQuarantined: boolean;
  /** Whoever sends the same key with the same answers again gets the first answer again. */
  idempotencyKey: string | null;
  visitorName: string | null;
  visitorEmail: string | null;
  origin: string | null;
  page: string | null;
  referrer: string | null;
  ipPrefix: string | null;
  locale: string | null;
  utm: Record<string, string>;
  entry: Omit<ContentEntry, 'title'> | null;
  isTest?: boolean;
  isSample?: boolean;
}

export type Receipt =
  | { kind: 'accepted' | 'replayed'; receipt: string; submissionId: string }
  /** The key was used for other answers. */
  | { kind: 'key-reused' };

/** The most that share one transaction: more would only lengthen each other's wait. */
const SET_SIZE = 100;
/** Two equal bodies from one address within this time are a double click. */
const DOUBLE_CLICK_MS = 10_000;
const KEY_RACES = 3;

interface Waiting {
  submission: NewSubmission;
  resolve(receipt: Receipt): void;
  reject(error: unknown): void;
}

/**
 * Group commit: submissions that arrive while a transaction runs share the next one, and each is answered
 * after its commit. One fsync for many visitors, and still nobody is thanked for what is not on disk.
 */
export const createIntake = ({ strapi, clock, events }: Context) => {
  const waiting: Waiting[] = [];
  // A flush serves many requests, so it must not run inside the first one's async context.
  const detached = new AsyncResource('crm.intake');
  let isFlushing = false;

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const set = waiting.splice(0, SET_SIZE);
      // eslint-disable-next-line no-await-in-loop -- one transaction after the other: the next set fills meanwhile
      await settle(set);
    }
    isFlushing = false;
  };

  const settle = async (set: Waiting[]): Promise<void> => {
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

    const rows: Record<string, unknown>[] = [];
    const received: { submissionId: string }[] = [];
    const receipts = submissions.map((submission): Receipt => {
      const payloadHash = hashOf(submission.payload);
      const keyed = submission.idempotencyKey === null ? null : `${submission.form.id}:${submission.idempotencyKey}`;
      const earlier = keyed === null ? undefined : byKey.get(keyed);
      if (earlier) return earlier.payloadHash === payloadHash ? { kind: 'replayed', receipt: earlier.receipt, submissionId: earlier.documentId } : { kind: 'key-reused' };

      const documentId = newDocumentId();
      const receipt = randomBytes(16).toString('base64url');
      const fingerprint = fingerprintOf(submission);
      const duplicateOf = keyed === null ? (byFingerprint.get(fingerprint) ?? null) : null;
      if (keyed !== null) byKey.set(keyed, { documentId, receipt, payloadHash });
      else if (!duplicateOf) byFingerprint.set(fingerprint, documentId);

      const state = submission.isQuarantined ? 'quarantined' : duplicateOf ? 'processed' : 'received';
      if (state === 'received') received.push({ submissionId: documentId });
      rows.push({ ...toRecord(submission), documentId, receipt, payloadHash, fingerprint, duplicateOf, state, receivedAt: now, processedAt: duplicateOf ? now : null });
      return { kind: 'accepted', receipt, submissionId: documentId };
    });

    await table.insertMany(rows, now);
    await events.publishMany('submission.received', received);
    faultPoint('before-commit');
    return receipts;
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
    const unkeyed = submissions.filter(({ idempotencyKey }) => idempotencyKey === null).map(fingerprintOf);
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
        waiting.push({ submission, resolve, reject });
        if (isFlushing) return;
        isFlushing = true;
        detached.runInAsyncScope(() => setImmediate(() => void flush()));
      });
    },
  };
};

const toRecord = ({ form, entry, isQuarantined: _isQuarantined, isTest, isSample, ...rest }: NewSubmission): Record<string, unknown> => ({
  ...rest,
  form: form.id,
  formVersion: form.version,
  entryUid: entry?.uid ?? null,
  entryDocumentId: entry?.documentId ?? null,
  entryLocale: entry?.locale ?? null,
  isTest: isTest ?? false,
  isSample: isSample ?? false,
});

/** Independent of the order in which a browser sent the fields. */
const hashOf = (payload: Payload): string =>
  createHash('sha256').update(JSON.stringify(Object.entries(payload).sort(([one], [other]) => (one < other ? -1 : 1)))).digest('base64url');

const fingerprintOf = ({ form, payload, ipPrefix }: NewSubmission): string =>
  createHash('sha256').update(`${form.key}\n${hashOf(payload)}\n${ipPrefix ?? ''}`).digest('base64url');
