import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { TimelineEntry } from '../../../server/src/timeline/contract';
import { useTextIfKnown } from '../kernel/text';

type Detail = TimelineEntry['detail'];

/** `detail` belongs to each kind, so an older or newer server may leave anything out. */
export const wordIn = (detail: Detail, name: string): string | null => {
  const value = detail[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const wordsIn = (detail: Detail, name: string): string[] => {
  const value = detail[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
};

/** `jobTitle` and `lead.won-again` in words, for what has no text of its own. */
export const inWords = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .toLowerCase();

/** “job title and phone numbers”. */
export const useFieldNames = () => {
  const textIfKnown = useTextIfKnown();
  const { formatList } = useIntl();
  return useCallback(
    (fields: readonly string[]): string => {
      const names = fields.map((field) => textIfKnown(`timeline.field.${field}`) ?? inWords(field));
      return formatList([...new Set(names)], { type: 'conjunction' });
    },
    [formatList, textIfKnown],
  );
};

/** An address of the site without its domain, as visitors and editors speak of it. */
export const pagePath = (page: string): string => {
  try {
    const { pathname } = new URL(page, 'https://site.invalid');
    return pathname;
  } catch {
    return page;
  }
};
