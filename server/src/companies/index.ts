import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { COMPANY_SEARCH, contentTypes } from './content-types';
import { companiesContract } from './contract';
import { events } from './events';

export type { CompaniesService, CompanyLink } from './service';

export const companies = defineFeature<CrmServices, (typeof companiesContract)['endpoints']>({
  name: 'companies',
  contentTypes,
  contract: companiesContract,
  handlers,
  events,
  search: [COMPANY_SEARCH],
  contributes: {
    rolePresets: {
      sales: ['companies.read', 'companies.create', 'companies.update'],
      marketer: ['companies.read'],
      support: ['companies.read'],
      'read-only': ['companies.read'],
    },
  },
});
