import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { companiesContract } from './contract';

export const handlers: Handlers<(typeof companiesContract)['endpoints'], CrmServices> = {
  list: ({ query, user, crm }) => crm.companies.list({ query, by: user }),
  get: ({ params, user, crm }) => crm.companies.get({ id: params.id, by: user }),
  create: ({ body, user, crm }) => crm.companies.create({ ...body, by: user }),
  update: ({ params, body, user, crm }) => crm.companies.update({ ...body, id: params.id, by: user }),
};
