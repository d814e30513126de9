import type { Core, UID } from '@strapi/strapi';
import type { ContentEntry } from '../kernel/contract';

type Entry = Omit<ContentEntry, 'title'>;

const TITLE_ATTRIBUTES = ['title', 'name', 'headline', 'label'] as const;

/**
 * Snapshots of the entries' titles: one query per content type, whatever the number of leads.
 * An entry that the site does not have is no landing entry: visitors can write anything into a page.
 */
export const withTitles = async (strapi: Core.Strapi, entries: readonly (Entry | null)[]): Promise<(ContentEntry | null)[]> => {
  const titles = new Map<string, string | null>();
  const uids = new Set(entries.flatMap((entry) => entry?.uid ?? []));
  for (const uid of uids) {
    const wanted = [...new Set(entries.flatMap((entry) => (entry?.uid === uid ? entry.documentId : [])))];
    // eslint-disable-next-line no-await-in-loop -- one query per content type; a page shows one
    for (const [key, title] of await titlesOf(strapi, uid, wanted)) titles.set(key, title);
  }
  return entries.map((entry) => {
    if (!entry) return null;
    const key = keyOf(entry.uid, entry.documentId, entry.locale);
    const anyLocale = keyOf(entry.uid, entry.documentId, null);
    if (!titles.has(anyLocale)) return null;
    return { ...entry, title: titles.get(key) ?? titles.get(anyLocale) ?? null };
  });
};

const keyOf = (uid: string, documentId: string, locale: string | null): string => `${uid} ${documentId} ${locale ?? ''}`;

const titlesOf = async (strapi: Core.Strapi, uid: string, documentIds: string[]): Promise<Map<string, string | null>> => {
  const type = strapi.contentTypes[uid as UID.ContentType];
  if (!type) return new Map();
  const title = TITLE_ATTRIBUTES.find((name) => ['string', 'text'].includes(type.attributes[name]?.type ?? ''));
  const rows = (await strapi.db.query(uid).findMany({
    where: { documentId: { $in: documentIds } },
    select: ['documentId', 'locale', 'publishedAt', ...(title ? [title] : [])],
    orderBy: { id: 'asc' },
    limit: documentIds.length * 40,
  })) as { documentId: string; locale: string | null; publishedAt: string | null; [name: string]: unknown }[];

  const titles = new Map<string, string | null>();
  // What visitors saw wins over drafts: published rows are written last.
  for (const row of [...rows].sort((one, other) => Number(Boolean(one.publishedAt)) - Number(Boolean(other.publishedAt)))) {
    const text = title && typeof row[title] === 'string' ? row[title].slice(0, 255) : null;
    titles.set(keyOf(uid, row.documentId, row.locale), text);
    titles.set(keyOf(uid, row.documentId, null), text);
  }
  return titles;
};
