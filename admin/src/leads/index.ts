import { Sparkle } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';
import { OPEN_STATUSES } from './lead-status';

/** The link opens what is to be done; “All” is a tab away. */
const openLeads = `leads?${OPEN_STATUSES.map((status) => `filter.status=${status}`).join('&')}`;

export const leads: AdminFeature = {
  name: 'leads',
  nav: [
    {
      path: openLeads,
      section: 'records',
      label: 'leads.title',
      icon: Sparkle,
      permission: 'leads.read',
      isHome: true,
      Count: lazy(() => import('./NewLeadsCount').then(({ NewLeadsCount }) => ({ default: NewLeadsCount }))),
    },
  ],
  routes: [
    {
      path: 'leads',
      permission: 'leads.read',
      Component: lazy(() => import('./LeadsPage').then(({ LeadsPage }) => ({ default: LeadsPage }))),
    },
    {
      path: 'leads/:id',
      permission: 'leads.read',
      Component: lazy(() => import('./LeadPage').then(({ LeadPage }) => ({ default: LeadPage }))),
    },
  ],
};
