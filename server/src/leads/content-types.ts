import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import { LEAD_SOURCES, LEAD_STATUSES } from './contract';

/** An inquiry to be qualified. The human behind it lives in the contact; a lead is never a person's only home. */
const lead = contentType({
  singular: 'lead',
  plural: 'leads',
  displayName: 'Lead',
  attributes: {
    name: identifying({ type: 'string', required: true }),
    firstName: identifying({ type: 'string' }),
    lastName: identifying({ type: 'string' }),
    email: identifying({ type: 'string' }),
    phone: identifying({ type: 'string' }),
    jobTitle: personalContent({ type: 'string' }),
    companyName: personalContent({ type: 'string' }),
    message: personalContent({ type: 'text' }),
    status: impersonal({ type: 'enumeration', enum: [...LEAD_STATUSES], required: true }),
    statusChangedAt: impersonal({ type: 'datetime', required: true }),
    unqualifiedReason: personalContent({ type: 'text' }),
    recycleCount: impersonal({ type: 'integer', required: true }),
    source: impersonal({ type: 'enumeration', enum: [...LEAD_SOURCES], required: true }),
    sourceDetail: impersonal({ type: 'string' }),
    form: impersonal(linkTo('plugin::crm.form')),
    submission: impersonal(linkTo('plugin::crm.submission')),
    contact: impersonal(linkTo('plugin::crm.contact')),
    company: impersonal(linkTo('plugin::crm.company')),
    landingUid: impersonal({ type: 'string' }),
    landingDocumentId: impersonal({ type: 'string' }),
    landingLocale: impersonal({ type: 'string' }),
    landingTitle: impersonal({ type: 'string' }),
    landingPage: personalContent({ type: 'text' }),
    referrer: personalContent({ type: 'text' }),
    utm: impersonal({ type: 'json', required: true }),
    firstResponseDueAt: impersonal({ type: 'datetime', required: true }),
    firstRespondedAt: impersonal({ type: 'datetime' }),
    amountHint: impersonal({ type: 'biginteger' }),
    amountHintCurrency: impersonal({ type: 'string' }),
    tags: impersonal({ type: 'json', required: true }),
    owner: impersonal(linkTo('admin::user')),
    ownerEmail: impersonal({ type: 'string' }),
    searchText: identifying({ type: 'text', required: true }),
    isTest: impersonal({ type: 'boolean', required: true }),
    isSample: impersonal({ type: 'boolean', required: true }),
    version: impersonal({ type: 'integer', required: true }),
  },
  indexes: [
    { name: 'crm_leads_submission_uq', columns: ['submission_id'], type: 'unique' },
    { name: 'crm_leads_created_idx', columns: ['created_at', 'id'] },
    { name: 'crm_leads_status_idx', columns: ['status', 'created_at', 'id'] },
    { name: 'crm_leads_owner_idx', columns: ['owner_id', 'created_at', 'id'] },
    { name: 'crm_leads_name_idx', columns: ['name', 'id'] },
    { name: 'crm_leads_due_idx', columns: ['first_response_due_at', 'id'] },
    { name: 'crm_leads_landing_idx', columns: ['landing_uid', 'landing_document_id'] },
  ],
});

export const contentTypes = { lead };
