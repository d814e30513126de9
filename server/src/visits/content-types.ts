import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import type { Row } from '../kernel/records';
import type { Touch } from '../contacts/contract';

/**
 * One browser whose owner agreed, as long as one person uses it. `clientId` is what the browser calls itself: a random
 * number that tells nothing and opens nothing. It is empty once somebody else was recognised there: the row that
 * followed has the number then.
 */
const visitor = contentType({
  singular: 'visitor',
  plural: 'visitors',
  displayName: 'Visitor',
  attributes: {
    clientId: identifying({ type: 'string' }),
    contact: impersonal(linkTo('plugin::crm.contact')),
    firstTouch: personalContent({ type: 'json' }),
    lastTouch: personalContent({ type: 'json' }),
    lastSeenAt: personalContent({ type: 'datetime', required: true }),
  },
  indexes: [
    { name: 'crm_visitors_client_uq', columns: ['client_id'], type: 'unique' },
    { name: 'crm_visitors_contact_idx', columns: ['contact_id'] },
    { name: 'crm_visitors_seen_idx', columns: ['last_seen_at', 'id'] },
  ],
});

/** A stay on the site: it ends with half an hour without a page. */
const visit = contentType({
  singular: 'visit',
  plural: 'visits',
  displayName: 'Visit',
  attributes: {
    visitor: impersonal(linkTo('plugin::crm.visitor')),
    startedAt: personalContent({ type: 'datetime', required: true }),
    lastSeenAt: personalContent({ type: 'datetime', required: true }),
    landing: personalContent({ type: 'text' }),
    referrer: personalContent({ type: 'text' }),
    utm: personalContent({ type: 'json', required: true }),
    entryUid: impersonal({ type: 'string' }),
    entryDocumentId: impersonal({ type: 'string' }),
    entryLocale: impersonal({ type: 'string' }),
  },
  indexes: [
    { name: 'crm_visits_visitor_idx', columns: ['visitor_id', 'last_seen_at'] },
    { name: 'crm_visits_seen_idx', columns: ['last_seen_at', 'id'] },
  ],
});

const pageView = contentType({
  singular: 'page-view',
  plural: 'page-views',
  displayName: 'Page view',
  attributes: {
    visit: impersonal(linkTo('plugin::crm.visit')),
    viewedAt: personalContent({ type: 'datetime', required: true }),
    page: personalContent({ type: 'text' }),
    entryUid: impersonal({ type: 'string' }),
    entryDocumentId: impersonal({ type: 'string' }),
    entryLocale: impersonal({ type: 'string' }),
  },
  indexes: [
    { name: 'crm_page_views_visit_idx', columns: ['visit_id', 'viewed_at'] },
    { name: 'crm_page_views_entry_idx', columns: ['entry_uid', 'entry_document_id', 'viewed_at'] },
    { name: 'crm_page_views_viewed_idx', columns: ['viewed_at', 'id'] },
  ],
});

export const contentTypes = { visitor, visit, 'page-view': pageView };

export interface VisitorRecord extends Row {
  id: number;
  clientId: string | null;
  /** Row id. */
  contact: number | null;
  firstTouch: Touch | null;
  lastTouch: Touch | null;
  lastSeenAt: Date;
}

export interface VisitRecord extends Row {
  id: number;
  visitor: number;
  startedAt: Date;
  lastSeenAt: Date;
}
