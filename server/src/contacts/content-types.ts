import type { Core } from '@strapi/strapi';
import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import { tableOf, type Row } from '../kernel/records';
import type { SearchIndex } from '../kernel/search';
import { CONTACT_POINT_TYPES, LIFECYCLE_STAGES, SUGGESTION_STATES, type Contact, type LifecycleStage, type Touch } from './contract';

const contact = contentType({
  singular: 'contact',
  plural: 'contacts',
  displayName: 'Contact',
  attributes: {
    salutation: identifying({ type: 'string' }),
    firstName: identifying({ type: 'string' }),
    lastName: identifying({ type: 'string' }),
    name: identifying({ type: 'string', required: true }),
    jobTitle: identifying({ type: 'string' }),
    email: identifying({ type: 'string' }),
    phone: identifying({ type: 'string' }),
    locale: impersonal({ type: 'string' }),
    timezone: impersonal({ type: 'string' }),
    birthday: identifying({ type: 'date' }),
    lifecycleStage: impersonal({ type: 'enumeration', enum: [...LIFECYCLE_STAGES], required: true, default: 'other' }),
    doNotCall: impersonal({ type: 'boolean', required: true, default: false }),
    source: impersonal({ type: 'string' }),
    firstTouch: personalContent({ type: 'json' }),
    lastTouch: personalContent({ type: 'json' }),
    tags: personalContent({ type: 'json' }),
    addresses: identifying({ type: 'json' }),
    searchText: identifying({ type: 'text' }),
    company: impersonal(linkTo('plugin::crm.company')),
    owner: impersonal(linkTo('admin::user')),
    ownerEmail: impersonal({ type: 'string' }),
    lastActivityAt: impersonal({ type: 'datetime', required: true }),
    version: impersonal({ type: 'integer', required: true }),
    isSample: impersonal({ type: 'boolean', required: true, default: false }),
  },
  indexes: [
    { name: 'crm_contacts_created_idx', columns: ['created_at', 'id'] },
    { name: 'crm_contacts_name_idx', columns: ['name', 'id'] },
    { name: 'crm_contacts_activity_idx', columns: ['last_activity_at', 'id'] },
    { name: 'crm_contacts_owner_created_idx', columns: ['owner_id', 'created_at', 'id'] },
    { name: 'crm_contacts_company_created_idx', columns: ['company_id', 'created_at', 'id'] },
    { name: 'crm_contacts_stage_created_idx', columns: ['lifecycle_stage', 'created_at', 'id'] },
  ],
});

const contactEmail = contentType({
  singular: 'contact-email',
  plural: 'contact-emails',
  displayName: 'Contact e-mail address',
  attributes: {
    contact: impersonal(linkTo('plugin::crm.contact')),
    value: identifying({ type: 'string', required: true }),
    emailKey: identifying({ type: 'string', required: true }),
    domain: identifying({ type: 'string', required: true }),
    type: impersonal({ type: 'enumeration', enum: [...CONTACT_POINT_TYPES], required: true }),
    isPrimary: impersonal({ type: 'boolean', required: true }),
  },
  indexes: [
    { name: 'crm_contact_emails_key_uq', columns: ['email_key'], type: 'unique' },
    { name: 'crm_contact_emails_contact_idx', columns: ['contact_id', 'id'] },
  ],
});

const contactPhone = contentType({
  singular: 'contact-phone',
  plural: 'contact-phones',
  displayName: 'Contact phone number',
  attributes: {
    contact: impersonal(linkTo('plugin::crm.contact')),
    raw: identifying({ type: 'string', required: true }),
    e164: identifying({ type: 'string' }),
    type: impersonal({ type: 'enumeration', enum: [...CONTACT_POINT_TYPES], required: true }),
    isPrimary: impersonal({ type: 'boolean', required: true }),
  },
  indexes: [
    { name: 'crm_contact_phones_e164_idx', columns: ['e_164'] },
    { name: 'crm_contact_phones_contact_idx', columns: ['contact_id', 'id'] },
  ],
});

/** What another system calls this person. */
const contactExternalId = contentType({
  singular: 'contact-external-id',
  plural: 'contact-external-ids',
  displayName: 'Contact external id',
  attributes: {
    contact: impersonal(linkTo('plugin::crm.contact')),
    source: impersonal({ type: 'string', required: true }),
    value: identifying({ type: 'string', required: true }),
  },
  indexes: [
    { name: 'crm_contact_external_ids_value_uq', columns: ['source', 'value'], type: 'unique' },
    { name: 'crm_contact_external_ids_contact_idx', columns: ['contact_id', 'id'] },
  ],
});

/** A value that differs from the one we trust, waiting for a person's yes or no. */
const suggestion = contentType({
  singular: 'suggestion',
  plural: 'suggestions',
  displayName: 'Suggestion',
  attributes: {
    contact: impersonal(linkTo('plugin::crm.contact')),
    field: impersonal({ type: 'string', required: true }),
    currentValue: identifying({ type: 'string' }),
    proposedValue: identifying({ type: 'string', required: true }),
    source: impersonal({ type: 'string', required: true }),
    sourceId: impersonal({ type: 'string' }),
    state: impersonal({ type: 'enumeration', enum: [...SUGGESTION_STATES], required: true }),
    resolvedAt: impersonal({ type: 'datetime' }),
    isSample: impersonal({ type: 'boolean', required: true, default: false }),
  },
  indexes: [{ name: 'crm_suggestions_contact_state_idx', columns: ['contact_id', 'state', 'id'] }],
});

export const contentTypes = {
  contact,
  'contact-email': contactEmail,
  'contact-phone': contactPhone,
  'contact-external-id': contactExternalId,
  suggestion,
};

export const CONTACT_SEARCH: SearchIndex = { tableName: 'crm_contacts', column: 'search_text' };

export const tablesOf = (strapi: Core.Strapi) => ({
  contacts: tableOf(strapi, 'plugin::crm.contact'),
  emails: tableOf(strapi, 'plugin::crm.contact-email'),
  phones: tableOf(strapi, 'plugin::crm.contact-phone'),
  externalIds: tableOf(strapi, 'plugin::crm.contact-external-id'),
  suggestions: tableOf(strapi, 'plugin::crm.suggestion'),
});

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
  firstTouch: Touch | null;
  lastTouch: Touch | null;
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
