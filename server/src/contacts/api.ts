import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { contactsContract } from './contract';

export const handlers: Handlers<(typeof contactsContract)['endpoints'], CrmServices> = {
  list: ({ query, user, crm }) => crm.contacts.list({ query, by: user }),
  get: ({ params, user, crm }) => crm.contacts.get({ id: params.id, by: user }),
  create: ({ body, user, crm }) => crm.contacts.create({ ...body, by: user }),
  update: ({ params, body, user, crm }) => crm.contacts.update({ ...body, id: params.id, by: user }),
  resolveSuggestion: ({ params, body, user, crm }) =>
    crm.contacts.resolveSuggestion({ id: params.id, suggestionId: params.suggestionId ?? '', accept: body.accept, by: user }),
};
