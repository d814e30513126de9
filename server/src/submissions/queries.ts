import type { Context } from '../kernel/context';
import type { ContentEntry, Page, QueryOf } from '../kernel/contract';
import { NotFound } from '../kernel/errors';
import { keysetPage, type Sort } from '../kernel/paging';
import { tableOf } from '../kernel/records';
import { toAnswers, type FormsService, type Payload } from '../forms';
import type { Answer } from '../forms/contract';
import type { ContactsService, Touch } from '../contacts';
import type { FilesService } from '../files';
import type { Submission, SubmissionRow, submissionCounts, submissionsContract } from './contract';
import type { Reason } from './verdict';
import type { z } from 'zod';

/** Where a visitor came from: the first time, and before this submission. */
export interface Touches {
  first: Touch | null;
  last: Touch | null;
}

export interface SubmissionRecord extends Record<string, unknown> {
  id: number;
  documentId: string;
  form: number;
  formVersion: number;
  state: SubmissionRow['state'];
  receipt: string;
  payload: Payload;
  droppedKeys: number;
  visitorName: string | null;
  visitorEmail: string | null;
  receivedAt: Date;
  processedAt: Date | null;
  confirmedAt: Date | null;
  reasons: Reason[];
  failure: string | null;
  duplicateOf: string | null;
  origin: string | null;
  page: string | null;
  referrer: string | null;
  ipPrefix: string | null;
  ipAddress: string | null;
  locale: string | null;
  timeZone: string | null;
  touches: Touches | null;
  visitorId: string | null;
  utm: Record<string, string>;
  entryUid: string | null;
  entryDocumentId: string | null;
  entryLocale: string | null;
  isTest: boolean;
  isSample: boolean;
  contact: number | null;
  resultType: string | null;
  resultDocumentId: string | null;
}

const SORTS: Record<'-receivedAt' | 'receivedAt', Sort> = {
  '-receivedAt': { column: 'received_at', direction: 'desc', type: 'time' },
  receivedAt: { column: 'received_at', direction: 'asc', type: 'time' },
};

const MANY_NETWORKS = 10;

type ListQuery = QueryOf<(typeof submissionsContract)['endpoints']['list']>;

export interface QueryDependencies {
  forms: Pick<FormsService, 'namesOf' | 'fieldsOfVersions'>;
  contacts: Pick<ContactsService, 'referencesOf'>;
  files: Pick<FilesService, 'of'>;
}

export const createSubmissionQueries = ({ strapi }: Context, { forms, contacts, files }: QueryDependencies) => {
  const table = () => tableOf(strapi, 'plugin::crm.submission');
  const formTable = () => tableOf(strapi, 'plugin::crm.form');

  const toRows = async (records: SubmissionRecord[]): Promise<SubmissionRow[]> => {
    const names = await forms.namesOf(records.map((record) => record.form));
    const people = await contacts.referencesOf(records.flatMap((record) => record.contact ?? []));
    return records.map((record) => ({
      id: record.documentId,
      receipt: record.receipt,
      form: names.get(record.form) ?? { id: '', name: '' },
      formVersion: record.formVersion,
      state: record.state,
      receivedAt: record.receivedAt.toISOString(),
      processedAt: record.processedAt?.toISOString() ?? null,
      reasons: record.reasons,
      failure: record.failure,
      isTest: record.isTest,
      isSample: record.isSample,
      duplicateOf: record.duplicateOf,
      origin: record.origin,
      name: record.visitorName,
      email: record.visitorEmail,
      contact: record.contact === null ? null : (people.get(record.contact) ?? null),
      result: record.resultType && record.resultDocumentId ? { type: record.resultType, id: record.resultDocumentId } : null,
    }));
  };

  const readMany = (documentIds: readonly string[]): Promise<SubmissionRecord[]> => table().findBy<SubmissionRecord>('documentId', documentIds);

  /** `isLocked`: two people who press at once come one after the other. */
  const find = async (documentId: string, { isLocked = false } = {}): Promise<SubmissionRecord> => {
    const query = table().query().where('t.document_id', documentId).select('t.*').first();
    const row = (await (isLocked ? query.forUpdate() : query)) as Record<string, unknown> | undefined;
    if (!row) throw new NotFound('submission');
    return table().read<SubmissionRecord>(row);
  };

  return {
    readMany,
    readByIds: (ids: readonly number[]): Promise<SubmissionRecord[]> => table().findBy<SubmissionRecord>('id', ids),
    find,

    async list({ q, filters, sort, limit, cursor }: ListQuery): Promise<Page<SubmissionRow>> {
      const query = table().query();
      if (q) query.whereRaw('lower(t.visitor_email) like ?', [`${q.toLowerCase().replace(/[%_]/g, '')}%`]);
      if (filters?.state) query.whereIn('t.state', filters.state);
      if (filters?.isTest) query.where('t.is_test', filters.isTest === 'true');
      if (filters?.form) query.whereIn('t.form_id', (await formTable().findBy('documentId', filters.form, ['id'])).map((row) => row.id as number));
      const { rows, next, total } = await keysetPage(strapi, { query, select: ['t.*'], sort: SORTS[sort], limit, cursor });
      return { results: await toRows(rows.map((row) => table().read<SubmissionRecord>(row))), page: { next, total } };
    },

    async get(id: string): Promise<Submission> {
      const record = await find(id);
      const [row] = await toRows([record]);
      const { page, referrer, ipAddress, ipPrefix, locale, timeZone, utm, droppedKeys } = record;
      const stored = (await files.of([id])).get(id) ?? [];
      return { ...row!, answers: (await this.answersOf([record])).get(record.id) ?? [], files: stored, droppedKeys, page, referrer, ipPrefix: ipAddress ?? ipPrefix, locale, timeZone, utm };
    },

    /** Answers with the labels of the version they were given to. */
    async answersOf(records: readonly SubmissionRecord[]): Promise<Map<number, Answer[]>> {
      const fieldsOf = await forms.fieldsOfVersions(records.map((record) => ({ formId: record.form, version: record.formVersion })));
      return new Map(records.map((record) => [record.id, toAnswers(fieldsOf(record.form, record.formVersion), record.payload)]));
    },

    /** Newest first, with the time from stored to processed. */
    async recent(limit: number): Promise<(SubmissionRow & { processingMs: number | null })[]> {
      const query = table().query();
      const rows = (await query.where('t.is_sample', false).orderBy('t.received_at', 'desc').limit(limit).select('t.*')) as Record<string, unknown>[];
      const records = rows.map((row) => table().read<SubmissionRecord>(row));
      const listed = await toRows(records);
      return listed.map((row, index) => {
        const { receivedAt, processedAt } = records[index]!;
        return { ...row, processingMs: processedAt ? processedAt.getTime() - receivedAt.getTime() : null };
      });
    },

    /** `isFromSite`: sent by a page, not by the test button or as sample data. */
    async hasAny({ withResult, isFromSite }: { withResult?: boolean; isFromSite?: boolean }): Promise<boolean> {
      const query = table().query();
      if (withResult) query.whereNotNull('t.result_document_id').where('t.is_sample', false);
      if (isFromSite) query.where('t.is_test', false).where('t.is_sample', false);
      return (await query.select('t.id').limit(1)).length > 0;
    },

    /** Networks from which the same answers came since then; enough of them to see a campaign. */
    async networksThatSent(payloadHash: string, since: Date): Promise<string[]> {
      const query = table().query();
      const rows = (await query.where('t.payload_hash', payloadHash).where('t.received_at', '>', since).whereNotNull('t.ip_prefix').limit(MANY_NETWORKS).distinct('t.ip_prefix')) as { ip_prefix: string }[];
      return rows.map((row) => row.ip_prefix);
    },

    /** What counts against a form's limit: neither held ones nor tests nor double clicks. */
    async countOfForm(formId: number): Promise<number> {
      const query = table().query();
      const [answer] = (await query.where({ 't.form_id': formId, 't.is_test': false }).whereNot('t.state', 'quarantined').whereNull('t.duplicate_of').count({ count: '*' })) as { count: number | string }[];
      return Number(answer?.count ?? 0);
    },

    async countOfContact(contactId: number): Promise<number> {
      const query = table().query();
      const [answer] = (await query.where('t.contact_id', contactId).count({ count: '*' })) as { count: number | string }[];
      return Number(answer?.count ?? 0);
    },

    /** A batch of what may be taken back as a whole: a form's tests, or what one back-fill made. Locked for the caller's transaction. */
    async removable(which: { testsOf: string } | { batch: string }, limit: number): Promise<SubmissionRecord[]> {
      const query = table().query();
      if ('batch' in which) query.where('t.batch', which.batch);
      else {
        const [form] = await formTable().findBy<{ id: number }>('documentId', [which.testsOf], ['id']);
        query.where({ 't.form_id': form?.id ?? 0, 't.is_test': true });
      }
      const rows = (await query.orderBy('t.id').limit(limit).select('t.*').forUpdate()) as Record<string, unknown>[];
      return rows.map((row) => table().read<SubmissionRecord>(row));
    },

    /** Which of a form's idempotency keys are used. */
    async knownKeys(formId: number, keys: readonly string[]): Promise<Set<string>> {
      if (keys.length === 0) return new Set();
      const query = table().query();
      const rows = (await query.where('t.form_id', formId).whereIn('t.idempotency_key', keys).limit(keys.length).select('t.idempotency_key')) as { idempotency_key: string }[];
      return new Set(rows.map((row) => row.idempotency_key));
    },

    async counts(): Promise<z.infer<typeof submissionCounts>> {
      const query = table().query();
      const rows = (await query
        .join('crm_forms as f', 'f.id', 't.form_id')
        .groupBy('f.document_id', 't.state')
        .select('f.document_id as formId', 't.state')
        .count({ count: '*' })
        .max({ last: 't.received_at' })) as { formId: string; state: string; count: number | string; last: string | number | Date }[];
      const byForm = new Map<string, z.infer<typeof submissionCounts>['results'][number]>();
      for (const row of rows) {
        const sum = byForm.get(row.formId) ?? { formId: row.formId, total: 0, quarantined: 0, failed: 0, lastReceivedAt: null };
        const count = Number(row.count);
        const last = new Date(row.last).toISOString();
        sum.total += count;
        if (row.state === 'quarantined') sum.quarantined += count;
        if (row.state === 'failed') sum.failed += count;
        if (sum.lastReceivedAt === null || last > sum.lastReceivedAt) sum.lastReceivedAt = last;
        byForm.set(row.formId, sum);
      }
      return { results: [...byForm.values()] };
    },
  };
};

export const entryOf = (record: SubmissionRecord): Omit<ContentEntry, 'title'> | null =>
  record.entryUid && record.entryDocumentId ? { uid: record.entryUid, documentId: record.entryDocumentId, locale: record.entryLocale } : null;
