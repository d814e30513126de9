import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { CONTACT_SEARCH, contentTypes } from './content-types';
import { contactsContract } from './contract';
import { events } from './events';
import { subscribers } from './subscribers';

export { contactSearchText } from './contact-points';
export type { ContactRecord } from './content-types';
export type { Touch } from './contract';
export type { ContactsService } from './service';
export type { ContactUpsert, UpsertOptions, Upserted } from './upsert';
export type { CompletedContact, NewContact } from './writes';

export const contacts = defineFeature<CrmServices, (typeof contactsContract)['endpoints']>({
  name: 'contacts',
  contentTypes,
  contract: contactsContract,
  handlers,
  events,
  subscribers,
  search: [CONTACT_SEARCH],
  contributes: {
    linkedRecords: [{ name: 'contacts', uid: 'plugin::crm.contact', attribute: 'company', permission: 'contacts.read' }],
    rolePresets: {
      sales: ['contacts.read', 'contacts.create', 'contacts.update'],
      marketer: ['contacts.read', 'contacts.update'],
      support: ['contacts.read', 'contacts.update'],
      'read-only': ['contacts.read'],
    },
  },
});
