const pairs = (key: string, value: unknown): [string, string][] => {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((one, index) => pairs(`${key}[${index}]`, one));
  if (typeof value === 'object') return Object.entries(value).flatMap(([name, one]) => pairs(`${key}[${name}]`, one));
  return [[key, String(value)]];
};

/**
 * `{ filters: { status: ['new'] } }` becomes `filters[status][0]=new`, encoded.
 * Strapi's own serializer does not encode, so a search for “a&b” would be cut in two.
 */
export const toQueryString = (query: object): string =>
  Object.entries(query)
    .flatMap(([key, value]) => pairs(key, value))
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
