import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { staffName } from '../kernel/access';
import type { Reference } from '../kernel/contract';
import { tableOf } from '../kernel/records';
import { ADMIN_USER } from './content-types';

const MAX_USERS = 50;

export interface Staff {
  id: number;
  name: string;
  email: string;
}

export interface StaffRow extends Record<string, unknown> {
  id: number;
  documentId: string;
  firstname: string | null;
  lastname: string | null;
  email: string;
}

export const STAFF_FIELDS = ['id', 'documentId', 'firstname', 'lastname', 'email'] as const;

export const staffReference = (row: StaffRow): Reference => ({ id: row.documentId, name: staffName(row) });

/** Strapi's admin users, read only. */
export const createUserQueries = ({ strapi }: { strapi: Core.Strapi }) => {
  const admins = () => tableOf(strapi, ADMIN_USER);
  const column = (attribute: string): string => `t.${admins().columnOf(attribute)}`;

  return {
    /** Who can sign in, by any word of name or address; at most 50. */
    async users(q?: string): Promise<Reference[]> {
      const query = admins().query().where(column('isActive'), true).where((either: Knex.QueryBuilder) => void either.where(column('blocked'), false).orWhereNull(column('blocked')));
      for (const word of (q ?? '').split(/\s+/).filter(Boolean).slice(0, 5)) {
        const pattern = `%${word.toLowerCase().replace(/[|%_]/g, (character) => `|${character}`)}%`;
        query.where((either: Knex.QueryBuilder) => {
          for (const attribute of ['firstname', 'lastname', 'email']) void either.orWhereRaw("lower(??) like ? escape '|'", [column(attribute), pattern]);
        });
      }
      const rows = (await query
        .orderBy([column('firstname'), column('lastname'), 't.id'])
        .limit(MAX_USERS)
        .select(STAFF_FIELDS.map(column))) as Record<string, unknown>[];
      return rows.map((row) => staffReference(admins().read<StaffRow>(row)));
    },

    /** By public id, for records that name an owner. Unknown ids are missing in the answer. */
    async userIdsOf(documentIds: readonly string[]): Promise<Map<string, Staff>> {
      const rows = await admins().findBy<StaffRow>('documentId', [...new Set(documentIds)], STAFF_FIELDS);
      return new Map(rows.map((row) => [row.documentId, { id: row.id, name: staffName(row), email: row.email }]));
    },
  };
};
