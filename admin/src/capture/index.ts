import { Rocket } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';
import { FormIcon, InboxIcon } from '../ui/icons';

export const capture: AdminFeature = {
  name: 'capture',
  nav: [
    { path: 'forms', section: 'marketing', label: 'capture.forms.title', icon: FormIcon, permission: 'forms.read' },
    { path: 'submissions', section: 'marketing', label: 'capture.submissions.title', icon: InboxIcon, permission: 'submissions.read' },
    { path: 'setup', section: 'tools', label: 'capture.setup.nav', icon: Rocket, permission: 'settings.update' },
  ],
  routes: [
    {
      path: 'forms',
      permission: 'forms.read',
      Component: lazy(() => import('./FormsPage').then(({ FormsPage }) => ({ default: FormsPage }))),
    },
    {
      path: 'forms/:id',
      permission: 'forms.read',
      Component: lazy(() => import('./FormPage').then(({ FormPage }) => ({ default: FormPage }))),
    },
    {
      path: 'submissions',
      permission: 'submissions.read',
      Component: lazy(() => import('./SubmissionsPage').then(({ SubmissionsPage }) => ({ default: SubmissionsPage }))),
    },
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
