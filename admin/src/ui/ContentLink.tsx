import type { ContentEntry } from '../../../server/src/kernel/contract';
import { TextLink } from './Links';

const addressOf = ({ uid, documentId, locale }: ContentEntry): string => {
  const entry = `/content-manager/collection-types/${encodeURIComponent(uid)}/${encodeURIComponent(documentId)}`;
  return locale ? `${entry}?plugins[i18n][locale]=${encodeURIComponent(locale)}` : entry;
};

/** An entry of the site, by the title it had, in the Content Manager. */
export const ContentLink = ({ entry }: { entry: ContentEntry }) => (
  <TextLink to={addressOf(entry)}>{entry.title ?? entry.documentId}</TextLink>
);
