import type { Core, UID } from '@strapi/strapi';
import { cappedCount } from '../kernel/paging';
import { from } from '../kernel/records';
import { connection } from '../kernel/transaction';
import type { SourceRecord } from './content-types';
import { isMappable, type SiteAttribute } from './mapping';

/** A row of the site; of an entry with several locales, the one that speaks for it. */
export interface Entry extends Record<string, unknown> {
  id: number;
  /** The documentId; rows that were written without one are told apart by their row id. */
  entryId: string;
  documentId: string | null;
  locale: string | null;
}

interface TypeSchema {
  uid: string;
  info: { displayName?: string; singularName: string };
  options?: { draftAndPublish?: boolean };
  pluginOptions?: Record<string, unknown>;
  attributes: Record<string, { type: string; private?: boolean }>;
}

const OWN = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'locale', 'localizations', 'strapi_stage', 'strapi_assignee']);

export const siteTypes = (strapi: Core.Strapi): TypeSchema[] => Object.values(strapi.contentTypes as unknown as Record<string, TypeSchema>).filter(({ uid }) => uid.startsWith('api::'));

export const typeOf = (strapi: Core.Strapi, uid: string): TypeSchema | undefined => (uid.startsWith('api::') ? (strapi.contentTypes[uid as UID.ContentType] as unknown as TypeSchema | undefined) : undefined);

export const attributesOf = (type: TypeSchema): SiteAttribute[] =>
  Object.entries(type.attributes)
    .map(([name, { type: kind }]) => ({ name, type: kind }))
    .filter((attribute) => !OWN.has(attribute.name) && isMappable(attribute));

export const hasDrafts = (type: TypeSchema): boolean => type.options?.draftAndPublish === true;

export const createEntries = (strapi: Core.Strapi) => {
  const rowsWhere = async (source: SourceRecord, where: Record<string, unknown>, orderBy: Record<string, 'asc'>, limit: number): Promise<Entry[]> => {
    const type = typeOf(strapi, source.uid);
    if (!type) return [];
    const rows = (await strapi.db.query(source.uid).findMany({
      where: { ...where, ...stageOf(source, type) },
      select: ['id', 'documentId', 'locale', 'updatedAt', ...attributesOf(type).map(({ name }) => name)],
      orderBy,
      limit,
    })) as Record<string, unknown>[];
    return rows.map((row) => ({ ...row, id: Number(row.id), documentId: (row.documentId as string | null) ?? null, entryId: (row.documentId as string | null) ?? `row-${String(row.id)}`, locale: (row.locale as string | null) ?? null }));
  };

  const defaultLocale = async (): Promise<string | null> => ((await strapi.store({ type: 'plugin', name: 'i18n' }).get({ key: 'default_locale' })) as string | undefined) ?? null;

  return {
    /** Rows after this one, in the order they were made. */
    after: (source: SourceRecord, rowId: number, limit: number) => rowsWhere(source, { id: { $gt: rowId } }, { id: 'asc' }, limit),

    /** Rows changed since then, oldest change first. */
    changedSince: (source: SourceRecord, time: Date, limit: number) => rowsWhere(source, { updatedAt: { $gte: time } }, { updatedAt: 'asc' }, limit),

    /** One row per entry: the default locale's where there is one, else the oldest. */
    async speaking(source: SourceRecord, rows: readonly Entry[]): Promise<Entry[]> {
      const documentIds = [...new Set(rows.flatMap(({ documentId }) => documentId ?? []))];
      const locales = documentIds.length > 0 ? await rowsWhere(source, { documentId: { $in: documentIds } }, { id: 'asc' }, documentIds.length * 40) : [];
      const preferred = await defaultLocale();
      const chosen = new Map<string, Entry>();
      for (const row of [...locales, ...rows.filter(({ documentId }) => documentId === null)]) {
        const known = chosen.get(row.entryId);
        if (!known || (known.locale !== preferred && row.locale === preferred)) chosen.set(row.entryId, row);
      }
      return [...chosen.values()];
    },

    async ofDocument(source: SourceRecord, documentId: string): Promise<Entry[]> {
      return rowsWhere(source, { documentId }, { id: 'asc' }, 40);
    },

    async lastRowId(uid: string): Promise<number> {
      const { tableName } = strapi.db.metadata.get(uid);
      const [row] = (await from(strapi, connection(strapi), tableName).max({ id: 'id' })) as { id: number | string | null }[];
      return Number(row?.id ?? 0);
    },

    async count(source: SourceRecord): Promise<number | null> {
      const type = typeOf(strapi, source.uid);
      if (!type) return 0;
      const query = from(strapi, connection(strapi), strapi.db.metadata.get(source.uid).tableName, 't');
      if (hasDrafts(type)) query[source.trigger === 'created' ? 'whereNull' : 'whereNotNull']('t.published_at');
      return cappedCount(strapi, query);
    },
  };
};

export type Entries = ReturnType<typeof createEntries>;

/** Of a type with drafts, “created” means the draft; the other triggers mean what visitors can see. */
const stageOf = ({ trigger }: SourceRecord, type: TypeSchema): Record<string, unknown> => (hasDrafts(type) ? { publishedAt: { [trigger === 'created' ? '$null' : '$notNull']: true } } : {});
