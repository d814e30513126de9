import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { leadsContract } from './contract';

export const handlers: Handlers<(typeof leadsContract)['endpoints'], CrmServices> = {
  list: ({ query, user, crm }) => crm.leads.list(query, user),
  counts: ({ user, crm }) => crm.leads.counts(user),
  get: ({ params, user, crm }) => crm.leads.get(params.id, user),
  create: ({ body, user, crm }) => crm.leads.create(body, user),
  update: ({ params, body, user, crm }) => crm.leads.update(params.id, body, user),
  changeStatus: ({ params, body, user, crm }) => crm.leads.changeStatus({ id: params.id, status: body.status, reason: body.reason, by: user }),
  feed: ({ params, query, user, crm }) => crm.leads.feed(params.id, { kind: query.kind, limit: query.limit, cursor: query.cursor }, user),
  note: ({ params, body, user, crm }) => crm.leads.note(params.id, body.text, user),
};
