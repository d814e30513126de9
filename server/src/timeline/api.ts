import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { timelineContract } from './contract';

export const handlers: Handlers<(typeof timelineContract)['endpoints'], CrmServices> = {
  contactFeed: async ({ params, query, user, crm }) =>
    crm.timeline.feed({ on: { contactId: await crm.contacts.idOf({ id: params.id, by: user, permission: 'contacts.read' }) }, ...query, by: user }),
  companyFeed: async ({ params, query, user, crm }) =>
    crm.timeline.feed({ on: { companyId: await crm.companies.idOf({ id: params.id, by: user, permission: 'companies.read' }) }, ...query, by: user }),
  noteOnContact: async ({ params, body, user, crm }) =>
    crm.timeline.note({ contactId: await crm.contacts.idOf({ id: params.id, by: user, permission: 'contacts.update' }), text: body.text, by: user }),
  noteOnCompany: async ({ params, body, user, crm }) =>
    crm.timeline.note({ companyId: await crm.companies.idOf({ id: params.id, by: user, permission: 'companies.update' }), text: body.text, by: user }),
};
