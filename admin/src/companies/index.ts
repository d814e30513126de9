import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';
import { BuildingIcon } from '../ui/icons';

export const companies: AdminFeature = {
  name: 'companies',
  nav: [{ path: 'companies', section: 'records', label: 'companies.title', icon: BuildingIcon, permission: 'companies.read' }],
  routes: [
    {
      path: 'companies',
      permission: 'companies.read',
      Component: lazy(() => import('./CompaniesPage').then(({ CompaniesPage }) => ({ default: CompaniesPage }))),
    },
    {
      path: 'companies/:id',
      permission: 'companies.read',
      Component: lazy(() => import('./CompanyPage').then(({ CompanyPage }) => ({ default: CompanyPage }))),
    },
  ],
};
