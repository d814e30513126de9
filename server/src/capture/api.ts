import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { captureContract } from './contract';

export const handlers: Handlers<(typeof captureContract)['endpoints'], CrmServices> = {
  sendTest: ({ params, crm }) => crm.capture.sendTest(params.id),
  allowOrigin: ({ params, body, crm }) => crm.capture.allowOrigin(params.id, body.origin),
  setup: ({ crm }) => crm.capture.setup(),
  dismissSetup: ({ body, crm }) => crm.capture.dismissSetup(body.isDismissed),
};
