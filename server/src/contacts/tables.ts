import type { Core } from '@strapi/strapi';
import { from, tableOf, type Row } from '../kernel/records';
import type { SearchIndex } from '../kernel/search';
import { connection } from '../kernel/transaction';
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

/**
 * Locks the row until commit, if it still has the version that the caller saw. The write that follows
 * must count the version up.
 */
export const lockVersion = async (strapi: Core.Strapi, tableName: string, { id, version }: { id: number; version: number }): Promise<boolean> => {
  const knex = await connection(strapi);
  const found = (await from(strapi, knex, tableName).where({ id, version }).update({ version: knex.ref('version') })) as unknown as number;
  return found === 1;
};

/** Moves `lastActivityAt` forward, each row to its own time, in one statement. An older time changes nothing. */
export const touchRows = async (strapi: Core.Strapi, tableName: string, touches: ReadonlyMap<number, Date>): Promise<void> => {
  if (touches.size === 0) return;
  const knex = await connection(strapi);
  const pairs = [...touches].flatMap(([id, at]) => [id, at]);
  const latest = knex.raw(`case id ${'when ? then ? '.repeat(touches.size)}else ?? end`, [...pairs, 'last_activity_at']);
  await from(strapi, knex, tableName).whereIn('id', [...touches.keys()]).where('last_activity_at', '<', latest).update({ last_activity_at: latest });
};
