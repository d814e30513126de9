import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';

/** What happened, once and for all: there is no update. */
const timelineEntry = contentType({
  singular: 'timeline-entry',
  plural: 'timeline-entries',
  displayName: 'Timeline entry',
  attributes: {
    kind: impersonal({ type: 'string', required: true }),
    occurredAt: impersonal({ type: 'datetime', required: true }),
    actorKind: impersonal({ type: 'enumeration', enum: ['user', 'visitor', 'system'], required: true }),
    actorName: identifying({ type: 'string' }),
    actor: impersonal(linkTo('admin::user')),
    text: personalContent({ type: 'text' }),
    detail: personalContent({ type: 'json', required: true }),
    contact: impersonal(linkTo('plugin::crm.contact')),
    company: impersonal(linkTo('plugin::crm.company')),
    subjectType: impersonal({ type: 'string' }),
    subjectDocumentId: impersonal({ type: 'string' }),
    contentUid: impersonal({ type: 'string' }),
    contentDocumentId: impersonal({ type: 'string' }),
    contentLocale: impersonal({ type: 'string' }),
    contentTitle: impersonal({ type: 'string' }),
    isSample: impersonal({ type: 'boolean', required: true, default: false }),
  },
  indexes: [
    { name: 'crm_timeline_entries_contact_idx', columns: ['contact_id', 'occurred_at', 'id'] },
    { name: 'crm_timeline_entries_company_idx', columns: ['company_id', 'occurred_at', 'id'] },
    { name: 'crm_timeline_entries_subject_idx', columns: ['subject_type', 'subject_document_id', 'occurred_at', 'id'] },
    { name: 'crm_timeline_entries_content_idx', columns: ['content_uid', 'content_document_id'] },
  ],
});

export const contentTypes = { 'timeline-entry': timelineEntry };
