import type { Knex } from 'knex';
import { EVERYTHING, withinScope, type Caller, type Scope } from '../kernel/access';
import type { Context } from '../kernel/context';
import type { Page, QueryOf, Reference } from '../kernel/contract';
import type { LinkedRecords } from '../kernel/contributions';
import { NotFound } from '../kernel/errors';
import { joinOwner, OWNER_COLUMNS, ownerOf, whereOwner } from '../kernel/owners';
import { keysetPage, RECORD_SORTS } from '../kernel/paging';
import { findRow, tableOf, type Row } from '../kernel/records';
import { matching } from '../kernel/search';
import type { SettingsService } from '../settings';
import { COMPANY_SEARCH, tablesOf, type CompanyRecord } from './content-types';
import type { companiesContract, Company, CompanyRow } from './contract';

type ListQuery = QueryOf<(typeof companiesContract)['endpoints']['list']>;

const ROW_COLUMNS = ['id', 'document_id', 'name', 'domain', 'type', 'industry', 'employees', 'tags', 'last_activity_at', 'created_at', 'is_sample'].map((column) => `t.${column}`);

interface Dependencies {
  settings: Pick<SettingsService, 'userIdsOf'>;
  linkedRecords: () => readonly LinkedRecords[];
}

export const createCompanyQueries = ({ strapi }: Context, { settings, linkedRecords }: Dependencies) => {
  const tables = () => tablesOf(strapi);

  /** How many contacts the caller may see of each company: one grouped statement for all rows of a page. */
  const contactCounts = async (ids: readonly number[], by: Caller | null): Promise<Map<number, number>> => {
    const linked = linkedRecords().find(({ name }) => name === 'contacts');
    if (!linked || ids.length === 0) return new Map();
    const scope = by ? await by.scope(linked.permission) : EVERYTHING;
    const table = tableOf(strapi, linked.uid);
    const column = `t.${table.columnOf(linked.attribute)}`;
    const rows = (await withinScope(table.query(), scope)
      .whereIn(column, ids as number[])
      .groupBy(column)
      .select(`${column} as link`)
      .count({ count: '*' })) as { link: number | string; count: number | string }[];
    return new Map(rows.map(({ link, count }) => [Number(link), Number(count)]));
  };

  const domainsOf = async (companyId: number): Promise<string[]> => {
    const rows = await tables().domains.findBy<{ id: number; domain: string } & Row>('company', [companyId], ['id', 'domain']);
    return rows.sort((one, other) => one.id - other.id).map(({ domain }) => domain);
  };

  return {
    domainsOf,

    async find(documentId: string, scope: Scope, isLocked = false): Promise<CompanyRecord> {
      const record = await findRow<CompanyRecord>(tables().companies, { documentId, scope, isLocked });
      if (!record) throw new NotFound('company');
      return record;
    },

    async list({ query: { q, filters, sort, limit, cursor }, by }: { query: ListQuery; by: Caller }): Promise<Page<CompanyRow>> {
      const query = withinScope(tables().companies.query(), await by.scope('companies.read'));
      matching(strapi, query, COMPANY_SEARCH, q);
      if (filters?.type) query.whereIn('t.type', filters.type);
      if (filters?.owner) await whereOwner(settings, query, filters.owner, by);

      const { rows, next, total } = await keysetPage(strapi, { query: joinOwner(query), select: [...ROW_COLUMNS, ...OWNER_COLUMNS], sort: RECORD_SORTS[sort], limit, cursor });
      const counts = await contactCounts(rows.map((row) => Number(row.id)), by);
      return { results: rows.map((row) => toRow(tables().companies.read<CompanyRecord>(row), row, counts)), page: { next, total } };
    },

    /** `by` null is the site itself: it sees everything. */
    async get(documentId: string, scope: Scope, by: Caller | null): Promise<Company> {
      const query = withinScope(tables().companies.query(), scope).where('t.document_id', documentId) as Knex.QueryBuilder;
      const row = (await joinOwner(query)
        .leftJoin(`${tables().companies.tableName} as parent`, 'parent.id', 't.parent_id')
        .select('t.*', ...OWNER_COLUMNS, 'parent.document_id as parent_key', 'parent.name as parent_name')
        .first()) as Row | undefined;
      if (!row) throw new NotFound('company');

      const record = tables().companies.read<CompanyRecord>(row);
      const { annualRevenueAmount: amount, annualRevenueCurrency: currency } = record;
      return {
        ...toRow(record, row, await contactCounts([record.id], by)),
        domains: await domainsOf(record.id),
        annualRevenue: amount === null || !currency ? null : { amount, currency },
        phone: record.phone,
        taxId: record.taxId,
        tier: record.tier,
        addresses: record.addresses ?? [],
        parent: row.parent_key ? { id: row.parent_key as string, name: row.parent_name as string } : null,
        updatedAt: record.updatedAt.toISOString(),
        version: record.version,
      };
    },

    /** Names by row id, for records that link to companies. One statement. */
    async referencesOf(ids: readonly number[]): Promise<Map<number, Reference>> {
      const rows = await tables().companies.findBy<CompanyRecord>('id', [...new Set(ids)], ['id', 'documentId', 'name']);
      return new Map(rows.map((row) => [row.id, { id: row.documentId, name: row.name }]));
    },
  };
};

const toRow = (record: CompanyRecord, row: Row, counts: ReadonlyMap<number, number>): CompanyRow => ({
  id: record.documentId,
  name: record.name,
  domain: record.domain,
  type: record.type,
  industry: record.industry,
  employees: record.employees,
  owner: ownerOf(row),
  tags: record.tags ?? [],
  contactCount: counts.get(record.id) ?? 0,
  lastActivityAt: record.lastActivityAt.toISOString(),
  createdAt: record.createdAt.toISOString(),
  isSample: record.isSample,
});
