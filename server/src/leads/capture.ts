import type { ContactsService } from '../contacts';
import type { FormsService } from '../forms';
import { toMapped, type Mapped } from '../forms';
import type { Context } from '../kernel/context';
import { newDocumentId, tableOf } from '../kernel/records';
import { searchText } from '../kernel/search';
import type { SettingsService } from '../settings';
import { entryOf, type SubmissionRecord, type SubmissionsService } from '../submissions';
import type { TimelineService } from '../timeline';
import { withTitles } from './landing';

export interface CaptureDependencies {
  contacts: Pick<ContactsService, 'captureMany'>;
  forms: Pick<FormsService, 'namesOf' | 'fieldsOfVersions'>;
  settings: Pick<SettingsService, 'general'>;
  submissions: Pick<SubmissionsService, 'readMany' | 'markProcessed'>;
  timeline: Pick<TimelineService, 'recordMany'>;
}

/**
 * Submissions become leads, in sets: a constant number of statements for up to a hundred of them.
 * Runs in the caller's transaction and is idempotent: a submission that already has its lead is only marked.
 */
export const createLeadCapture = ({ strapi, clock, events }: Context, { contacts, forms, settings, submissions, timeline }: CaptureDependencies) => {
  const table = () => tableOf(strapi, 'plugin::crm.lead');

  return async (submissionIds: readonly string[]): Promise<void> => {
    const pending = (await submissions.readMany(submissionIds)).filter((record) => record.state === 'received').sort((one, other) => one.id - other.id);
    if (pending.length === 0) return;

    const known = new Map((await table().findBy<LeadLink>('submission', pending.map(({ id }) => id), ['submission', 'documentId', 'contact'])).map((lead) => [lead.submission, lead]));
    const fresh = pending.filter(({ id }) => !known.has(id));
    const made = await makeLeads(fresh);
    await submissions.markProcessed(
      pending.map(({ id }) => {
        const lead = made.get(id) ?? known.get(id)!;
        return { id, contactId: lead.contact, result: { type: 'lead', id: lead.documentId } };
      }),
    );
    await events.publishMany('lead.created', [...made.values()].map(({ documentId }) => ({ leadId: documentId })));
  };

  async function makeLeads(records: SubmissionRecord[]): Promise<Map<number, LeadLink>> {
    if (records.length === 0) return new Map();
    const now = clock.now();
    const { leadResponseMinutes } = await settings.general();
    const fieldsOf = await forms.fieldsOfVersions(records.map((record) => ({ formId: record.form, version: record.formVersion })));
    const names = await forms.namesOf(records.map((record) => record.form));
    const people = records.map((record) => toMapped(fieldsOf(record.form, record.formVersion), record.payload));
    const captured = await contacts.captureMany(
      records.map((record, index) => ({
        ...people[index]!,
        message: undefined,
        locale: record.locale ?? undefined,
        source: `form:${names.get(record.form)?.slug ?? 'unknown'}`,
        sourceId: record.documentId,
        isSample: record.isSample,
        at: record.receivedAt,
      })),
      { actor: { kind: 'visitor', name: null } },
    );
    const landings = await withTitles(strapi, records.map(entryOf));

    const rows = records.map((record, index) => {
      const { message, ...person } = people[index]!;
      const { id: contact, company, name } = captured[index]!;
      const landing = landings[index];
      return {
        documentId: newDocumentId(),
        name: displayName(person) ?? name,
        firstName: person.firstName ?? null,
        lastName: person.lastName ?? null,
        email: person.email ?? null,
        phone: person.phone ?? null,
        jobTitle: person.jobTitle ?? null,
        companyName: person.companyName ?? company?.name ?? null,
        message: message ?? null,
        status: 'new',
        statusChangedAt: now,
        recycleCount: 0,
        source: 'form',
        sourceDetail: names.get(record.form)?.slug ?? null,
        form: record.form,
        submission: record.id,
        contact,
        company: company?.id ?? null,
        landingUid: landing?.uid ?? null,
        landingDocumentId: landing?.documentId ?? null,
        landingLocale: landing?.locale ?? null,
        landingTitle: landing?.title ?? null,
        landingPage: record.page,
        referrer: record.referrer,
        utm: record.utm,
        // The clock starts when the visitor pressed the button, not when we got round to it (F60).
        firstResponseDueAt: new Date(record.receivedAt.getTime() + leadResponseMinutes * 60_000),
        tags: [],
        searchText: searchText(displayName(person) ?? name, person.email, person.phone?.replace(/\D/g, ''), person.companyName),
        isTest: record.isTest,
        isSample: record.isSample,
        version: 1,
        createdAt: record.receivedAt,
      };
    });
    await table().insertMany(rows, now);
    await timeline.recordMany(
      rows.map((row, index) => {
        const record = records[index]!;
        const form = names.get(record.form);
        return {
          kind: 'form.submitted',
          occurredAt: record.receivedAt,
          actor: { kind: 'visitor' as const, name: row.name },
          text: row.message,
          detail: { formId: form?.id ?? null, formName: form?.name ?? null, submissionId: record.documentId, page: record.page, suggested: captured[index]!.suggested },
          contactId: row.contact,
          companyId: row.company,
          subject: { type: 'lead', id: row.documentId },
          content: landings[index] ?? null,
          isSample: record.isSample,
        };
      }),
    );
    return new Map(rows.map((row) => [row.submission, { submission: row.submission, documentId: row.documentId, contact: row.contact }]));
  }
};

interface LeadLink extends Record<string, unknown> {
  submission: number;
  documentId: string;
  contact: number | null;
}

/** Null when nothing but an address is known: then the contact's own name says more. */
export const displayName = (person: Pick<Mapped, 'name' | 'firstName' | 'lastName'>): string | null => {
  const name = person.name ?? [person.firstName, person.lastName].filter(Boolean).join(' ');
  return name ? name.slice(0, 255) : null;
};
