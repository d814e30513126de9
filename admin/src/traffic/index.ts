import { Shield } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';

export const traffic: AdminFeature = {
  name: 'traffic',
  nav: [{ path: 'capture-health', section: 'marketing', label: 'traffic.title', icon: Shield, permission: 'traffic.read' }],
  routes: [
    {
      path: 'capture-health',
      permission: 'traffic.read',
      Component: lazy(() => import('./CaptureHealthPage').then(({ CaptureHealthPage }) => ({ default: CaptureHealthPage }))),
    },
  ],
};
