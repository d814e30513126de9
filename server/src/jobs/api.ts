import type { CrmServices } from '../services';
import type { Caller } from '../kernel/access';
import type { Actor } from '../kernel/context';
import type { Handlers } from '../kernel/implement';
import type { jobsContract } from './contract';

const actorOf = ({ id, name }: Caller): Actor => ({ kind: 'user', id, name });

export const handlers: Handlers<(typeof jobsContract)['endpoints'], CrmServices> = {
  list: ({ query, crm }) => crm.jobs.list(query),
  summary: ({ crm }) => crm.jobs.summary(),
  schedules: async ({ crm }) => ({ results: await crm.jobs.listSchedules() }),
  retry: ({ params, user, crm }) => crm.jobs.retry({ id: params.id, by: actorOf(user) }),
  retryAllDead: ({ crm }) => crm.jobs.retryAllDead(),
  discard: ({ params, body, user, crm }) => crm.jobs.discard({ id: params.id, reason: body.reason, by: actorOf(user) }),
  health: ({ crm }) => crm.jobs.health(),
};
