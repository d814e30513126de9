import type { Handlers } from '../kernel/implement';
import type { Caller } from '../kernel/access';
import type { CrmServices } from '../services';
import type { consentsContract } from './contract';

/** Whoever sees the contact and holds the permission for consents; a contact out of sight answers 404. */
const contactOf = (crm: CrmServices, id: string, by: Caller): Promise<number> => crm.contacts.idOf({ id, by, permission: 'contacts.read' });
const staff = ({ id, name }: Caller) => ({ kind: 'user', id, name }) as const;

export const handlers: Handlers<(typeof consentsContract)['endpoints'], CrmServices> = {
  history: async ({ params, query, user, crm }) => crm.consents.history({ contactId: await contactOf(crm, params.id, user), ...query }),
  current: async ({ params, user, crm }) => ({ results: await crm.consents.current(await contactOf(crm, params.id, user)) }),
  give: async ({ params, body, user, crm }) => crm.consents.give({ contactId: await contactOf(crm, params.id, user), ...body, actor: staff(user) }),
  withdraw: async ({ params, body, user, crm }) => crm.consents.withdraw({ contactId: await contactOf(crm, params.id, user), ...body, actor: staff(user) }),
};
