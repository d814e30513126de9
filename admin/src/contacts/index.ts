import { User } from '@strapi/icons';
import { lazy } from 'react';
import type { AdminFeature } from '../kernel/feature';

export const contacts: AdminFeature = {
  name: 'contacts',
  nav: [{ path: 'contacts', section: 'records', label: 'contacts.title', icon: User, permission: 'contacts.read' }],
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
  ],
};
