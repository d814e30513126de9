import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';
import { FormIcon } from '../ui/icons';

export const forms: AdminFeature = {
  name: 'forms',
  nav: [{ path: 'forms', section: 'marketing', label: 'forms.title', icon: FormIcon, permission: 'forms.read' }],
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
  ],
};
