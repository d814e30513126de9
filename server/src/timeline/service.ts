import type { CompaniesService } from '../companies';
import type { ContactsService } from '../contacts';
import { staffName, type Caller } from '../kernel/access';
import type { Actor, Context } from '../kernel/context';
import type { ContentEntry, Page } from '../kernel/contract';
import type { TimelineSubject } from '../kernel/contributions';
import { keysetPage, type Sort } from '../kernel/paging';
import { tableOf, type Inserted, type Row } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { TimelineEntry } from './contract';
import { whereSubjectVisible } from './subjects';

export interface NewTimelineEntry {
  kind: string;
  /** Now, if it is not given. */
  occurredAt?: Date | undefined;
  actor: Actor;
  text?: string | null | undefined;
  /** What the kind needs to be told in a sentence: labels and ids, never a whole record. */
  detail?: Record<string, unknown> | undefined;
  contactId?: number | null | undefined;
  companyId?: number | null | undefined;
  subject?: { type: string; id: string } | null | undefined;
  content?: ContentEntry | null | undefined;
  isSample?: boolean | undefined;
  /** False for what is no contact with the person, such as a corrected field. */
  touches?: boolean | undefined;
}

export interface FeedQuery {
  on: { contactId: number } | { companyId: number } | { subject: { type: string; id: string } };
  kind?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  /** Leaves out what happened on records that this caller may not see. */
  by?: Caller | undefined;
}

/** A change as an event tells it: who did it is known by row id only, since a queued payload carries no names. */
export interface RecordedChange {
  kind: string;
  contactId?: number;
  companyId?: number;
  fields?: string[];
  byUserId: number | null;
  /** ISO 8601. */
  at: string;
}

interface Dependencies {
  contacts: Pick<ContactsService, 'touch'>;
  companies: Pick<CompaniesService, 'touch'>;
  /** Late, since higher features contribute them. */
  subjects: () => readonly TimelineSubject[];
}

/** Code of the site, or somebody whose account is gone. */
const SITE: Actor = { kind: 'system', name: 'Site' };
const NEWEST_FIRST: Sort = { column: 'occurred_at', direction: 'desc', type: 'time' };

const COLUMNS = [
  ...['id', 'document_id', 'kind', 'occurred_at', 'actor_kind', 'actor_name', 'text', 'detail', 'subject_type', 'subject_document_id', 'content_uid', 'content_document_id', 'content_locale', 'content_title'].map(
    (column) => `t.${column}`,
  ),
  'contact.document_id as contact_key',
  'contact.name as contact_label',
  'company.document_id as company_key',
  'company.name as company_label',
];

/** Append-only: what happened is never rewritten. */
export const createTimelineService = ({ strapi, clock, contacts, companies, subjects }: Context & Dependencies) => {
  const table = () => tableOf(strapi, 'plugin::crm.timeline-entry');

  const joined = () =>
    table().query().leftJoin('crm_contacts as contact', 'contact.id', 't.contact_id').leftJoin('crm_companies as company', 'company.id', 't.company_id');

  /** What happens to a sample record goes with it. Whoever writes many entries says so instead of having it looked up. */
  const sampleCheck = async (entries: readonly NewTimelineEntry[]): Promise<(entry: NewTimelineEntry) => boolean> => {
    const flagged = async (uid: string, ids: readonly (number | null | undefined)[]): Promise<Set<unknown>> => {
      const rows = await tableOf(strapi, uid).findBy('id', [...new Set(ids.filter((id) => typeof id === 'number'))], ['id', 'isSample']);
      return new Set(rows.filter(({ isSample }) => isSample).map(({ id }) => id));
    };
    const contactIds = await flagged('plugin::crm.contact', entries.map(({ contactId }) => contactId));
    const companyIds = await flagged('plugin::crm.company', entries.filter(({ contactId }) => typeof contactId !== 'number').map(({ companyId }) => companyId));
    return ({ contactId, companyId }) => (typeof contactId === 'number' ? contactIds.has(contactId) : companyIds.has(companyId));
  };

  /** In sets and in the caller's transaction: at most three statements. Moves `lastActivityAt` of whom it is about. */
  const recordMany = async (entries: readonly NewTimelineEntry[]): Promise<Inserted[]> => {
    const now = clock.now();
    const isOfSample = await sampleCheck(entries.filter(({ isSample }) => isSample === undefined));
    const timed = entries.map((entry) => ({ ...entry, isSample: entry.isSample ?? isOfSample(entry), occurredAt: entry.occurredAt ?? now }));
    const inserted = await table().insertMany(timed.map(toRow), now);
    const touching = timed.filter(({ touches }) => touches !== false);
    await contacts.touch(latest(touching, 'contactId'));
    await companies.touch(latest(touching, 'companyId'));
    return inserted;
  };

  const record = async (entry: NewTimelineEntry): Promise<TimelineEntry> =>
    transaction(strapi, async () => {
      const [inserted] = await recordMany([entry]);
      const row = (await (joined()).where('t.id', inserted!.id).select(COLUMNS).first()) as Row;
      return toEntry(table().read<EntryRecord>(row), row, undefined);
    });

  const staffNames = async (ids: readonly number[]): Promise<Map<number, string>> => {
    const rows = await tableOf(strapi, 'admin::user').findBy<StaffRow>('id', [...new Set(ids)], ['id', 'firstname', 'lastname', 'email']);
    return new Map(rows.map((row) => [row.id, staffName(row)]));
  };

  return {
    recordMany,
    record,

    /** Corrections are no contact with the person, so they move no `lastActivityAt`. */
    async recordChanges(changes: readonly RecordedChange[]): Promise<void> {
      const names = await staffNames(changes.flatMap(({ byUserId }) => byUserId ?? []));
      const actorOf = (byUserId: number | null): Actor => {
        const name = byUserId === null ? undefined : names.get(byUserId);
        return byUserId === null || name === undefined ? SITE : { kind: 'user', id: byUserId, name };
      };
      await recordMany(
        changes.map(({ kind, contactId, companyId, fields, byUserId, at }) => ({
          kind,
          contactId,
          companyId,
          detail: fields ? { fields } : {},
          actor: actorOf(byUserId),
          occurredAt: new Date(at),
          touches: false,
        })),
      );
    },

    /** Newest first. */
    async feed({ on, kind, limit, cursor, by }: FeedQuery): Promise<Page<TimelineEntry>> {
      const query = joined();
      if ('contactId' in on) query.where('t.contact_id', on.contactId);
      else if ('companyId' in on) query.where('t.company_id', on.companyId);
      else query.where({ 't.subject_type': on.subject.type, 't.subject_document_id': on.subject.id });
      if (kind) query.where('t.kind', kind);
      if (by) await whereSubjectVisible(strapi, query, { by, subjects: subjects() });

      const { rows, next, total } = await keysetPage(strapi, { query, select: COLUMNS, sort: NEWEST_FIRST, limit, cursor });
      return { results: rows.map((row) => toEntry(table().read<EntryRecord>(row), row, by)), page: { next, total } };
    },

    /** Somebody of the team wrote, called or changed something here. */
    async hasStaffEntries(contactId: number): Promise<boolean> {
      const query = table().query();
      return (await query.where({ 't.contact_id': contactId, 't.actor_kind': 'user' }).select('t.id').limit(1)).length > 0;
    },

    /** With the contact itself; in the caller's transaction. What happened on a lead stays with the lead. */
    async removeOfContact(contactId: number): Promise<void> {
      const entries = await table().findBy<{ id: number; subjectType: string | null }>('contact', [contactId], ['id', 'subjectType']);
      await table().removeMany(entries.filter(({ subjectType }) => subjectType === null).map(({ id }) => id));
    },

    /** With the records themselves; in the caller's transaction. */
    async removeOfSubject(type: string, ids: readonly string[]): Promise<void> {
      const query = table().query();
      const rows = (await query.where('t.subject_type', type).whereIn('t.subject_document_id', ids).select('t.id')) as { id: number | string }[];
      await table().removeMany(rows.map(({ id }) => Number(id)));
    },

    async note({ text, by, ...on }: { text: string; by: Caller; contactId?: number; companyId?: number }): Promise<TimelineEntry> {
      return record({ kind: 'note', actor: { kind: 'user', id: by.id, name: by.name }, text, ...on });
    },
  };
};

export type TimelineService = ReturnType<typeof createTimelineService>;

interface StaffRow extends Row {
  id: number;
  firstname: string | null;
  lastname: string | null;
  email: string;
}

interface EntryRecord extends Row {
  documentId: string;
  kind: string;
  occurredAt: Date;
  actorKind: TimelineEntry['actor']['kind'];
  actorName: string | null;
  text: string | null;
  detail: Record<string, unknown> | null;
  subjectType: string | null;
  subjectDocumentId: string | null;
  contentUid: string | null;
  contentDocumentId: string | null;
  contentLocale: string | null;
  contentTitle: string | null;
}

const toRow = (entry: NewTimelineEntry & { occurredAt: Date }): Row => ({
  kind: entry.kind,
  occurredAt: entry.occurredAt,
  actorKind: entry.actor.kind,
  actorName: cut(entry.actor.name),
  actor: entry.actor.kind === 'user' ? entry.actor.id : null,
  // PostgreSQL refuses this one character, which nobody can see.
  text: entry.text?.replaceAll('\u0000', '') || null,
  detail: entry.detail ?? {},
  contact: entry.contactId ?? null,
  company: entry.companyId ?? null,
  subjectType: entry.subject?.type ?? null,
  subjectDocumentId: entry.subject?.id ?? null,
  contentUid: entry.content?.uid ?? null,
  contentDocumentId: entry.content?.documentId ?? null,
  contentLocale: entry.content?.locale ?? null,
  contentTitle: cut(entry.content?.title),
  isSample: entry.isSample ?? false,
});

const cut = (text: string | null | undefined): string | null => (text ? [...text].slice(0, 255).join('') : null);

const latest = (entries: readonly (NewTimelineEntry & { occurredAt: Date })[], link: 'contactId' | 'companyId'): Map<number, Date> => {
  const times = new Map<number, Date>();
  for (const entry of entries) {
    const id = entry[link];
    if (id && (times.get(id)?.getTime() ?? 0) < entry.occurredAt.getTime()) times.set(id, entry.occurredAt);
  }
  return times;
};

const toEntry = (record: EntryRecord, row: Row, by: Caller | undefined): TimelineEntry => {
  const link = (kind: 'contact' | 'company', permission: string) =>
    row[`${kind}_key`] && (!by || by.holds(permission)) ? { id: row[`${kind}_key`] as string, name: row[`${kind}_label`] as string } : null;
  return {
    id: record.documentId,
    kind: record.kind,
    occurredAt: record.occurredAt.toISOString(),
    actor: { kind: record.actorKind, name: record.actorName },
    text: record.text,
    detail: record.detail ?? {},
    subject: record.subjectType && record.subjectDocumentId ? { type: record.subjectType, id: record.subjectDocumentId } : null,
    contact: link('contact', 'contacts.read'),
    company: link('company', 'companies.read'),
    content:
      record.contentUid && record.contentDocumentId
        ? { uid: record.contentUid, documentId: record.contentDocumentId, locale: record.contentLocale, title: record.contentTitle }
        : null,
  };
};
