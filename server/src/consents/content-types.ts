import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import { CONSENT_METHODS, CONSENT_STATES } from './contract';

/** The proof of what a person agreed to. It outlives the form and the submission, hence ids instead of links to them. */
const consent = contentType({
  singular: 'consent',
  plural: 'consents',
  displayName: 'Consent',
  attributes: {
    purpose: impersonal({ type: 'string', required: true }),
    state: impersonal({ type: 'enumeration', enum: [...CONSENT_STATES], required: true }),
    method: impersonal({ type: 'enumeration', enum: [...CONSENT_METHODS], required: true }),
    occurredAt: impersonal({ type: 'datetime', required: true }),
    text: impersonal({ type: 'text', required: true }),
    textHash: impersonal({ type: 'string', required: true }),
    textVersion: impersonal({ type: 'string' }),
    locale: impersonal({ type: 'string' }),
    formDocumentId: impersonal({ type: 'string' }),
    formVersion: impersonal({ type: 'integer' }),
    page: personalContent({ type: 'text' }),
    ipPrefix: personalContent({ type: 'string' }),
    actorKind: impersonal({ type: 'enumeration', enum: ['user', 'visitor', 'system'], required: true }),
    actorName: identifying({ type: 'string' }),
    actor: impersonal(linkTo('admin::user')),
    note: personalContent({ type: 'text' }),
    emailKey: identifying({ type: 'string' }),
    submissionDocumentId: impersonal({ type: 'string' }),
    contact: impersonal(linkTo('plugin::crm.contact')),
  },
  indexes: [
    { name: 'crm_consents_contact_idx', columns: ['contact_id', 'occurred_at', 'id'] },
    { name: 'crm_consents_submission_idx', columns: ['submission_document_id'] },
    { name: 'crm_consents_email_idx', columns: ['email_key'] },
  ],
});

export const contentTypes = { consent };
