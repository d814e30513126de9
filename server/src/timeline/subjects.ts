import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { withinScope, type Caller } from '../kernel/access';
import type { TimelineSubject } from '../kernel/contributions';
import { from, tableOf } from '../kernel/records';
import { connection } from '../kernel/transaction';

/**
 * A contact's feed also tells of records of higher features: whoever may not see one of these must not read its
 * message here. A type that no feature contributed is hidden from everybody, since nobody says who may see it.
 * Entries about nothing but the contact or company itself are always shown.
 */
export const whereSubjectVisible = async (strapi: Core.Strapi, query: Knex.QueryBuilder, { by, subjects }: { by: Caller; subjects: readonly TimelineSubject[] }): Promise<void> => {
  const knex = connection(strapi);
  const visible = await Promise.all(
    subjects
      .filter(({ permission }) => by.holds(permission))
      .map(async ({ type, uid, permission }) => ({ type, scope: await by.scope(permission), tableName: tableOf(strapi, uid).tableName })),
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
