import type { Context } from '../kernel/context';
import type { Page } from '../kernel/contract';
import { NotFound } from '../kernel/errors';
import { keysetPage, type Sort } from '../kernel/paging';
import { tableOf, type RecordTable } from '../kernel/records';
import { DEFAULT_SETTINGS, type Form, type FormField, type FormKind, type FormRow, type formsContract, type FormSettings } from './contract';
import type { QueryOf } from '../kernel/contract';

export interface FormRecord extends Record<string, unknown> {
  id: number;
  documentId: string;
  key: string;
  slug: string;
  name: string;
  state: FormRow['state'];
  fields: FormField[];
  thankYou: string;
  redirectUrl: string | null;
  allowedOrigins: string[];
  kind: FormKind;
  settings: FormSettings;
  publishedVersion: number | null;
  draftHash: string;
  publishedHash: string | null;
  version: number;
  updatedAt: Date;
}

/** What other features need of a form without opening it. */
export interface FormSummary {
  id: string;
  key: string;
  name: string;
  slug: string;
  kind: FormKind;
  settings: FormSettings;
}

interface Addresses {
  honeypotOf(key: string): string;
  submitUrlOf(slug: string): string;
}

const SORTS: Record<'-updatedAt' | 'name', Sort> = {
  '-updatedAt': { column: 'updated_at', direction: 'desc', type: 'time' },
  name: { column: 'name', direction: 'asc', type: 'text' },
};

type ListQuery = QueryOf<(typeof formsContract)['endpoints']['listForms']>;

export const createFormQueries = ({ strapi }: Context, { honeypotOf, submitUrlOf }: Addresses) => {
  const table = () => tableOf(strapi, 'plugin::crm.form');

  /** `isLocked`: nobody else changes the row until the transaction ends. */
  const find = async (documentId: string, { isLocked = false } = {}): Promise<FormRecord | undefined> => {
    const query = table().query().where('t.document_id', documentId).select('t.*').first();
    const row = (await (isLocked ? query.forUpdate() : query)) as Record<string, unknown> | undefined;
    return row && readForm(table(), row);
  };

  return {
    find,

    async findByKeyOrSlug(keyOrSlug: string): Promise<FormRecord | undefined> {
      const query = table().query();
      const row = (await query.where('t.key', keyOrSlug).orWhere('t.slug', keyOrSlug).select('t.*').first()) as Record<string, unknown> | undefined;
      return row && readForm(table(), row);
    },

    async hasAny(): Promise<boolean> {
      const query = table().query();
      return (await query.select('t.id').limit(1)).length > 0;
    },

    async get(id: string): Promise<Form> {
      const record = await find(id);
      if (!record) throw new NotFound('form');
      return {
        ...toRow(record),
        fields: record.fields,
        thankYou: record.thankYou,
        redirectUrl: record.redirectUrl,
        allowedOrigins: record.allowedOrigins,
        kind: record.kind,
        settings: record.settings,
        version: record.version,
        submitUrl: submitUrlOf(record.slug),
        honeypot: honeypotOf(record.key),
      };
    },

    async list({ q, filters, sort, limit, cursor }: ListQuery): Promise<Page<FormRow>> {
      const query = table().query().where((kind) => kind.where('t.kind', 'web').orWhereNull('t.kind'));
      // A site has dozens of forms, not thousands: a plain LIKE over names is enough.
      if (q) query.whereRaw('lower(t.name) like ?', [`%${q.toLowerCase().replace(/[%_]/g, '')}%`]);
      if (filters?.state) query.whereIn('t.state', filters.state);
      const { rows, next, total } = await keysetPage(strapi, { query, select: ['t.*'], sort: SORTS[sort], limit, cursor });
      return { results: rows.map((row) => toRow(readForm(table(), row))), page: { next, total } };
    },

    /** By numeric id, for rows that link to a form. */
    async namesOf(ids: readonly number[]): Promise<Map<number, FormSummary>> {
      const rows = await table().findBy<FormRecord>('id', [...new Set(ids)], ['id', 'documentId', 'key', 'name', 'slug', 'kind', 'settings']);
      return new Map(rows.map(withDefaults).map(({ id, documentId, key, name, slug, kind, settings }) => [id, { id: documentId, key, name, slug, kind, settings }]));
    },
  };
};

/** Forms that are older than a setting have its default. */
const withDefaults = (record: FormRecord): FormRecord => ({ ...record, kind: record.kind ?? 'web', settings: { ...DEFAULT_SETTINGS, ...record.settings } });

const readForm = (table: RecordTable, row: Record<string, unknown>): FormRecord => withDefaults(table.read<FormRecord>(row));

const toRow = (record: FormRecord): FormRow => ({
  id: record.documentId,
  key: record.key,
  slug: record.slug,
  name: record.name,
  state: record.state,
  publishedVersion: record.publishedVersion,
  hasUnpublishedChanges: record.publishedHash !== record.draftHash,
  updatedAt: record.updatedAt.toISOString(),
});
