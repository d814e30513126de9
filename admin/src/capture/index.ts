import { Rocket } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';

export const capture: AdminFeature = {
  name: 'capture',
  nav: [{ path: 'setup', section: 'tools', label: 'capture.setup.nav', icon: Rocket, permission: 'settings.update' }],
  routes: [
    {
      path: 'setup',
      permission: 'settings.update',
      Component: lazy(() => import('./SetupPage').then(({ SetupPage }) => ({ default: SetupPage }))),
    },
  ],
  landing: {
    permission: 'settings.update',
    Component: lazy(() => import('./SetupLanding').then(({ SetupLanding }) => ({ default: SetupLanding }))),
  },
};
