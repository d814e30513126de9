import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import { ACTION_PREFIX, type Caller } from '../kernel/access';
import { Conflict } from '../kernel/errors';
import { ROLE_PRESETS, type presetStatus, type RolePreset } from './contract';

export type PresetStatus = z.infer<typeof presetStatus>;

/** English on purpose: they become the name and description of a role, which people then edit. */
const TEXTS: Record<RolePreset, { name: string; description: string }> = {
  sales: { name: 'CRM Sales', description: 'Works on leads and contacts.' },
  marketer: { name: 'CRM Marketer', description: 'Builds forms and looks after contacts.' },
  support: { name: 'CRM Support', description: 'Answers contacts and sees their history.' },
  'read-only': { name: 'CRM Read-only', description: 'Sees the CRM and changes nothing.' },
};

interface Role {
  id: number;
  code: string;
}

interface RoleService {
  create(role: { name: string; code: string; description: string }): Promise<Role>;
  addPermissions(roleId: number, permissions: { action: string; subject: null; properties: object; conditions: string[] }[]): Promise<unknown>;
}

interface PresetsSource {
  strapi: Core.Strapi;
  /** Actions by preset, collected from the features. */
  rolePresets: () => { [preset: string]: readonly string[] };
  knownActions: () => readonly string[];
}

const shortName = (action: string): string => (action.startsWith(ACTION_PREFIX) ? action.slice(ACTION_PREFIX.length) : action);
const codeOf = (preset: RolePreset): string => `crm-${preset}`;

export const createRolePresets = ({ strapi, rolePresets, knownActions }: PresetsSource) => {
  const roleService = (): RoleService => strapi.service('admin::role') as unknown as RoleService;

  const actionsOf = (preset: RolePreset): string[] => {
    const known = new Set(knownActions().map(shortName));
    return [...new Set((rolePresets()[preset] ?? []).map(shortName))].filter((action) => known.has(action)).sort();
  };

  const statusOf = (preset: RolePreset, roleId: number | null): PresetStatus => ({ preset, ...TEXTS[preset], roleId, permissions: actionsOf(preset) });

  const missingActions = async (roleId: number, actions: readonly string[]): Promise<string[]> => {
    const uids = actions.map((action) => `${ACTION_PREFIX}${action}`);
    const granted = (await strapi.db.query('admin::permission').findMany({ where: { role: { id: roleId }, action: { $in: uids } }, select: ['action'], limit: uids.length * 2 })) as { action: string }[];
    const has = new Set(granted.map(({ action }) => action));
    return uids.filter((uid) => !has.has(uid));
  };

  const roleOf = async (preset: RolePreset): Promise<Role> => {
    const found = (await strapi.db.query('admin::role').findOne({ where: { code: codeOf(preset) } })) as Role | null;
    if (found) return found;
    const { name, description } = TEXTS[preset];
    const namesake = await strapi.db.query('admin::role').count({ where: { name } });
    if (namesake > 0) throw new Conflict('role-preset.name-taken', `There is another role named “${name}”. Rename it, then try again.`);
    return roleService().create({ name, code: codeOf(preset), description });
  };

  return {
    /** Every CRM action the caller holds, by its short name. */
    permissionsOf: (caller: Pick<Caller, 'can'>): string[] =>
      knownActions()
        .map(shortName)
        .filter((action) => caller.can(action)),

    async listPresets(): Promise<PresetStatus[]> {
      const roles = (await strapi.db.query('admin::role').findMany({ where: { code: { $in: ROLE_PRESETS.map(codeOf) } }, select: ['id', 'code'], limit: ROLE_PRESETS.length })) as Role[];
      return ROLE_PRESETS.map((preset) => statusOf(preset, roles.find((role) => role.code === codeOf(preset))?.id ?? null));
    },

    /** Asking twice gives the same role; what it lacks is added, and nothing that somebody granted is taken away. */
    async createPreset(preset: RolePreset): Promise<PresetStatus> {
      const role = await roleOf(preset);
      const missing = await missingActions(role.id, actionsOf(preset));
      if (missing.length > 0) await roleService().addPermissions(role.id, missing.map((action) => ({ action, subject: null, properties: {}, conditions: [] })));
      return statusOf(preset, role.id);
    },
  };
};
