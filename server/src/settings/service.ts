import type { Core } from '@strapi/strapi';
import type { Clock } from '../kernel/context';
import { createGeneralSettings } from './general';
import { createRolePresets } from './role-presets';
import { createSampleData } from './sample-data';
import { createTeams } from './teams';
import { createUserQueries } from './users';

interface SettingsSource {
  strapi: Core.Strapi;
  clock: Clock;
  /** Late, since the features that contribute them are built on these settings. */
  rolePresets: () => { [preset: string]: readonly string[] };
  /** Every CRM action, with or without the plugin's prefix. */
  knownActions: () => readonly string[];
}

/** What belongs to the site as a whole: general settings, people and teams, role presets, sample data. */
export const createSettingsService = ({ strapi, clock, rolePresets, knownActions }: SettingsSource) => {
  const users = createUserQueries({ strapi });
  return {
    ...createGeneralSettings({ strapi, clock }),
    ...users,
    ...createTeams({ strapi, clock, userIdsOf: users.userIdsOf }),
    ...createRolePresets({ strapi, rolePresets, knownActions }),
    ...createSampleData({ strapi }),
  };
};

export type SettingsService = ReturnType<typeof createSettingsService>;
