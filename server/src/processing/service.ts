import type { ContactsService } from '../contacts';
import type { FormsService } from '../forms';
import type { JobsService } from '../jobs';
import type { Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { transaction } from '../kernel/transaction';
import type { LeadsService } from '../leads';
import type { MailService } from '../mail';
import type { SourcesService } from '../sources';
import type { SourceRun } from '../sources/contract';
import type { SubmissionRecord, SubmissionsService } from '../submissions';
import type { TimelineService } from '../timeline';
import type { KEPT, SpamOutcome, UNDONE } from './contract';
import { createPipeline, type PipelineDependencies } from './pipeline';

type Dependencies = PipelineDependencies & {
  jobs: Pick<JobsService, 'enqueue'>;
  sources: Pick<SourcesService, 'markRun'>;
  contacts: Pick<ContactsService, 'recordTouches' | 'isAsCaptured' | 'remove'>;
  timeline: Pick<TimelineService, 'recordMany' | 'hasStaffEntries' | 'removeOfContact'>;
  mail: Pick<MailService, 'cancel'>;
  forms: Pick<FormsService, 'namesOf' | 'fieldsOfVersions' | 'get'>;
  submissions: Pick<SubmissionsService, 'readMany' | 'markProcessed' | 'lock' | 'hold' | 'get' | 'countOfContact' | 'removable' | 'remove'>;
  leads: Pick<LeadsService, 'makeFrom' | 'discard' | 'countOfContact' | 'removeOf'>;
};

type Undone = (typeof UNDONE)[number];
type Kept = (typeof KEPT)[number];

const REMOVE_BATCH = 100;

export const createProcessingService = (context: Context, dependencies: Dependencies) => {
  const { strapi } = context;
  const { jobs, contacts, timeline, mail, forms, submissions, leads, sources } = dependencies;

  /** Only this submission made the contact, and nobody has worked on it since. */
  const isOnlyFrom = async ({ contact, receivedAt }: SubmissionRecord): Promise<boolean> =>
    contact !== null &&
    (await contacts.isAsCaptured(contact, receivedAt)) &&
    (await submissions.countOfContact(contact)) === 1 &&
    (await leads.countOfContact(contact)) <= 1 &&
    !(await timeline.hasStaffEntries(contact));

  const removeContactOf = async ({ contact }: SubmissionRecord): Promise<void> => {
    if (contact === null) return;
    await timeline.removeOfContact(contact);
    await contacts.remove(contact);
  };

  return {
    run: createPipeline(context, dependencies),

    async markSpam(id: string, by: Caller): Promise<SpamOutcome> {
      const { undone, kept } = await transaction(strapi, async () => {
        const record = await submissions.lock(id);
        const undone: Undone[] = [];
        const kept: Kept[] = [];
        if (record.state === 'quarantined') return { undone, kept };

        const mails = await mail.cancel({ submissionId: id });
        if (mails.cancelled > 0) undone.push('mail');
        if (mails.sent > 0) kept.push('mail-sent');

        const isOnly = await isOnlyFrom(record);
        const lead = await leads.discard(record.id, by);
        if (lead === 'discarded') undone.push('lead');
        if (lead === 'converted') kept.push('lead-converted');

        if (isOnly && lead !== 'converted') {
          await removeContactOf(record);
          undone.push('contact');
        } else if (record.contact !== null) kept.push('contact');
        await submissions.hold(record);
        return { undone, kept };
      });
      return { submission: await submissions.get(id), undone, kept };
    },

    /** In batches, each whole or not at all; pressing again after a crash goes on. */
    async purgeTests(formId: string): Promise<{ removed: number }> {
      await forms.get(formId);
      let removed = 0;
      for (;;) {
        // eslint-disable-next-line no-await-in-loop -- bounded batches, one after the other
        const count = await transaction(strapi, () => removeBatch({ testsOf: formId }));
        removed += count;
        if (count < REMOVE_BATCH) return { removed };
      }
    },

    /** Takes back what a back-fill made, in the background; its entries can be captured again afterwards. */
    async undoRun(runId: string): Promise<SourceRun> {
      return transaction(strapi, async () => {
        const run = await sources.markRun(runId, 'undoing');
        await jobs.enqueue([{ type: 'processing.undo-run', payload: { runId } }]);
        return run;
      });
    },

    /** One batch, in the job's transaction. */
    async undoBatch(runId: string): Promise<void> {
      const removed = await removeBatch({ batch: runId });
      if (removed === REMOVE_BATCH) await jobs.enqueue([{ type: 'processing.undo-run', payload: { runId } }]);
      else await sources.markRun(runId, 'undone');
    },
  };

  /** Submissions with the leads and contacts that only they made. */
  async function removeBatch(which: { testsOf: string } | { batch: string }): Promise<number> {
    const records = await submissions.removable(which, REMOVE_BATCH);
    for (const record of records) {
      // eslint-disable-next-line no-await-in-loop -- each contact is looked at by itself: two submissions may share one
      if (await isOnlyFrom(record)) await removeContactOf(record);
      // eslint-disable-next-line no-await-in-loop -- see above
      await leads.removeOf(record.id);
      // eslint-disable-next-line no-await-in-loop -- see above
      await submissions.remove([record]);
    }
    return records.length;
  }
};

export type ProcessingService = ReturnType<typeof createProcessingService>;
