import type { AdminFeature } from '../kernel/feature';
import english from './en.json';

const label = (id: keyof typeof english) => ({ id: `crm.${id}`, defaultMessage: english[id] });

export const settings: AdminFeature = {
  name: 'settings',
  nav: [],
  routes: [],
  settings: [
    {
      path: 'general',
      label: label('settings.general.title'),
      permission: 'settings.read',
      load: () => import('./GeneralSettingsPage').then(({ GeneralSettingsPage }) => GeneralSettingsPage),
    },
    {
      path: 'teams',
      label: label('settings.teams.title'),
      permission: 'settings.read',
      load: () => import('./TeamsPage').then(({ TeamsPage }) => TeamsPage),
    },
  ],
};
