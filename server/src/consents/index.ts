import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { consentsContract } from './contract';

export type { ConsentsService, ConsentState, NewConsent } from './service';

export const consents = defineFeature<CrmServices, (typeof consentsContract)['endpoints']>({
  name: 'consents',
  contentTypes,
  contract: consentsContract,
  handlers,
  contributes: {
    rolePresets: {
      sales: ['consents.read', 'consents.update'],
      marketer: ['consents.read', 'consents.update'],
      support: ['consents.read', 'consents.update'],
      'read-only': ['consents.read'],
    },
  },
});
