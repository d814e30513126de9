import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { contactsContract } from './contract';
import { events } from './events';
import { subscribers } from './subscribers';
import { COMPANY_SEARCH, CONTACT_SEARCH } from './tables';

export type { CapturedContact } from './capture';
export type { CompaniesService } from './companies';
export type { CapturedPerson } from './draft';
export { normaliseEmail } from './email';
export { splitName } from './name';
export { normalisePhone } from './phone';
export type { ContactsService } from './service';
export type { ContactUpsert, UpsertOptions, Upserted } from './upsert';

export const contacts = defineFeature<CrmServices, (typeof contactsContract)['endpoints']>({
  name: 'contacts',
  contentTypes,
  contract: contactsContract,
  handlers,
  events,
  subscribers,
  search: [CONTACT_SEARCH, COMPANY_SEARCH],
  contributes: {
    rolePresets: {
      sales: ['contacts.read', 'contacts.create', 'contacts.update', 'companies.read', 'companies.create', 'companies.update'],
      marketer: ['contacts.read', 'contacts.update', 'companies.read'],
      support: ['contacts.read', 'contacts.update', 'companies.read'],
      'read-only': ['contacts.read', 'companies.read'],
    },
  },
});
