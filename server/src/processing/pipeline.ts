import type { ContactsService } from '../contacts';
import type { ConsentsService } from '../consents';
import { toMapped, type FormsService, type FormSummary, type Mapped } from '../forms';
import type { Context } from '../kernel/context';
import type { ContentEntry } from '../kernel/contract';
import type { LeadsService } from '../leads';
import type { CapturedContact, MatchingService } from '../matching';
import type { NoticesService } from '../notices';
import type { OptInService } from '../opt-in';
import { entryOf, type Processed, type SubmissionRecord, type SubmissionsService } from '../submissions';
import type { TimelineService } from '../timeline';
import type { VisitsService } from '../visits';
import { withTitles } from './landing';

export interface PipelineDependencies {
  contacts: Pick<ContactsService, 'recordTouches'>;
  matching: Pick<MatchingService, 'captureMany'>;
  timeline: Pick<TimelineService, 'recordMany'>;
  consents: Pick<ConsentsService, 'linkToContacts'>;
  forms: Pick<FormsService, 'namesOf' | 'fieldsOfVersions'>;
  submissions: Pick<SubmissionsService, 'readMany' | 'markProcessed'>;
  visits: Pick<VisitsService, 'identifyMany'>;
  optIn: Pick<OptInService, 'requestMarketing'>;
  notices: Pick<NoticesService, 'queueFor'>;
  leads: Pick<LeadsService, 'makeFrom'>;
}

/** One submission on its way, with what each step found out. */
interface Step {
  record: SubmissionRecord;
  form: FormSummary | undefined;
  person: Mapped;
  landing: ContentEntry | null;
  /** Null where the form only collects answers. */
  contact: CapturedContact | null;
}

/**
 * Submissions become records, in sets: a constant number of statements for up to a hundred of them. Runs in the
 * caller's transaction with everything that follows from it, and is idempotent: what a submission already made
 * is found again, and mails are keyed by the submission.
 */
export const createPipeline = ({ strapi }: Context, services: PipelineDependencies) => {
  const { contacts, matching, timeline, consents, forms, submissions, visits, optIn, notices, leads } = services;

  const begin = async (submissionIds: readonly string[]): Promise<Omit<Step, 'contact'>[]> => {
    const records = (await submissions.readMany(submissionIds)).filter(({ state }) => state === 'received').sort((one, other) => one.id - other.id);
    const fieldsOf = await forms.fieldsOfVersions(records.map((record) => ({ formId: record.form, version: record.formVersion })));
    const formOf = await forms.namesOf(records.map(({ form }) => form));
    const landings = await withTitles(strapi, records.map(entryOf));
    return records.map((record, index) => ({
      record,
      form: formOf.get(record.form),
      person: toMapped(fieldsOf(record.form, record.formVersion), record.payload),
      landing: landings[index] ?? null,
    }));
  };

  const withContacts = async (begun: readonly Omit<Step, 'contact'>[]): Promise<Step[]> => {
    const people = begun.filter(wantsContact);
    const captured = await matching.captureMany(
      people.map(({ record, form, person }) => ({
        ...person,
        message: undefined,
        locale: record.locale ?? undefined,
        source: `form:${form?.slug ?? 'unknown'}`,
        sourceId: record.documentId,
        isSample: record.isSample,
        at: record.receivedAt,
      })),
      { actor: { kind: 'visitor', name: null } },
    );
    const contactOf = new Map(people.map((step, index) => [step.record.id, captured[index]!]));
    return begun.map((step) => ({ ...step, contact: contactOf.get(step.record.id) ?? null }));
  };

  return async (submissionIds: readonly string[]): Promise<void> => {
    const steps = await withContacts(await begin(submissionIds));
    if (steps.length === 0) return;

    const known = steps.flatMap((step) => (step.contact ? [{ ...step, contact: step.contact }] : []));
    const leadOf = await leads.makeFrom(known.filter(({ form }) => form?.settings.target === 'lead'));
    await consents.linkToContacts(known.map(({ record, contact }) => ({ submissionId: record.documentId, contactId: contact.id })));
    await contacts.recordTouches(known.flatMap(({ record, contact }) => (record.touches ? [{ contactId: contact.id, ...record.touches }] : [])));
    await visits.identifyMany(known.flatMap(({ record, contact }) => (record.visitorId ? [{ visitorId: record.visitorId, contactId: contact.id, at: record.receivedAt }] : [])));
    await timeline.recordMany(known.filter(({ record }) => record.contact === null).map((step) => told(step, leadOf.get(step.record.id)?.documentId)));

    const leadIdOf = (step: Step): string | null => leadOf.get(step.record.id)?.documentId ?? null;
    const ofForm = steps.flatMap((step) => (step.form ? [{ ...step, form: step.form }] : []));
    await optIn.requestMarketing(ofForm.flatMap(({ record, form, person }) => (person.email ? [{ submissionId: record.documentId, form, email: person.email, name: nameOf(person) }] : [])));
    await notices.queueFor(ofForm.map((step) => ({ submissionId: step.record.documentId, form: step.form, person: step.person, leadId: leadIdOf(step), isTest: step.record.isTest, at: step.record.receivedAt })));
    await submissions.markProcessed(steps.map((step) => ({ id: step.record.id, contactId: step.contact?.id ?? step.record.contact, result: resultOf(step, leadIdOf(step)) })));
  };
};

const nameOf = ({ name, firstName, lastName }: Mapped): string | null => (name ?? [firstName, lastName].filter(Boolean).join(' ')) || null;

/** A re-processed submission has its contact already; without an address it would be made a second time. */
const wantsContact = ({ form, record }: Pick<Step, 'form' | 'record'>): boolean => form?.settings.target !== 'none' && record.contact === null;

const resultOf = ({ contact, record }: Step, leadId: string | null): Processed['result'] => {
  if (leadId) return { type: 'lead', id: leadId };
  if (contact) return { type: 'contact', id: contact.documentId };
  return record.resultType && record.resultDocumentId ? { type: record.resultType, id: record.resultDocumentId } : null;
};

const told = ({ record, form, person, landing, contact }: Step & { contact: CapturedContact }, leadId: string | undefined) => ({
  kind: 'form.submitted',
  occurredAt: record.receivedAt,
  actor: { kind: 'visitor' as const, name: nameOf(person) ?? contact.name },
  text: person.message ?? null,
  detail: { formId: form?.id ?? null, formName: form?.name ?? null, submissionId: record.documentId, page: record.page, suggested: contact.suggested },
  contactId: contact.id,
  companyId: contact.company?.id ?? null,
  subject: leadId ? { type: 'lead', id: leadId } : null,
  content: landing,
  isSample: record.isSample,
});
