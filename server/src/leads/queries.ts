import { withinScope, type Caller, type Scope } from '../kernel/access';
import type { Context } from '../kernel/context';
import type { AnswerOf, Page, QueryOf } from '../kernel/contract';
import { NotFound } from '../kernel/errors';
import { keysetPage, type Sort } from '../kernel/paging';
import { tableOf, type Row } from '../kernel/records';
import { matching, type SearchIndex } from '../kernel/search';
import type { Knex } from 'knex';
import type { SubmissionsService } from '../submissions';
import { LEAD_STATUSES, type Lead, type LeadRow, type leadsContract, type LeadStatus } from './contract';
import { nextStatuses } from './status';

export const LEAD_SEARCH: SearchIndex = { tableName: 'crm_leads', column: 'search_text' };

export interface LeadRecord extends Row {
  id: number;
  documentId: string;
  name: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  jobTitle: string | null;
  companyName: string | null;
  message: string | null;
  status: LeadStatus;
  statusChangedAt: Date;
  unqualifiedReason: string | null;
  recycleCount: number;
  source: LeadRow['source'];
  submission: number | null;
  contact: number | null;
  company: number | null;
  landingUid: string | null;
  landingDocumentId: string | null;
  landingLocale: string | null;
  landingTitle: string | null;
  landingPage: string | null;
  referrer: string | null;
  utm: Record<string, string>;
  firstResponseDueAt: Date;
  firstRespondedAt: Date | null;
  amountHint: number | null;
  amountHintCurrency: string | null;
  tags: string[];
  owner: number | null;
  isTest: boolean;
  isSample: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

const SORTS: Record<QueryOf<Endpoints['list']>['sort'], Sort> = {
  '-createdAt': { column: 'created_at', direction: 'desc', type: 'time' },
  createdAt: { column: 'created_at', direction: 'asc', type: 'time' },
  name: { column: 'name', direction: 'asc', type: 'text' },
  '-name': { column: 'name', direction: 'desc', type: 'text' },
  firstResponseDueAt: { column: 'first_response_due_at', direction: 'asc', type: 'time' },
};
type Endpoints = (typeof leadsContract)['endpoints'];

const JOINED = [
  'c.document_id as contact_key',
  'c.name as contact_name',
  'c.owner_id as contact_owner',
  'co.document_id as company_key',
  'co.name as company_label',
  'co.owner_id as company_owner',
  'f.document_id as form_key',
  'f.name as form_name',
  'u.document_id as owner_key',
  'u.firstname as owner_first',
  'u.lastname as owner_last',
  'u.email as owner_mail',
];
const MEDIAN_DAYS = 90;
const MEDIAN_SAMPLE = 500;

export const createLeadQueries = ({ strapi, clock }: Context, { submissions }: { submissions: Pick<SubmissionsService, 'answersOf' | 'readByIds'> }) => {
  const table = () => tableOf(strapi, 'plugin::crm.lead');

  const scoped = (scope: Scope): Knex.QueryBuilder => withinScope(table().query(), scope);

  const joined = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
    query
      .leftJoin('crm_contacts as c', 'c.id', 't.contact_id')
      .leftJoin('crm_companies as co', 'co.id', 't.company_id')
      .leftJoin('crm_forms as f', 'f.id', 't.form_id')
      .leftJoin('admin_users as u', 'u.id', 't.owner_id');

  const idsOf = async (uid: string, documentIds: readonly string[]): Promise<number[]> => (await tableOf(strapi, uid).findBy('documentId', documentIds, ['id'])).map((row) => row.id as number);

  const filtered = async (query: Knex.QueryBuilder, { q, filters }: Pick<QueryOf<Endpoints['list']>, 'q' | 'filters'>, by: Caller): Promise<void> => {
    matching(strapi, query, LEAD_SEARCH, q);
    if (filters?.status) query.whereIn('t.status', filters.status);
    if (filters?.source) query.whereIn('t.source', filters.source);
    if (filters?.form) query.whereIn('t.form_id', await idsOf('plugin::crm.form', filters.form));
    if (filters?.contact) query.whereIn('t.contact_id', await idsOf('plugin::crm.contact', filters.contact));
    if (filters?.company) query.whereIn('t.company_id', await idsOf('plugin::crm.company', filters.company));
    if (filters?.owner) {
      const wanted = filters.owner;
      const ids = [...(wanted.includes('me') ? [by.id] : []), ...(await idsOf('admin::user', wanted.filter((owner) => owner !== 'me' && owner !== 'none')))];
      query.where((either) => {
        either.whereIn('t.owner_id', ids);
        if (wanted.includes('none')) either.orWhereNull('t.owner_id');
      });
    }
  };

  /** `isLocked`: nobody else changes the row until the transaction ends, so that what was read still holds when it is written. */
  const find = async (documentId: string, scope: Scope, { isLocked = false } = {}): Promise<LeadRecord> => {
    const query = scoped(scope).where('t.document_id', documentId).select('t.*').first();
    const row = (await (isLocked ? query.forUpdate() : query)) as Row | undefined;
    if (!row) throw new NotFound('lead');
    return table().read<LeadRecord>(row);
  };

  const medianResponseMinutes = async (): Promise<number | null> => {
    const query = table().query();
    const rows = (await query
      .whereNotNull('t.first_responded_at')
      .where('t.is_test', false)
      .where('t.created_at', '>', new Date(clock.now().getTime() - MEDIAN_DAYS * 86_400_000))
      .orderBy('t.created_at', 'desc')
      .limit(MEDIAN_SAMPLE)
      .select('t.created_at', 't.first_responded_at')) as Row[];
    const minutes = rows
      .map((row) => table().read<LeadRecord>(row))
      .map(({ createdAt, firstRespondedAt }) => (firstRespondedAt!.getTime() - createdAt.getTime()) / 60_000)
      .sort((one, other) => one - other);
    if (minutes.length === 0) return null;
    const middle = Math.floor(minutes.length / 2);
    return Math.round(minutes.length % 2 ? minutes[middle]! : (minutes[middle - 1]! + minutes[middle]!) / 2);
  };

  return {
    find,

    async list(listQuery: QueryOf<Endpoints['list']>, by: Caller): Promise<Page<LeadRow>> {
      const query = scoped(await by.scope('leads.read'));
      await filtered(query, listQuery, by);
      const { rows, next, total } = await keysetPage(strapi, {
        query: joined(query),
        select: ['t.*', ...JOINED],
        sort: SORTS[listQuery.sort],
        limit: listQuery.limit,
        cursor: listQuery.cursor,
      });
      const seen = await visibleLinks(by);
      return { results: rows.map((row) => toRow(table().read<LeadRecord>(row), row, seen)), page: { next, total } };
    },

    async get(documentId: string, by: Caller): Promise<Lead> {
      const row = (await joined(scoped(await by.scope('leads.read'))).where('t.document_id', documentId).select('t.*', ...JOINED).first()) as Row | undefined;
      if (!row) throw new NotFound('lead');
      const record = table().read<LeadRecord>(row);
      const [submission] = record.submission === null ? [] : await submissions.readByIds([record.submission]);
      return {
        ...toRow(record, row, await visibleLinks(by)),
        firstName: record.firstName,
        lastName: record.lastName,
        jobTitle: record.jobTitle,
        message: record.message,
        amountHint: record.amountHint === null || !record.amountHintCurrency ? null : { amount: record.amountHint, currency: record.amountHintCurrency },
        unqualifiedReason: record.unqualifiedReason,
        recycleCount: record.recycleCount,
        nextStatuses: nextStatuses(record.status),
        answers: submission ? ((await submissions.answersOf([submission])).get(submission.id) ?? []) : [],
        submissionId: submission?.documentId ?? null,
        utm: record.utm,
        landingPage: record.landingPage,
        referrer: record.referrer,
        statusChangedAt: record.statusChangedAt.toISOString(),
        teamMedianResponseMinutes: await medianResponseMinutes(),
        updatedAt: record.updatedAt.toISOString(),
        version: record.version,
      };
    },

    async counts(by: Caller): Promise<AnswerOf<Endpoints['counts']>> {
      const scope = await by.scope('leads.read');
      const rows = (await scoped(scope).groupBy('t.status').select('t.status').count({ count: '*' })) as { status: LeadStatus; count: number | string }[];
      const open = (): Knex.QueryBuilder => scoped(scope).whereIn('t.status', OPEN_STATUSES);
      const count = async (query: Knex.QueryBuilder): Promise<number> => Number(((await query.count({ count: '*' })) as { count: number | string }[])[0]?.count ?? 0);
      const byStatus = Object.fromEntries(LEAD_STATUSES.map((status) => [status, Number(rows.find((row) => row.status === status)?.count ?? 0)])) as Record<LeadStatus, number>;
      return {
        byStatus,
        mine: await count(open().where('t.owner_id', by.id)),
        unassigned: await count(open().whereNull('t.owner_id')),
      };
    },
  };
};

const OPEN_STATUSES: LeadStatus[] = ['new', 'contacted', 'nurture', 'qualified'];

interface VisibleLinks {
  contacts: Scope;
  companies: Scope;
}

/** A lead names its contact and company only to those who may see these records themselves. */
const visibleLinks = async (by: Caller): Promise<VisibleLinks> => ({ contacts: await by.scope('contacts.read'), companies: await by.scope('companies.read') });

const reaches = (scope: Scope, ownerId: unknown): boolean => scope.kind === 'all' || (ownerId !== null && scope.ownerIds.includes(Number(ownerId)));

const toRow = (record: LeadRecord, row: Row, seen: VisibleLinks): LeadRow => {
  const link = (key: string, name: string) => (row[key] ? { id: row[key] as string, name: row[name] as string } : null);
  return {
    id: record.documentId,
    name: record.name,
    email: record.email,
    phone: record.phone,
    companyName: record.companyName,
    status: record.status,
    source: record.source,
    form: link('form_key', 'form_name'),
    landing:
      record.landingUid && record.landingDocumentId
        ? { uid: record.landingUid, documentId: record.landingDocumentId, locale: record.landingLocale, title: record.landingTitle }
        : null,
    contact: reaches(seen.contacts, row.contact_owner) ? link('contact_key', 'contact_name') : null,
    company: reaches(seen.companies, row.company_owner) ? link('company_key', 'company_label') : null,
    owner: row.owner_key
      ? { id: row.owner_key as string, name: [row.owner_first, row.owner_last].filter(Boolean).join(' ') || (row.owner_mail as string) }
      : null,
    tags: record.tags,
    createdAt: record.createdAt.toISOString(),
    firstResponseDueAt: record.firstResponseDueAt.toISOString(),
    firstRespondedAt: record.firstRespondedAt?.toISOString() ?? null,
    isTest: record.isTest,
    isSample: record.isSample,
  };
};
