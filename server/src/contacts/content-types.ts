import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import { COMPANY_TYPES, CONTACT_POINT_TYPES, LIFECYCLE_STAGES, SUGGESTION_STATES } from './contract';

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

const company = contentType({
  singular: 'company',
  plural: 'companies',
  displayName: 'Company',
  attributes: {
    name: impersonal({ type: 'string', required: true }),
    domain: impersonal({ type: 'string' }),
    type: impersonal({ type: 'enumeration', enum: [...COMPANY_TYPES], required: true, default: 'prospect' }),
    industry: impersonal({ type: 'string' }),
    employees: impersonal({ type: 'integer' }),
    annualRevenueAmount: impersonal({ type: 'biginteger' }),
    annualRevenueCurrency: impersonal({ type: 'string' }),
    phone: identifying({ type: 'string' }),
    taxId: identifying({ type: 'string' }),
    tier: impersonal({ type: 'string' }),
    addresses: identifying({ type: 'json' }),
    tags: impersonal({ type: 'json' }),
    searchText: impersonal({ type: 'text' }),
    parent: impersonal(linkTo('plugin::crm.company')),
    owner: impersonal(linkTo('admin::user')),
    ownerEmail: impersonal({ type: 'string' }),
    lastActivityAt: impersonal({ type: 'datetime', required: true }),
    version: impersonal({ type: 'integer', required: true }),
    isSample: impersonal({ type: 'boolean', required: true, default: false }),
  },
  indexes: [
    { name: 'crm_companies_created_idx', columns: ['created_at', 'id'] },
    { name: 'crm_companies_name_idx', columns: ['name', 'id'] },
    { name: 'crm_companies_activity_idx', columns: ['last_activity_at', 'id'] },
    { name: 'crm_companies_owner_created_idx', columns: ['owner_id', 'created_at', 'id'] },
    { name: 'crm_companies_type_created_idx', columns: ['type', 'created_at', 'id'] },
  ],
});

const companyDomain = contentType({
  singular: 'company-domain',
  plural: 'company-domains',
  displayName: 'Company domain',
  attributes: {
    company: impersonal(linkTo('plugin::crm.company')),
    domain: impersonal({ type: 'string', required: true }),
    isPrimary: impersonal({ type: 'boolean', required: true }),
  },
  indexes: [
    { name: 'crm_company_domains_domain_uq', columns: ['domain'], type: 'unique' },
    { name: 'crm_company_domains_company_idx', columns: ['company_id', 'id'] },
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
  company,
  'company-domain': companyDomain,
  suggestion,
};
