import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import { SUBMISSION_STATES } from './contract';

/** What a visitor sent, kept as it was. `payload` is never changed; the rest says what became of it. */
const submission = contentType({
  singular: 'submission',
  plural: 'submissions',
  displayName: 'Submission',
  attributes: {
    form: impersonal(linkTo('plugin::crm.form')),
    formVersion: impersonal({ type: 'integer', required: true }),
    state: impersonal({ type: 'enumeration', enum: [...SUBMISSION_STATES], required: true }),
    receipt: impersonal({ type: 'string', required: true }),
    payload: personalContent({ type: 'json', required: true }),
    droppedKeys: impersonal({ type: 'integer', required: true }),
    payloadHash: personalContent({ type: 'string', required: true }),
    fingerprint: personalContent({ type: 'string', required: true }),
    idempotencyKey: impersonal({ type: 'string' }),
    visitorName: identifying({ type: 'string' }),
    visitorEmail: identifying({ type: 'string' }),
    receivedAt: impersonal({ type: 'datetime', required: true }),
    processedAt: impersonal({ type: 'datetime' }),
    confirmedAt: impersonal({ type: 'datetime' }),
    reasons: impersonal({ type: 'json', required: true }),
    failure: impersonal({ type: 'text' }),
    duplicateOf: impersonal({ type: 'string' }),
    origin: impersonal({ type: 'string' }),
    page: personalContent({ type: 'text' }),
    referrer: personalContent({ type: 'text' }),
    ipPrefix: personalContent({ type: 'string' }),
    /** Whole, where the site asks for it; cut after 30 days. */
    ipAddress: personalContent({ type: 'string' }),
    locale: impersonal({ type: 'string' }),
    timeZone: impersonal({ type: 'string' }),
    /** First and last touch of this visitor, as they were when the form was sent. */
    touches: personalContent({ type: 'json' }),
    visitorId: identifying({ type: 'string' }),
    utm: impersonal({ type: 'json', required: true }),
    entryUid: impersonal({ type: 'string' }),
    entryDocumentId: impersonal({ type: 'string' }),
    entryLocale: impersonal({ type: 'string' }),
    batch: impersonal({ type: 'string' }),
    isTest: impersonal({ type: 'boolean', required: true }),
    isSample: impersonal({ type: 'boolean', required: true }),
    contact: impersonal(linkTo('plugin::crm.contact')),
    resultType: impersonal({ type: 'string' }),
    resultDocumentId: impersonal({ type: 'string' }),
  },
  indexes: [
    { name: 'crm_submissions_key_uq', columns: ['form_id', 'idempotency_key'], type: 'unique' },
    { name: 'crm_submissions_fingerprint_idx', columns: ['fingerprint', 'received_at'] },
    { name: 'crm_submissions_body_idx', columns: ['payload_hash', 'received_at'] },
    { name: 'crm_submissions_received_idx', columns: ['received_at', 'id'] },
    { name: 'crm_submissions_address_idx', columns: ['ip_address', 'received_at'] },
    { name: 'crm_submissions_state_idx', columns: ['state', 'received_at', 'id'] },
    { name: 'crm_submissions_form_idx', columns: ['form_id', 'state', 'received_at'] },
    { name: 'crm_submissions_batch_idx', columns: ['batch', 'id'] },
    { name: 'crm_submissions_contact_idx', columns: ['contact_id', 'received_at'] },
  ],
});

export const contentTypes = { submission };
