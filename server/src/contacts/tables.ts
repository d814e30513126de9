import type { Core } from '@strapi/strapi';
import { withinScope, type Scope } from '../kernel/access';
import { isUniqueViolation } from '../kernel/errors';
import { from, tableOf, type RecordTable, type Row } from '../kernel/records';
import type { SearchIndex } from '../kernel/search';
import { connection, isInsideTransaction } from '../kernel/transaction';
import type { CompanyRow, Contact, LifecycleStage } from './contract';

export const CONTACT_SEARCH: SearchIndex = { tableName: 'crm_contacts', column: 'search_text' };
export const COMPANY_SEARCH: SearchIndex = { tableName: 'crm_companies', column: 'search_text' };

export type PointType = Contact['emails'][number]['type'];

export interface ContactRecord extends Row {
  id: number;
  documentId: string;
  salutation: string | null;
  firstName: string | null;
  lastName: string | null;
  name: string;
  jobTitle: string | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  timezone: string | null;
  birthday: unknown;
  lifecycleStage: LifecycleStage;
  doNotCall: boolean;
  source: string | null;
  tags: string[] | null;
  addresses: Contact['addresses'] | null;
  searchText: string | null;
  company: number | null;
  owner: number | null;
  ownerEmail: string | null;
  lastActivityAt: Date;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  isSample: boolean;
}

export interface EmailRecord extends Row {
  id: number;
  contact: number;
  value: string;
  emailKey: string;
  domain: string;
  type: PointType;
  isPrimary: boolean;
}

export interface PhoneRecord extends Row {
  id: number;
  contact: number;
  raw: string;
  e164: string | null;
  type: PointType;
  isPrimary: boolean;
}

export interface ExternalIdRecord extends Row {
  id: number;
  contact: number;
  source: string;
  value: string;
}

export interface SuggestionRecord extends Row {
  id: number;
  documentId: string;
  contact: number;
  field: string;
  currentValue: string | null;
  proposedValue: string;
  source: string;
  state: 'open' | 'accepted' | 'rejected';
  createdAt: Date;
}

export interface CompanyRecord extends Row {
  id: number;
  documentId: string;
  name: string;
  domain: string | null;
  type: CompanyRow['type'];
  industry: string | null;
  employees: number | null;
  annualRevenueAmount: number | null;
  annualRevenueCurrency: string | null;
  phone: string | null;
  taxId: string | null;
  tier: string | null;
  addresses: Contact['addresses'] | null;
  tags: string[] | null;
  searchText: string | null;
  parent: number | null;
  owner: number | null;
  lastActivityAt: Date;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  isSample: boolean;
}

export const tablesOf = (strapi: Core.Strapi) => ({
  contacts: tableOf(strapi, 'plugin::crm.contact'),
  emails: tableOf(strapi, 'plugin::crm.contact-email'),
  phones: tableOf(strapi, 'plugin::crm.contact-phone'),
  externalIds: tableOf(strapi, 'plugin::crm.contact-external-id'),
  suggestions: tableOf(strapi, 'plugin::crm.suggestion'),
  companies: tableOf(strapi, 'plugin::crm.company'),
  companyDomains: tableOf(strapi, 'plugin::crm.company-domain'),
});

/** One row within the scope. A write locks it until commit, so that its version can't move under the check. */
export const findRow = async <R extends Row>(table: RecordTable, { documentId, scope, isLocked = false }: { documentId: string; scope: Scope; isLocked?: boolean }): Promise<R | null> => {
  const query = withinScope(table.query(), scope).where('t.document_id', documentId).select('t.*').first();
  const row = (await (isLocked ? query.forUpdate() : query)) as Row | undefined;
  return row ? table.read<R>(row) : null;
};

/** Rows locked for a set-based change, always in the same order, so that two sets can't block each other. */
export const findLocked = async <R extends Row>(table: RecordTable, ids: readonly number[]): Promise<R[]> => {
  if (ids.length === 0) return [];
  const rows = (await (table.query()).whereIn('t.id', ids as number[]).orderBy('t.id').select('t.*').forUpdate()) as Row[];
  return rows.map((row) => table.read<R>(row));
};

/**
 * Another process may take a unique value between our look and our write. Its row is visible by then, so
 * the second try finds it. Inside an open transaction the caller repeats, since that one is lost.
 */
export const againIfTaken = async <T>(work: () => Promise<T>): Promise<T> => {
  if (isInsideTransaction()) return work();
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return work();
  }
};

/** Moves `lastActivityAt` forward, each row to its own time, in one statement. An older time changes nothing. */
export const touchRows = async (strapi: Core.Strapi, tableName: string, touches: ReadonlyMap<number, Date>): Promise<void> => {
  if (touches.size === 0) return;
  const knex = connection(strapi);
  const pairs = [...touches].flatMap(([id, at]) => [id, at]);
  const latest = knex.raw(`case id ${'when ? then ? '.repeat(touches.size)}else ?? end`, [...pairs, 'last_activity_at']);
  await from(strapi, knex, tableName).whereIn('id', [...touches.keys()]).where('last_activity_at', '<', latest).update({ last_activity_at: latest });
};
