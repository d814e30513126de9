import type { Core } from '@strapi/strapi';
import type { Clock } from '../kernel/context';
import type { Reference } from '../kernel/contract';
import { Conflict, InvalidInput, isUniqueViolation, NotFound, StaleVersion } from '../kernel/errors';
import { from, tableOf } from '../kernel/records';
import { folded } from '../kernel/search';
import { connection, transaction } from '../kernel/transaction';
import { ADMIN_USER, TEAM, TEAM_MEMBER } from './content-types';
import type { Team } from './contract';
import { STAFF_FIELDS, staffReference, type Staff, type StaffRow } from './users';

const MAX_TEAMS = 200;
const MAX_TEAMMATES = 5_000;

interface TeamRow extends Record<string, unknown> {
  id: number;
  documentId: string;
  key: string;
  name: string;
  version: number;
}

interface TeamsSource {
  strapi: Core.Strapi;
  clock: Clock;
  userIdsOf(documentIds: readonly string[]): Promise<Map<string, Staff>>;
}

const slugOf = (name: string): string => folded(name).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'team';

/** `sales`, then `sales-2`: a name may be used twice, a key may not. */
const freeKey = (name: string, taken: ReadonlySet<string>): string => {
  const slug = slugOf(name);
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
};

export const createTeams = ({ strapi, clock, userIdsOf }: TeamsSource) => {
  const teams = () => tableOf(strapi, TEAM);
  const members = () => tableOf(strapi, TEAM_MEMBER);
  const admins = () => tableOf(strapi, ADMIN_USER);

  const membersOf = async (teamIds: readonly number[]): Promise<Map<number, Reference[]>> => {
    const rows = (await members().query()
      .innerJoin(`${admins().tableName} as u`, 'u.id', 't.user_id')
      .whereIn('t.team_id', teamIds as number[])
      .orderBy('t.id')
      .limit(MAX_TEAMMATES)
      .select('t.team_id', ...STAFF_FIELDS.map((attribute) => `u.${admins().columnOf(attribute)}`))) as Record<string, unknown>[];
    const byTeam = new Map<number, Reference[]>(teamIds.map((id) => [id, []]));
    for (const row of rows) byTeam.get(Number(row.team_id))?.push(staffReference(admins().read<StaffRow>(row)));
    return byTeam;
  };

  const toTeams = async (rows: readonly TeamRow[]): Promise<Team[]> => {
    const byTeam = await membersOf(rows.map((row) => row.id));
    return rows.map((row) => ({ id: row.documentId, key: row.key, name: row.name, version: row.version, members: byTeam.get(row.id) ?? [] }));
  };

  const rowOf = async (id: string): Promise<TeamRow> => {
    const [row] = await teams().findBy<TeamRow>('documentId', [id]);
    if (!row) throw new NotFound('team');
    return row;
  };

  const getOrThrow = async (id: string): Promise<Team> => {
    const [team] = await toTeams([await rowOf(id)]);
    if (!team) throw new NotFound('team');
    return team;
  };

  const userRowIds = async (documentIds: readonly string[]): Promise<number[]> => {
    const known = await userIdsOf(documentIds);
    const unknown = documentIds.filter((documentId) => !known.has(documentId));
    if (unknown.length > 0) throw new InvalidInput([{ path: ['memberIds'], message: `There is no user ${unknown.join(', ')}` }]);
    return [...new Set(documentIds.flatMap((documentId) => known.get(documentId)?.id ?? []))];
  };

  const setMembers = async (teamId: number, userIds: readonly number[]): Promise<void> => {
    const rows = await members().findBy<{ id: number; user: number | null }>('team', [teamId], ['id', 'user']);
    const wanted = new Set(userIds);
    await members().removeMany(rows.filter((row) => row.user === null || !wanted.has(row.user)).map((row) => row.id));
    const present = new Set(rows.map((row) => row.user));
    await members().insertMany(
      userIds.filter((user) => !present.has(user)).map((user) => ({ team: teamId, user })),
      clock.now(),
    );
  };

  return {
    async listTeams(): Promise<Team[]> {
      const rows = (await teams().query().orderBy(['t.name', 't.id']).limit(MAX_TEAMS).select('t.*')) as Record<string, unknown>[];
      return toTeams(rows.map((row) => teams().read<TeamRow>(row)));
    },

    async createTeam({ name, memberIds }: { name: string; memberIds: readonly string[] }): Promise<Team> {
      const userIds = await userRowIds(memberIds);
      try {
        return await transaction(strapi, async () => {
          const keys = (await teams().query().where('t.key', 'like', `${slugOf(name)}%`).limit(MAX_TEAMS).select('t.key')) as { key: string }[];
          const [inserted] = await teams().insertMany([{ name, key: freeKey(name, new Set(keys.map(({ key }) => key))), version: 1 }], clock.now());
          if (!inserted) throw new NotFound('team');
          await setMembers(inserted.id, userIds);
          return getOrThrow(inserted.documentId);
        });
      } catch (error) {
        if (isUniqueViolation(error)) throw new Conflict('team.created-twice', 'A team of this name was created at the same moment. Try again.');
        throw error;
      }
    },

    async updateTeam({ id, name, memberIds, version }: { id: string; name: string; memberIds: readonly string[]; version: number }): Promise<Team> {
      const userIds = await userRowIds(memberIds);
      return transaction(strapi, async () => {
        const before = await rowOf(id);
        const updated = (await from(strapi, connection(strapi), teams().tableName)
          .where({ id: before.id, version })
          .update({ name, version: version + 1, [teams().columnOf('updatedAt')]: clock.now() })) as number;
        if (updated === 0) throw new StaleVersion({ current: await getOrThrow(id), version: before.version });
        await setMembers(before.id, userIds);
        return getOrThrow(id);
      });
    },

    async removeTeam(id: string): Promise<{ id: string }> {
      await transaction(strapi, async () => {
        const team = await rowOf(id);
        await setMembers(team.id, []);
        await teams().removeMany([team.id]);
      });
      return { id };
    },

    async hasTeams(): Promise<boolean> {
      return Boolean(await teams().query().first('t.id'));
    },

    async teamsOf(userId: number): Promise<Reference[]> {
      const rows = (await members().query()
        .innerJoin(`${teams().tableName} as g`, 'g.id', 't.team_id')
        .where('t.user_id', userId)
        .orderBy(['g.name', 'g.id'])
        .limit(MAX_TEAMS)
        .select({ id: 'g.document_id', name: 'g.name' })) as Reference[];
      return rows;
    },

    /** Row ids of everybody who shares a team, the user included. Never cached: leaving a team must count at once. */
    async teammatesOf(userId: number): Promise<number[]> {
      const rows = (await members().query()
        .innerJoin(`${members().tableName} as mate`, 'mate.team_id', 't.team_id')
        .where('t.user_id', userId)
        .whereNotNull('mate.user_id')
        .limit(MAX_TEAMMATES)
        .distinct({ id: 'mate.user_id' })) as { id: number | string }[];
      return rows.map(({ id }) => Number(id));
    },
  };
};
