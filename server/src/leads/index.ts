import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { leadsContract } from './contract';
import { events } from './events';
import { LEAD_SEARCH } from './queries';

export type { LeadOrigin } from './capture';
export type { LeadsService } from './service';

export const leads = defineFeature<CrmServices, (typeof leadsContract)['endpoints']>({
  name: 'leads',
  contentTypes,
  contract: leadsContract,
  handlers,
  events,
  search: [LEAD_SEARCH],
  contributes: {
    rolePresets: {
      sales: ['leads.read', 'leads.create', 'leads.update'],
      marketer: ['leads.read', 'leads.create'],
      support: ['leads.read'],
      'read-only': ['leads.read'],
    },
    timelineSubjects: [{ type: 'lead', uid: 'plugin::crm.lead', permission: 'leads.read' }],
  },
});
