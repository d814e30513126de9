import { Clock } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';

export const jobs: AdminFeature = {
  name: 'jobs',
  nav: [{ path: 'jobs', section: 'tools', label: 'jobs.title', icon: Clock, permission: 'jobs.read' }],
  routes: [
    {
      path: 'jobs',
      permission: 'jobs.read',
      Component: lazy(() => import('./JobsPage').then(({ JobsPage }) => ({ default: JobsPage }))),
    },
  ],
};
