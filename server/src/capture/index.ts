import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { captureContract } from './contract';

export type { CaptureService } from './service';

export const capture = defineFeature<CrmServices, (typeof captureContract)['endpoints']>({
  name: 'capture',
  contract: captureContract,
  handlers,
  doors: ({ crm }) => [crm.capture.door(), crm.capture.stepsDoor()],
});
