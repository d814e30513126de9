import { Database } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';

export const sources: AdminFeature = {
  name: 'sources',
  nav: [{ path: 'sources', section: 'marketing', label: 'sources.title', icon: Database, permission: 'sources.read' }],
  routes: [
    {
      path: 'sources',
      permission: 'sources.read',
      Component: lazy(() => import('./SourcesPage').then(({ SourcesPage }) => ({ default: SourcesPage }))),
    },
  ],
};
