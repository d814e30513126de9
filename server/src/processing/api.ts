import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { processingContract } from './contract';

export const handlers: Handlers<(typeof processingContract)['endpoints'], CrmServices> = {
  markSpam: ({ params, user, crm }) => crm.processing.markSpam(params.id, user),
  purgeTests: ({ params, crm }) => crm.processing.purgeTests(params.id),
  undoRun: ({ params, crm }) => crm.processing.undoRun(params.id),
};
