import { User } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';
import { BuildingIcon } from '../ui/icons';

export const contacts: AdminFeature = {
  name: 'contacts',
  nav: [
    { path: 'contacts', section: 'records', label: 'contacts.title', icon: User, permission: 'contacts.read' },
    { path: 'companies', section: 'records', label: 'contacts.companies.title', icon: BuildingIcon, permission: 'companies.read' },
  ],
  routes: [
    {
      path: 'contacts',
      permission: 'contacts.read',
      Component: lazy(() => import('./ContactsPage').then(({ ContactsPage }) => ({ default: ContactsPage }))),
    },
    {
      path: 'contacts/:id',
      permission: 'contacts.read',
      Component: lazy(() => import('./ContactPage').then(({ ContactPage }) => ({ default: ContactPage }))),
    },
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
