import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { settingsContract } from './contract';

export const handlers: Handlers<(typeof settingsContract)['endpoints'], CrmServices> = {
  me: async ({ user, crm: { settings } }) => ({
    user: { id: user.documentId, name: user.name },
    permissions: settings.permissionsOf(user),
    teams: await settings.teamsOf(user.id),
    settings: await settings.general(),
    sampleRecords: await settings.sampleRecords(),
  }),
  users: async ({ query, crm }) => ({ results: await crm.settings.users(query.q) }),
  general: ({ crm }) => crm.settings.general(),
  updateGeneral: ({ body, crm }) => crm.settings.updateGeneral(body),
  listTeams: async ({ crm }) => ({ results: await crm.settings.listTeams() }),
  createTeam: ({ body, crm }) => crm.settings.createTeam(body),
  updateTeam: ({ params, body, crm }) => crm.settings.updateTeam({ id: params.id, ...body }),
  removeTeam: ({ params, crm }) => crm.settings.removeTeam(params.id),
  listPresets: async ({ crm }) => ({ results: await crm.settings.listPresets() }),
  createPreset: ({ body, crm }) => crm.settings.createPreset(body.preset),
  removeSampleData: ({ crm }) => crm.settings.removeSampleData(),
};
