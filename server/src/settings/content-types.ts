import { contentType, linkTo } from '../kernel/content-type';
import { impersonal } from '../kernel/privacy';

export const TEAM = 'plugin::crm.team';
export const TEAM_MEMBER = 'plugin::crm.team-member';
export const ADMIN_USER = 'admin::user';

export const contentTypes = {
  team: contentType({
    singular: 'team',
    plural: 'teams',
    displayName: 'Team',
    attributes: {
      name: impersonal({ type: 'string', required: true }),
      /** Never changes, so that config-as-code tools can match teams across sites. */
      key: impersonal({ type: 'string', required: true }),
      version: impersonal({ type: 'integer', required: true }),
    },
    indexes: [
      { name: 'crm_teams_key_uq', columns: ['key'], type: 'unique' },
      { name: 'crm_teams_name_idx', columns: ['name', 'id'] },
    ],
  }),

  'team-member': contentType({
    singular: 'team-member',
    plural: 'team-members',
    displayName: 'Team member',
    attributes: {
      team: impersonal(linkTo(TEAM)),
      user: impersonal(linkTo(ADMIN_USER)),
    },
    indexes: [
      { name: 'crm_team_members_pair_uq', columns: ['team_id', 'user_id'], type: 'unique' },
      { name: 'crm_team_members_user_idx', columns: ['user_id', 'team_id'] },
    ],
  }),
};
