import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { submissionsContract } from './contract';

export const handlers: Handlers<(typeof submissionsContract)['endpoints'], CrmServices> = {
  list: ({ query, crm }) => crm.submissions.list(query),
  counts: ({ crm }) => crm.submissions.counts(),
  get: ({ params, crm }) => crm.submissions.get(params.id),
  release: ({ params, crm }) => crm.submissions.release(params.id),
  reprocess: ({ params, crm }) => crm.submissions.reprocess(params.id),
  quarantine: ({ params, crm }) => crm.submissions.quarantine(params.id),
};
