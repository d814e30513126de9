import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { spamContract } from './contract';

export const handlers: Handlers<(typeof spamContract)['endpoints'], CrmServices> = {
  getSpamSettings: ({ crm }) => crm.spam.settings(),
  updateSpamSettings: ({ body, crm }) => crm.spam.updateSettings(body),
  listBlocked: ({ query, crm }) => crm.spam.listBlocked(query),
  createBlocked: ({ body, crm }) => crm.spam.createBlocked(body),
  updateBlocked: ({ params, body, crm }) => crm.spam.updateBlocked({ id: params.id, ...body }),
  removeBlocked: ({ params, crm }) => crm.spam.removeBlocked(params.id),
};
