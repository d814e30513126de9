import type { FilesService } from '../files';
import { checkStored } from '../forms';
import type { Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { Conflict, NotFound, RuleViolation } from '../kernel/errors';
import type { FileAnswer } from '../kernel/implement';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { Submission } from './contract';
import { createIntake, type IntakeDependencies } from './intake';
import { createSubmissionQueries, type QueryDependencies, type SubmissionRecord } from './queries';

export interface Processed {
  id: number;
  contactId: number | null;
  result: { type: string; id: string } | null;
}

type Dependencies = QueryDependencies & IntakeDependencies & { files: Pick<FilesService, 'attachMany' | 'of' | 'open' | 'removeOf' | 'submissionOf'> };

const PURGE_BATCH = 200;
const KEEP_ADDRESSES_MS = 30 * 24 * 60 * 60_000;

export const createSubmissionsService = (context: Context, dependencies: Dependencies) => {
  const { strapi, clock, events } = context;
  const { forms, files, consents } = dependencies;
  const queries = createSubmissionQueries(context, dependencies);
  const table = () => tableOf(strapi, 'plugin::crm.submission');

  /** Back into the pipeline: checked once more, because a held body was never checked. */
  const receiveAgain = async (record: SubmissionRecord): Promise<void> => {
    const fieldsOf = await forms.fieldsOfVersions([{ formId: record.form, version: record.formVersion }]);
    const errors = checkStored(fieldsOf(record.form, record.formVersion), record.payload);
    if (errors.length > 0) throw new RuleViolation('submission.invalid', errors.map((error) => `${error.field}: ${error.message}`).join('; '), { errors });
    const form = (await forms.namesOf([record.form])).get(record.form);
    const mustConfirm = form?.settings.optIn === 'submission' && record.visitorEmail !== null && record.confirmedAt === null && record.processedAt === null;
    await move(record, mustConfirm ? { state: 'pending_confirmation' } : { state: 'received' });
  };

  const move = async (record: SubmissionRecord, change: { state: 'received' | 'pending_confirmation'; confirmedAt?: Date }): Promise<void> => {
    await table().updateMany([record.id], { ...change, failure: null, processedAt: null });
    await events.publish(change.state === 'received' ? 'submission.received' : 'submission.pending', { submissionId: record.documentId });
  };

  const release = (id: string): Promise<void> =>
    transaction(strapi, async () => {
      const record = await queries.find(id, { isLocked: true });
      if (record.state === 'received' || record.state === 'processed') return;
      if (record.state !== 'quarantined') throw new RuleViolation('submission.not-quarantined', 'Only a held submission can be released.');
      await receiveAgain(record);
    });

  return {
    accept: createIntake(context, { ...dependencies, countOfForm: queries.countOfForm }).accept,
    list: queries.list,
    get: queries.get,
    counts: queries.counts,
    recent: queries.recent,
    hasAny: queries.hasAny,
    readMany: queries.readMany,
    readByIds: queries.readByIds,
    answersOf: queries.answersOf,
    countOfForm: queries.countOfForm,
    countOfContact: queries.countOfContact,
    networksThatSent: queries.networksThatSent,
    removable: queries.removable,
    knownKeys: queries.knownKeys,

    /** A file to save. What a held submission brought may be meant to do harm: it opens only for who was warned (F42). */
    async openFile({ id, by, isAcknowledged }: { id: string; by: Pick<Caller, 'id'>; isAcknowledged: boolean }): Promise<FileAnswer> {
      const { state } = await queries.find(await files.submissionOf(id));
      if (state === 'quarantined' && !isAcknowledged) throw new Conflict('file.held', 'This file came with a held submission. Open it only if you trust the sender; then ask again with acknowledged=true.');
      return files.open({ id, by });
    },

    /** "Not spam". Two people who press at once release it once. */
    async release(id: string): Promise<Submission> {
      await release(id);
      return queries.get(id);
    },

    /** Safe on any row: what was already made from it is found again, not made twice. */
    async reprocess(id: string): Promise<Submission> {
      await transaction(strapi, async () => {
        const record = await queries.find(id, { isLocked: true });
        if (record.state === 'quarantined') throw new RuleViolation('submission.quarantined', 'Release the submission first.');
        if (record.duplicateOf) throw new RuleViolation('submission.duplicate', 'This is a double click: the first submission has the effects.');
        if (record.state !== 'received') await receiveAgain(record);
      });
      return queries.get(id);
    },

    /** Each by itself, so that one that can't be released stops no other. */
    async releaseMany(ids: readonly string[]): Promise<{ released: number; refused: { id: string; message: string }[] }> {
      const refused: { id: string; message: string }[] = [];
      for (const id of new Set(ids)) {
        try {
          // eslint-disable-next-line no-await-in-loop -- short transactions, so that visitors' submissions pass between them
          await release(id);
        } catch (error) {
          if (!(error instanceof RuleViolation || error instanceof NotFound)) throw error;
          refused.push({ id, message: error.message });
        }
      }
      return { released: new Set(ids).size - refused.length, refused };
    },

    /** The person pressed the button in the mail. Pressing twice, or after somebody held it, changes nothing. */
    async confirm(id: string): Promise<void> {
      await transaction(strapi, async () => {
        const record = await queries.find(id, { isLocked: true });
        if (record.state === 'pending_confirmation') await move(record, { state: 'received', confirmedAt: clock.now() });
      });
    },

    /** For a change by others: nobody else touches the row until the caller's transaction ends. */
    lock: (id: string): Promise<SubmissionRecord> => queries.find(id, { isLocked: true }),

    /** Somebody of the team took it for spam; what it had made must have been taken back. In the caller's transaction. */
    async hold(record: SubmissionRecord): Promise<void> {
      const reasons = [...record.reasons.filter(({ reason }) => reason !== 'manual'), { reason: 'manual', points: 100 }];
      await table().updateMany([record.id], { state: 'quarantined', failure: null, processedAt: null, contact: null, resultType: null, resultDocumentId: null, reasons });
    },

    /** For good, with its files and with consents that became nobody's. In the caller's transaction. */
    async remove(records: readonly SubmissionRecord[]): Promise<void> {
      await consents.removeOf(records.map(({ documentId }) => documentId));
      await files.removeOf(records.map(({ documentId }) => documentId));
      await table().removeMany(records.map(({ id }) => id));
    },

    /** Confirmation mails that nobody answered: a batch; answers whether there may be more (M22). */
    async purgeUnconfirmed(before: Date): Promise<{ hasMore: boolean }> {
      return transaction(strapi, async () => {
        const query = table().query();
        const rows = (await query.where('t.state', 'pending_confirmation').where('t.received_at', '<', before).orderBy('t.received_at').limit(PURGE_BATCH).select('t.*')) as Record<string, unknown>[];
        await this.remove(rows.map((row) => table().read<SubmissionRecord>(row)));
        return { hasMore: rows.length === PURGE_BATCH };
      });
    },

    /** Whole addresses are kept for 30 days, then only the network is known: a batch; answers whether there may be more (F46). */
    async cutAddresses(): Promise<{ hasMore: boolean }> {
      const before = new Date(clock.now().getTime() - KEEP_ADDRESSES_MS);
      return transaction(strapi, async () => {
        const rows = (await table().query().whereNotNull('t.ip_address').where('t.received_at', '<', before).orderBy('t.id').limit(PURGE_BATCH).select('t.id')) as { id: number }[];
        await table().updateMany(rows.map(({ id }) => id), { ipAddress: null });
        return { hasMore: rows.length === PURGE_BATCH };
      });
    },

    /** Called by whoever turned them into records, in the same transaction. */
    async markProcessed(processed: readonly Processed[]): Promise<void> {
      const processedAt = clock.now();
      await table().updateEach(
        processed.map(({ id, contactId, result }) => ({
          id,
          change: { state: 'processed', processedAt, contact: contactId, resultType: result?.type ?? null, resultDocumentId: result?.id ?? null },
        })),
      );
    },

    /** The effects were given up: visible, and ready to be tried again by hand. */
    async markFailed(documentIds: readonly string[], failure: string): Promise<void> {
      const records = await queries.readMany(documentIds);
      const pending = records.filter((record) => record.state === 'received').map((record) => record.id);
      await table().updateMany(pending, { state: 'failed', failure: failure.slice(0, 500) });
    },
  };
};

export type SubmissionsService = ReturnType<typeof createSubmissionsService>;
