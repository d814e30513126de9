import type { FormSummary, Mapped } from '../forms';
import type { Context } from '../kernel/context';
import type { ContentEntry } from '../kernel/contract';
import { newDocumentId, tableOf } from '../kernel/records';
import { searchText } from '../kernel/search';
import type { CapturedContact } from '../matching';
import type { SettingsService } from '../settings';
import type { SubmissionRecord } from '../submissions';

/** A submission with everything that is known about it: who sent it, from which form and on which entry. */
export interface LeadOrigin {
  record: SubmissionRecord;
  person: Mapped;
  form: FormSummary | undefined;
  contact: CapturedContact;
  landing: ContentEntry | null;
}

export interface LeadLink extends Record<string, unknown> {
  submission: number;
  documentId: string;
}

/**
 * Submissions become leads, in sets: a constant number of statements. Runs in the caller's transaction and is
 * idempotent: a submission that has its lead keeps it, and one that was thrown away as spam is new again.
 */
export const createLeadCapture = ({ strapi, clock, events }: Context, { settings }: { settings: Pick<SettingsService, 'general'> }) => {
  const table = () => tableOf(strapi, 'plugin::crm.lead');

  /** Answers by the submission's row id. */
  return async (origins: readonly LeadOrigin[]): Promise<Map<number, LeadLink>> => {
    if (origins.length === 0) return new Map();
    const known = await table().findBy<KnownLead>('submission', origins.map(({ record }) => record.id), ['id', 'submission', 'documentId', 'status', 'version']);
    await revive(known, origins);
    const knownIds = new Set(known.map(({ submission }) => submission));
    const made = await insert(origins.filter(({ record }) => !knownIds.has(record.id)));
    return new Map([...known, ...made].map((lead) => [lead.submission, lead]));
  };

  /** Somebody said “not spam” after all. */
  async function revive(known: readonly KnownLead[], origins: readonly LeadOrigin[]): Promise<void> {
    const contactOf = new Map(origins.map(({ record, contact }) => [record.id, contact]));
    const now = clock.now();
    await table().updateEach(
      known
        .filter(({ status }) => status === 'junk')
        .map((lead) => {
          const contact = contactOf.get(lead.submission);
          const links = { contact: contact?.id ?? null, company: contact?.company?.id ?? null };
          return { id: lead.id, change: { ...links, status: 'new', statusChangedAt: now, unqualifiedReason: null, version: lead.version + 1, updatedAt: now } };
        }),
    );
  }

  async function insert(origins: readonly LeadOrigin[]): Promise<LeadLink[]> {
    if (origins.length === 0) return [];
    const now = clock.now();
    const { leadResponseMinutes } = await settings.general();
    const rows = origins.map(({ record, person, form, contact, landing }) => {
      const name = displayName(person) ?? contact.name;
      return {
        documentId: newDocumentId(),
        name,
        firstName: person.firstName ?? null,
        lastName: person.lastName ?? null,
        email: person.email ?? null,
        phone: person.phone ?? null,
        jobTitle: person.jobTitle ?? null,
        companyName: person.companyName ?? contact.company?.name ?? null,
        message: person.message ?? null,
        status: 'new',
        statusChangedAt: now,
        recycleCount: 0,
        source: 'form',
        sourceDetail: form?.slug ?? null,
        form: record.form,
        submission: record.id,
        contact: contact.id,
        company: contact.company?.id ?? null,
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
        searchText: searchText(name, person.email, person.phone?.replace(/\D/g, ''), person.companyName),
        isTest: record.isTest,
        isSample: record.isSample,
        version: 1,
        createdAt: record.receivedAt,
      };
    });
    await table().insertMany(rows, now);
    await events.publishMany('lead.created', rows.map(({ documentId }) => ({ leadId: documentId })));
    return rows.map(({ submission, documentId }) => ({ submission, documentId }));
  }
};

interface KnownLead extends LeadLink {
  id: number;
  status: string;
  version: number;
}

/** Null when nothing but an address is known: then the contact's own name says more. */
export const displayName = (person: Pick<Mapped, 'name' | 'firstName' | 'lastName'>): string | null => {
  const name = person.name ?? [person.firstName, person.lastName].filter(Boolean).join(' ');
  return name ? name.slice(0, 255) : null;
};
