import type { ContentEntry } from '../../../server/src/kernel/contract';

/** Where the entry is edited in the Content Manager, in the language in which it was read. */
export const contentAddress = ({ uid, documentId, locale }: ContentEntry): string => {
  const entry = `/content-manager/collection-types/${encodeURIComponent(uid)}/${encodeURIComponent(documentId)}`;
  return locale ? `${entry}?plugins[i18n][locale]=${encodeURIComponent(locale)}` : entry;
};
