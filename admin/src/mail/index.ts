import type { AdminFeature } from '../kernel/feature';
import english from './en.json';

export const mail: AdminFeature = {
  name: 'mail',
  nav: [],
  routes: [],
  settings: [
    {
      path: 'mail',
      label: { id: 'crm.mail.title', defaultMessage: english['mail.title'] },
      permission: 'settings.read',
      load: () => import('./MailPage').then(({ MailPage }) => MailPage),
    },
  ],
};
