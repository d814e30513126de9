import { checkAnswers, type FormsService } from '../forms';
import type { Context } from '../kernel/context';
import { RuleViolation } from '../kernel/errors';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { Submission } from './contract';
import { createIntake } from './intake';
import { createSubmissionQueries, type QueryDependencies, type SubmissionRecord } from './queries';

export interface Processed {
  id: number;
  contactId: number | null;
  result: { type: string; id: string };
}

type Dependencies = QueryDependencies & { forms: Pick<FormsService, 'namesOf' | 'fieldsOfVersions'> };

export const createSubmissionsService = (context: Context, dependencies: Dependencies) => {
  const { strapi, clock, events } = context;
  const queries = createSubmissionQueries(context, dependencies);
  const table = () => tableOf(strapi, 'plugin::crm.submission');

  /** Back into the pipeline: checked once more, because a held body was never checked. */
  const receiveAgain = async (record: SubmissionRecord): Promise<void> => {
    const fieldsOf = await dependencies.forms.fieldsOfVersions([{ formId: record.form, version: record.formVersion }]);
    const { errors } = checkAnswers(fieldsOf(record.form, record.formVersion), record.payload);
    if (errors.length > 0) throw new RuleViolation('submission.invalid', errors.map((error) => `${error.field}: ${error.message}`).join('; '), { errors });
    await table().updateMany([record.id], { state: 'received', failure: null, processedAt: null });
    await events.publish('submission.received', { submissionId: record.documentId });
  };

  return {
    accept: createIntake(context).accept,
    list: queries.list,
    get: queries.get,
    counts: queries.counts,
    recent: queries.recent,
    hasAny: queries.hasAny,
    readMany: queries.readMany,
    readByIds: queries.readByIds,
    answersOf: queries.answersOf,

    /** "Not spam". Two people who press at once release it once. */
    async release(id: string): Promise<Submission> {
      await transaction(strapi, async () => {
        const record = await queries.find(id, { isLocked: true });
        if (record.state === 'received' || record.state === 'processed') return;
        if (record.state !== 'quarantined') throw new RuleViolation('submission.not-quarantined', 'Only a held submission can be released.');
        await receiveAgain(record);
      });
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

    /** Holds a row that has had no effects yet. */
    async quarantine(id: string): Promise<Submission> {
      await transaction(strapi, async () => {
        const record = await queries.find(id, { isLocked: true });
        if (record.state === 'quarantined') return;
        if (record.resultDocumentId) throw new RuleViolation('submission.has-effects', 'This submission already became a lead. Mark the lead as junk instead.');
        await table().updateMany([record.id], { state: 'quarantined', failure: null, reasons: [...record.reasons, { reason: 'manual', points: 100 }] });
      });
      return queries.get(id);
    },

    /** Called by whoever turned them into records, in the same transaction. */
    async markProcessed(processed: readonly Processed[]): Promise<void> {
      const processedAt = clock.now();
      await table().updateEach(
        processed.map(({ id, contactId, result }) => ({
          id,
          change: { state: 'processed', processedAt, contact: contactId, resultType: result.type, resultDocumentId: result.id },
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
