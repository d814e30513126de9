import type { Knex } from 'knex';
import { phoneDigits, type Phone } from '../identity';
import { withinScope, type Caller, type Scope } from '../kernel/access';
import type { Context } from '../kernel/context';
import type { Page, QueryOf, Reference } from '../kernel/contract';
import { NotFound } from '../kernel/errors';
import { joinOwner, OWNER_COLUMNS, ownerOf, whereOwner } from '../kernel/owners';
import { keysetPage, RECORD_SORTS } from '../kernel/paging';
import { findLocked, findRow, tableOf, type Row } from '../kernel/records';
import { matching } from '../kernel/search';
import type { SettingsService } from '../settings';
import { readPoints } from './contact-points';
import { CONTACT_SEARCH, tablesOf, type ContactRecord, type EmailRecord, type PhoneRecord, type SuggestionRecord } from './content-types';
import type { Contact, ContactRow, contactsContract, Suggestion } from './contract';

type ListQuery = QueryOf<(typeof contactsContract)['endpoints']['list']>;

const ROW_COLUMNS = ['id', 'document_id', 'name', 'email', 'phone', 'job_title', 'lifecycle_stage', 'tags', 'source', 'last_activity_at', 'created_at', 'is_sample'].map((column) => `t.${column}`);
const LINK_COLUMNS = ['company.document_id as company_key', 'company.name as company_label', ...OWNER_COLUMNS];

/** With the phone numbers, the primary one first. */
export interface KnownContact {
  record: ContactRecord;
  phones: readonly Phone[];
}

export const createContactQueries = ({ strapi }: Context, { settings }: { settings: Pick<SettingsService, 'userIdsOf'> }) => {
  const tables = () => tablesOf(strapi);
  const companies = () => tableOf(strapi, 'plugin::crm.company');

  const joined = (query: Knex.QueryBuilder): Knex.QueryBuilder => joinOwner(query).leftJoin(`${companies().tableName} as company`, 'company.id', 't.company_id');

  const openSuggestions = async (contactId: number): Promise<Suggestion[]> => {
    const query = tables().suggestions.query();
    const rows = (await query.where({ 't.contact_id': contactId, 't.state': 'open' }).orderBy('t.id').limit(100).select('t.*')) as Row[];
    return rows.map((row) => toSuggestion(tables().suggestions.read<SuggestionRecord>(row)));
  };

  return {
    async find(documentId: string, scope: Scope, isLocked = false): Promise<ContactRecord> {
      const record = await findRow<ContactRecord>(tables().contacts, { documentId, scope, isLocked });
      if (!record) throw new NotFound('contact');
      return record;
    },

    async list({ query: { q, filters, sort, limit, cursor }, by }: { query: ListQuery; by: Caller }): Promise<Page<ContactRow>> {
      const query = withinScope(tables().contacts.query(), await by.scope('contacts.read'));
      matching(strapi, query, CONTACT_SEARCH, asStored(q));
      if (filters?.lifecycleStage) query.whereIn('t.lifecycle_stage', filters.lifecycleStage);
      if (filters?.owner) await whereOwner(settings, query, filters.owner, by);
      if (filters?.company) {
        const wanted = await companies().findBy<{ id: number } & Row>('documentId', filters.company, ['id']);
        query.whereIn('t.company_id', wanted.map(({ id }) => id));
      }
      const { rows, next, total } = await keysetPage(strapi, { query: joined(query), select: [...ROW_COLUMNS, ...LINK_COLUMNS], sort: RECORD_SORTS[sort], limit, cursor });
      return { results: rows.map((row) => toRow(tables().contacts.read<ContactRecord>(row), row, by)), page: { next, total } };
    },

    /** `by` null is the site itself: it sees everything. */
    async get(documentId: string, scope: Scope, by: Caller | null): Promise<Contact> {
      const query = withinScope(tables().contacts.query(), scope).where('t.document_id', documentId);
      const row = (await joined(query)
        .select('t.*', ...LINK_COLUMNS)
        .first()) as Row | undefined;
      if (!row) throw new NotFound('contact');

      const record = tables().contacts.read<ContactRecord>(row);
      const { emails, phones, externalIds } = (await readPoints(strapi, [record.id]))(record.id);
      return {
        ...toRow(record, row, by),
        salutation: record.salutation,
        firstName: record.firstName,
        lastName: record.lastName,
        emails: emails.map(({ value, type, isPrimary }) => ({ value, type, isPrimary })),
        phones: phones.map(({ raw, e164, type, isPrimary }) => ({ value: raw, e164, type, isPrimary })),
        addresses: record.addresses ?? [],
        locale: record.locale,
        timezone: record.timezone,
        birthday: dateText(record.birthday),
        doNotCall: record.doNotCall,
        externalIds,
        firstTouch: record.firstTouch,
        lastTouch: record.lastTouch,
        suggestions: await openSuggestions(record.id),
        updatedAt: record.updatedAt.toISOString(),
        version: record.version,
      };
    },

    /** Whom these addresses belong to, by e-mail key; locked until commit. At most three statements. */
    async findByEmail(keys: readonly string[]): Promise<Map<string, KnownContact>> {
      const found = await tables().emails.findBy<EmailRecord>('emailKey', keys, ['emailKey', 'contact']);
      const records = await findLocked<ContactRecord>(tables().contacts, [...new Set(found.map(({ contact }) => contact))]);
      const withPhone = records.filter(({ phone }) => phone).map(({ id }) => id);
      const phones = await tables().phones.findBy<PhoneRecord>('contact', withPhone, ['contact', 'raw', 'e164', 'isPrimary']);
      const known = new Map(
        records.map((record) => {
          const own = phones.filter(({ contact }) => contact === record.id).sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary));
          return [record.id, { record, phones: own }];
        }),
      );
      return new Map(
        found.flatMap(({ emailKey, contact }) => {
          const owner = known.get(contact);
          return owner ? [[emailKey, owner] as const] : [];
        }),
      );
    },

    /** Names by row id, for records that link to contacts. One statement. */
    async referencesOf(ids: readonly number[]): Promise<Map<number, Reference>> {
      const rows = await tables().contacts.findBy<ContactRecord>('id', [...new Set(ids)], ['id', 'documentId', 'name']);
      return new Map(rows.map((row) => [row.id, { id: row.documentId, name: row.name }]));
    },

    /** Only if the caller may see it: a clash must not tell whom we know. */
    async visibleReference(contactId: number, by: Caller | null): Promise<Reference | null> {
      const query = tables().contacts.query();
      if (by) withinScope(query, await by.scope('contacts.read'));
      const row = (await query.where('t.id', contactId).select('t.document_id', 't.name').first()) as { document_id: string; name: string } | undefined;
      return row ? { id: row.document_id, name: row.name } : null;
    },
  };
};

export const dateText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value).slice(0, 10);
};

/** A phone number is stored as digits alone, so it is looked for as digits, without the zeros in front. */
const asStored = (q: string | undefined): string | undefined =>
  q !== undefined && /^[\d\s()+./-]{3,}$/.test(q) && /\d{3}/.test(phoneDigits(q)) ? phoneDigits(q).replace(/^0+/, '') : q;

const toRow = (record: ContactRecord, row: Row, by: Caller | null): ContactRow => ({
  id: record.documentId,
  name: record.name,
  email: record.email,
  phone: record.phone,
  jobTitle: record.jobTitle,
  company: row.company_key && (by === null || by.holds('companies.read')) ? { id: row.company_key as string, name: row.company_label as string } : null,
  lifecycleStage: record.lifecycleStage,
  owner: ownerOf(row),
  tags: record.tags ?? [],
  source: record.source,
  lastActivityAt: record.lastActivityAt.toISOString(),
  createdAt: record.createdAt.toISOString(),
  isSample: record.isSample,
});

const toSuggestion = (record: SuggestionRecord): Suggestion => ({
  id: record.documentId,
  field: record.field,
  current: record.currentValue,
  proposed: record.proposedValue,
  source: record.source,
  createdAt: record.createdAt.toISOString(),
});
