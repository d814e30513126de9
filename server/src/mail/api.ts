import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { mailContract } from './contract';

export const handlers: Handlers<(typeof mailContract)['endpoints'], CrmServices> = {
  settings: ({ crm }) => crm.mail.settings(),
  updateSettings: ({ body, crm }) => crm.mail.updateSettings(body),
  sendTest: ({ user, crm }) => crm.mail.sendTest(user),
  list: ({ query, crm }) => crm.mail.list(query),
  retry: ({ params, crm }) => crm.mail.retry(params.id),
  cancel: ({ params, crm }) => crm.mail.dismiss(params.id),
  suppressions: async ({ body, crm }) => ({ results: await crm.mail.suppressionsOf(body.email) }),
  suppress: async ({ body, crm }) => {
    await crm.mail.suppressMany([{ ...body, reason: 'manual', source: 'staff' }]);
    return { results: await crm.mail.suppressionsOf(body.email) };
  },
  clearSuppressions: async ({ body, user, crm }) => ({ results: await crm.mail.clearSuppressions({ ...body, by: user }) }),
};
