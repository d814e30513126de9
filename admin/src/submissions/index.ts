import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';
import { InboxIcon } from '../ui/icons';

export const submissions: AdminFeature = {
  name: 'submissions',
  nav: [
    {
      path: 'submissions',
      section: 'marketing',
      label: 'submissions.title',
      icon: InboxIcon,
      permission: 'submissions.read',
      Count: lazy(() => import('./HeldCount').then(({ HeldCount }) => ({ default: HeldCount }))),
    },
  ],
  routes: [
    {
      path: 'submissions',
      permission: 'submissions.read',
      Component: lazy(() => import('./SubmissionsPage').then(({ SubmissionsPage }) => ({ default: SubmissionsPage }))),
    },
  ],
};
