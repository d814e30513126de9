import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { submissionsContract } from './contract';

export const handlers: Handlers<(typeof submissionsContract)['endpoints'], CrmServices> = {
  list: ({ query, crm }) => crm.submissions.list(query),
  counts: ({ crm }) => crm.submissions.counts(),
  get: ({ params, crm }) => crm.submissions.get(params.id),
  file: ({ params, query, user, crm }) => crm.submissions.openFile({ id: params.id, by: user, isAcknowledged: query.acknowledged === 'true' }),
  release: ({ params, crm }) => crm.submissions.release(params.id),
  reprocess: ({ params, crm }) => crm.submissions.reprocess(params.id),
  releaseMany: ({ body, crm }) => crm.submissions.releaseMany(body.ids),
};
