import { companiesContract } from '../../../server/src/companies/contract';
import { contactsContract } from '../../../server/src/contacts/contract';
import type { Endpoint } from '../../../server/src/kernel/contract';
import { leadsContract } from '../../../server/src/leads/contract';
import { timelineContract } from '../../../server/src/timeline/contract';

const { contactFeed, companyFeed, noteOnContact, noteOnCompany } = timelineContract.endpoints;
const { feed: leadFeed, note: noteOnLead } = leadsContract.endpoints;

export type FeedEndpoint = typeof contactFeed | typeof companyFeed | typeof leadFeed;
export type NoteEndpoint = typeof noteOnContact | typeof noteOnCompany | typeof noteOnLead;

/** A note on one record shows on the others, and moves their last touch. */
export const TOUCHED_BY_A_NOTE: readonly Endpoint[] = [
  contactFeed,
  companyFeed,
  leadFeed,
  contactsContract.endpoints.get,
  contactsContract.endpoints.list,
  companiesContract.endpoints.get,
  companiesContract.endpoints.list,
];

const CHANGES: Readonly<Record<FeedEndpoint['path'], string>> = {
  [contactFeed.path]: 'contact.updated',
  [companyFeed.path]: 'company.updated',
  [leadFeed.path]: 'lead.status-changed',
};

export const FEED_FILTERS = ['all', 'notes', 'forms', 'changes'] as const;
export type FeedFilter = (typeof FEED_FILTERS)[number];

/** A feed takes one kind, so “Changes” are those of the record itself. */
export const kindOf = (filter: FeedFilter, feed: FeedEndpoint): string | undefined =>
  ({ all: undefined, notes: 'note', forms: 'form.submitted', changes: CHANGES[feed.path] })[filter];
