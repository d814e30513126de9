import { z } from 'zod';
import { currency, defineEndpoints, id, reference } from '../kernel/contract';

export const ROLE_PRESETS = ['sales', 'marketer', 'support', 'read-only'] as const;
export const rolePreset = z.enum(ROLE_PRESETS);
export type RolePreset = z.infer<typeof rolePreset>;

const timezone = z.string().refine(
  (zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  },
  { error: 'Use an IANA time zone such as Europe/Berlin' },
);

export const generalSettings = z.strictObject({
  currency,
  /** BCP 47, used to format dates and numbers. */
  locale: z.string().trim().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Use a locale such as en or de-DE'),
  timezone,
  /** ISO 3166-1 alpha-2: how a phone number without a country code is read. */
  defaultCountry: z.string().trim().regex(/^[A-Z]{2}$/, 'Use a two-letter country code such as DE'),
  /** Minutes in which a new lead should get its first answer. */
  leadResponseMinutes: z.number().int().min(5).max(10_080),
});
export type GeneralSettings = z.infer<typeof generalSettings>;

export const teamInput = z.strictObject({
  name: z.string().trim().min(1, 'Give the team a name').max(80),
  memberIds: z.array(id).max(200).default([]),
});
export const team = z.object({ id, key: z.string(), name: z.string(), members: z.array(reference), version: z.number().int() });
export type Team = z.infer<typeof team>;

export const me = z.object({
  user: reference,
  /** Every CRM action the caller holds, such as `leads.read` or `leads.read.own`. */
  permissions: z.array(z.string()),
  teams: z.array(reference),
  settings: generalSettings,
  /** How many records are flagged as sample data. */
  sampleRecords: z.number().int(),
});
export type Me = z.infer<typeof me>;

export const presetStatus = z.object({
  preset: rolePreset,
  name: z.string(),
  description: z.string(),
  /** Null until somebody creates the role by a click. */
  roleId: z.number().int().nullable(),
  permissions: z.array(z.string()),
});

export const settingsContract = defineEndpoints('settings', {
  me: { method: 'GET', path: '/me', permission: 'signed-in', returns: me },
  users: {
    method: 'GET',
    path: '/users',
    permission: 'users.read',
    query: z.strictObject({ q: z.string().trim().max(100).optional() }),
    returns: z.object({ results: z.array(reference) }),
  },
  general: { method: 'GET', path: '/settings/general', permission: 'settings.read', returns: generalSettings },
  updateGeneral: {
    method: 'PUT',
    path: '/settings/general',
    permission: 'settings.update',
    body: generalSettings.partial(),
    returns: generalSettings,
  },
  listTeams: { method: 'GET', path: '/settings/teams', permission: 'settings.read', returns: z.object({ results: z.array(team) }) },
  createTeam: { method: 'POST', path: '/settings/teams', permission: 'settings.update', body: teamInput, returns: team },
  updateTeam: {
    method: 'PUT',
    path: '/settings/teams/:id',
    permission: 'settings.update',
    body: teamInput.extend({ version: z.number().int() }),
    returns: team,
  },
  removeTeam: { method: 'DELETE', path: '/settings/teams/:id', permission: 'settings.update', returns: z.object({ id }) },
  listPresets: {
    method: 'GET',
    path: '/settings/role-presets',
    permission: 'settings.read',
    returns: z.object({ results: z.array(presetStatus) }),
  },
  createPreset: {
    method: 'POST',
    path: '/settings/role-presets',
    permission: 'settings.update',
    body: z.strictObject({ preset: rolePreset }),
    returns: presetStatus,
  },
  removeSampleData: {
    method: 'DELETE',
    path: '/settings/sample-data',
    permission: 'settings.update',
    returns: z.object({ removed: z.number().int() }),
  },
});
