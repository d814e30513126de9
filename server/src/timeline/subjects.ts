import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { withinScope, type Caller } from '../kernel/access';
import { from, tableOf } from '../kernel/records';
import { connection } from '../kernel/transaction';

/** Records that entries are about, with the permission that shows them. A type that is not named is hidden. */
const SUBJECTS = { lead: { uid: 'plugin::crm.lead', permission: 'leads.read' } } as const;

/**
 * A contact's feed also tells of leads: whoever may not see a lead must not read its message here.
 * Entries about nothing but the contact or company itself are always shown.
 */
export const whereSubjectVisible = async (strapi: Core.Strapi, query: Knex.QueryBuilder, by: Caller): Promise<void> => {
  const knex = connection(strapi);
  const visible = await Promise.all(
    Object.entries(SUBJECTS)
      .filter(([, { permission }]) => by.holds(permission))
      .map(async ([type, { uid, permission }]) => ({ type, scope: await by.scope(permission), tableName: tableOf(strapi, uid).tableName })),
  );
  query.where((either) => {
    either.whereNull('t.subject_type');
    for (const { type, scope, tableName } of visible) {
      either.orWhere((one) => {
        one.where('t.subject_type', type);
        if (scope.kind === 'owners') {
          const own = from(strapi, knex, tableName).whereRaw('?? = ??', [`${tableName}.document_id`, 't.subject_document_id']);
          one.whereExists(withinScope(own, scope, `${tableName}.owner_id`));
        }
      });
    }
  });
};
