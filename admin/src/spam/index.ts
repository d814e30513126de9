import type { AdminFeature } from '../kernel/feature';
import english from './en.json';

export const spam: AdminFeature = {
  name: 'spam',
  nav: [],
  routes: [],
  settings: [
    {
      path: 'spam',
      label: { id: 'crm.spam.title', defaultMessage: english['spam.title'] },
      permission: 'spam.read',
      load: () => import('./SpamPage').then(({ SpamPage }) => SpamPage),
    },
  ],
};
