import { createHash } from 'node:crypto';
import type { FormsService, FormSummary, Mapped } from '../forms';
import type { JobsService } from '../jobs';
import type { Context } from '../kernel/context';
import { NotFound } from '../kernel/errors';
import { tableOf, type Row } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { MailService, NewMail } from '../mail';
import type { SubmissionsService } from '../submissions';
import { UNTOLD } from './content-types';
import { alertLetter, answerLetter, digestLetter, noticeLetter } from './letters';

/** A submission that got past the judge and became what it became. */
export interface ProcessedSubmission {
  submissionId: string;
  form: Pick<FormSummary, 'id' | 'name' | 'settings'>;
  person: Mapped;
  leadId: string | null;
  isTest: boolean;
  at: Date;
}

interface Dependencies {
  jobs: Pick<JobsService, 'enqueue'>;
  mail: Pick<MailService, 'queue' | 'isQueued' | 'blockedOf' | 'emailKeys' | 'takePlaces'>;
  forms: Pick<FormsService, 'get'>;
  submissions: Pick<SubmissionsService, 'readMany' | 'answersOf'>;
}

export const DIGEST = 'notices.digest';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOTICES_PER_FORM = { max: 20, windowMs: HOUR_MS } as const;
const ANSWERS_PER_FORM = { max: 100, windowMs: HOUR_MS } as const;
const ANSWERS_PER_ADDRESS = { max: 5, windowMs: DAY_MS } as const;
const ANSWERS_PER_ADDRESS_AND_FORM = { max: 1, windowMs: DAY_MS } as const;
/** After the hour, so that what is being stored at its end is in the same digest. */
const DIGEST_AFTER_MS = 60_000;
/** A message that waited longer, in quarantine or for a repair, is in people's hands by now. */
const ANSWERED_WITHIN_MS = DAY_MS;
const MOST_IN_DIGEST = 10_000;
/** Nobody reads there, and some of them answer. */
const MACHINES = /^(?:mailer-daemon|postmaster|bounces?|no-?reply|do-?not-?reply)(?:[+.-].*)?@/i;

/**
 * Mails that a submission causes: to staff (F57) and to the visitor (F58). Both are limited in the database, inside the
 * transaction that queues them, so that no number of processes and no restart lets one through.
 */
export const createNoticesService = ({ strapi, clock }: Context, { jobs, mail, forms, submissions }: Dependencies) => {
  const table = () => tableOf(strapi, UNTOLD);
  const adminLink = (path: string): string => `${strapi.config.get<string>('admin.absoluteUrl', '')}/plugins/crm/${path}`;

  /** Not told yet, neither by a mail of its own nor by a digest. */
  const untold = async (processed: readonly ProcessedSubmission[]): Promise<ProcessedSubmission[]> => {
    const wanted = processed.filter(({ form }) => form.settings.notify.length > 0);
    const queued = await mail.isQueued(wanted.flatMap(({ submissionId, form }) => form.settings.notify.map((address) => noticeKey(submissionId, address))));
    const inDigest = await table().findBy('submissionId', wanted.map(({ submissionId }) => submissionId), ['submissionId']);
    const digested = new Set(inDigest.map((row) => row.submissionId as string));
    return wanted.filter(({ submissionId, form }) => !digested.has(submissionId) && !form.settings.notify.some((address) => queued.has(noticeKey(submissionId, address))));
  };

  const unanswered = async (processed: readonly ProcessedSubmission[]) => {
    const oldest = clock.now().getTime() - ANSWERED_WITHIN_MS;
    const wanted = processed.flatMap((one) => {
      const { autoresponder } = one.form.settings;
      const { email } = one.person;
      const isWanted = email && autoresponder && !one.isTest && one.at.getTime() >= oldest && !MACHINES.test(email);
      const [emailKey] = isWanted ? mail.emailKeys(email) : [];
      return email && autoresponder && emailKey ? [{ ...one, email, emailKey, autoresponder }] : [];
    });
    const queued = await mail.isQueued(wanted.map(({ submissionId }) => answerKey(submissionId)));
    const blocked = await mail.blockedOf(wanted.map(({ email }) => email), 'transactional');
    return wanted.filter(({ submissionId, email }) => !queued.has(answerKey(submissionId)) && !blocked.has(email));
  };

  const noticesOf = async (told: readonly ProcessedSubmission[]): Promise<NewMail[]> => {
    const records = await submissions.readMany(told.map(({ submissionId }) => submissionId));
    const answers = await submissions.answersOf(records);
    const idOf = new Map(records.map(({ documentId, id }) => [documentId, id]));
    return told.flatMap(({ submissionId, form, person, leadId, isTest, at }) => {
      const letter = noticeLetter({
        formName: form.name,
        person,
        answers: answers.get(idOf.get(submissionId) ?? 0) ?? [],
        at,
        link: adminLink(leadId ? `leads/${leadId}` : `submissions?peek=${submissionId}`),
        isLead: leadId !== null,
        isTest,
      });
      return form.settings.notify.map((address) => ({
        ...letter,
        effectKey: noticeKey(submissionId, address),
        kind: 'notice' as const,
        to: { address },
        replyTo: person.email ?? null,
        headers: { 'Auto-Submitted': 'auto-generated' },
        submissionId,
      }));
    });
  };

  /** Each of them is part of the digest that ends the running hour: there is a job for every hour that needs one. */
  const putOff = async (overflow: readonly ProcessedSubmission[]): Promise<void> => {
    if (overflow.length === 0) return;
    const now = clock.now();
    const runAt = new Date((Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS + DIGEST_AFTER_MS);
    await table().insertMissing(['submissionId'], overflow.map(({ submissionId, form }) => ({ submissionId, formId: form.id })), now);
    const formIds = [...new Set(overflow.map(({ form }) => form.id))];
    await jobs.enqueue(formIds.map((formId) => ({ type: DIGEST, payload: { formId }, effectKey: `${DIGEST}:${formId}:${runAt.getTime()}`, runAt })));
  };

  return {
    /** In the transaction that processed them, a constant number of statements. Running again queues nothing twice. */
    async queueFor(processed: readonly ProcessedSubmission[]): Promise<void> {
      await transaction(strapi, async () => {
        const notices = await untold(processed);
        const answers = await unanswered(processed);
        if (notices.length + answers.length === 0) return;
        const hasRoom = await mail.takePlaces([
          ...notices.map(({ form }) => [{ key: `notice:${form.id}`, limits: [NOTICES_PER_FORM] }]),
          ...answers.map(({ form, emailKey }) => [
            { key: `answer:${form.id}:${emailKey}`, limits: [ANSWERS_PER_ADDRESS_AND_FORM] },
            { key: `answer:${emailKey}`, limits: [ANSWERS_PER_ADDRESS] },
            { key: `answer:${form.id}`, limits: [ANSWERS_PER_FORM] },
          ]),
        ]);
        const [mayNotify, mayAnswer] = [hasRoom.slice(0, notices.length), hasRoom.slice(notices.length)];

        await putOff(notices.filter((_one, index) => !mayNotify[index]));
        await mail.queue([
          ...(await noticesOf(notices.filter((_one, index) => mayNotify[index]))),
          ...answers
            .filter((_one, index) => mayAnswer[index])
            .map(({ submissionId, email, autoresponder, person }) => ({
              ...answerLetter(autoresponder, person),
              effectKey: answerKey(submissionId),
              kind: 'autoresponder' as const,
              to: { address: email },
              // Other machines must not answer this one (RFC 3834, and Exchange's own header).
              headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', Precedence: 'auto_reply' },
              submissionId,
            })),
        ]);
      });
    },

    /** One mail for all that was put off, to each who is told of the form now. In the caller's transaction. */
    async digest(formId: string): Promise<void> {
      const query = table().query().where(`t.${table().columnOf('formId')}`, formId).whereNull(`t.${table().columnOf('toldAt')}`);
      const rows = ((await query.orderBy('t.id').limit(MOST_IN_DIGEST + 1).select('t.id', 't.created_at')) as Row[]).map((row) => table().read<{ id: number; createdAt: Date }>(row));
      const [first] = rows;
      if (!first) return;
      await table().updateMany(rows.map(({ id }) => id), { toldAt: clock.now() });
      const form = await formOrNull(formId);
      if (!form) return;
      const letter = digestLetter({
        formName: form.name,
        count: Math.min(rows.length, MOST_IN_DIGEST),
        isMore: rows.length > MOST_IN_DIGEST,
        since: first.createdAt,
        link: adminLink(`submissions?filter.form=${formId}`),
      });
      await mail.queue(form.settings.notify.map((address) => ({ ...letter, effectKey: `digest:${formId}:${first.id}:${hashOf(address)}`, kind: 'notice', to: { address }, headers: { 'Auto-Submitted': 'auto-generated' } })));
    },

    /** To those who are told of the form's submissions; it comes at most once an hour (F7). In the caller's transaction. */
    async alert({ formId, day, count, at }: { formId: string | null; day: string; count: number; at: string }): Promise<void> {
      const form = formId === null ? null : await formOrNull(formId);
      if (!form) return;
      const letter = alertLetter({ formName: form.name, count, day, link: adminLink(`capture-health?filter.form=${form.id}`) });
      await mail.queue(form.settings.notify.map((address) => ({ ...letter, effectKey: `alert:${form.id}:${at}:${hashOf(address)}`, kind: 'alert', to: { address }, headers: { 'Auto-Submitted': 'auto-generated' } })));
    },
  };

  async function formOrNull(formId: string) {
    try {
      return await forms.get(formId);
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }
};

export type NoticesService = ReturnType<typeof createNoticesService>;

const hashOf = (address: string): string => createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 32);
const noticeKey = (submissionId: string, address: string): string => `notice:${submissionId}:${hashOf(address)}`;
const answerKey = (submissionId: string): string => `autoresponder:${submissionId}`;
