import { useCallback, useEffect, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import type { Endpoint, SentQueryOf } from '../../../server/src/kernel/contract';

export type Filters = Record<string, string[]>;

const FILTER_PREFIX = 'filter.';
/** The last address of each list, so that “back” from a record restores the exact view. */
const lastSeen = new Map<string, string>();

export const useBackToList = (listPath: string): string => lastSeen.get(listPath) ?? listPath;

const readFilters = (params: URLSearchParams): Filters => {
  const filters: Filters = {};
  params.forEach((value, key) => {
    if (!key.startsWith(FILTER_PREFIX)) return;
    const name = key.slice(FILTER_PREFIX.length);
    filters[name] = [...(filters[name] ?? []), value];
  });
  return filters;
};

const writeFilters = (params: URLSearchParams, filters: Filters) => {
  [...params.keys()].filter((key) => key.startsWith(FILTER_PREFIX)).forEach((key) => params.delete(key));
  Object.entries(filters).forEach(([name, values]) => values.forEach((value) => params.append(FILTER_PREFIX + name, value)));
};

const setOrDelete = (params: URLSearchParams, key: string, value: string | undefined) => {
  if (value) params.set(key, value);
  else params.delete(key);
};

export const sameFilters = (one: Filters, other: Filters): boolean => {
  const flat = (filters: Filters) =>
    Object.entries(filters)
      .flatMap(([name, values]) => values.map((value) => `${name}=${value}`))
      .sort()
      .join('&');
  return flat(one) === flat(other);
};

/**
 * The state of a list lives in the URL: `?q=&sort=&filter.status=new&cursor=&peek=`.
 * The cursors of former pages travel in the history entry; a shared link to a later page goes “back” to the first one.
 */
export const useListState = <E extends Endpoint>(_endpoint: E, { limit = 25 }: { limit?: number } = {}) => {
  const [params] = useSearchParams();
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();

  useEffect(() => {
    lastSeen.set(pathname, pathname + search);
  }, [pathname, search]);

  const q = params.get('q') ?? '';
  const sort = params.get('sort') ?? undefined;
  const cursor = params.get('cursor') ?? undefined;
  const peek = params.get('peek') ?? undefined;
  const filters = useMemo(() => readFilters(params), [params]);
  const former: string[] = useMemo(() => (Array.isArray(state?.cursors) ? state.cursors : []), [state]);

  const go = useCallback(
    (change: (next: URLSearchParams) => void, options: { cursors?: string[]; replace?: boolean } = {}) => {
      const next = new URLSearchParams(search);
      change(next);
      navigate({ search: next.toString() }, { replace: options.replace, state: { cursors: options.cursors ?? [] } });
    },
    [navigate, search],
  );

  /** Any other question starts at the first page. */
  const ask = useCallback(
    (change: (next: URLSearchParams) => void, replace = false) =>
      go(
        (next) => {
          next.delete('cursor');
          change(next);
        },
        { replace },
      ),
    [go],
  );

  const hasFilters = Object.keys(filters).length > 0;
  const query = useMemo(() => {
    const sent = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
    const asked: object = { q: q || undefined, sort, cursor, limit, filters: hasFilters ? sent : undefined };
    // An address is text from outside: the server refuses what the contract does not know.
    return asked as Partial<SentQueryOf<E>>;
  }, [q, sort, cursor, limit, filters, hasFilters]);

  return {
    /** Goes straight into `useEndpoint(endpoint, { query })`. */
    query,
    q,
    sort,
    filters,
    peek,
    hasFilters,
    /** True where an empty list may be empty because of the question. */
    isNarrowed: hasFilters || q !== '',
    firstRow: former.length * limit + 1,
    /** A shared link to a later page does not know how many rows came before. */
    isFirstRowKnown: cursor === undefined || former.length > 0,
    hasPrevious: cursor !== undefined,
    setQ: (value: string) => ask((next) => setOrDelete(next, 'q', value.trim()), true),
    setSort: (value: string | undefined) => ask((next) => setOrDelete(next, 'sort', value)),
    setFilter: (name: string, values: string[]) =>
      ask((next) => writeFilters(next, { ...filters, [name]: values })),
    setFilters: (values: Filters) => ask((next) => writeFilters(next, values)),
    clear: () =>
      ask((next) => {
        next.delete('q');
        writeFilters(next, {});
      }),
    next: (to: string) => go((next) => next.set('cursor', to), { cursors: [...former, cursor ?? ''] }),
    previous: () =>
      go((next) => setOrDelete(next, 'cursor', former.at(-1) || undefined), { cursors: former.slice(0, -1) }),
    setPeek: (id: string | undefined) => go((next) => setOrDelete(next, 'peek', id), { cursors: former }),
  };
};

export type ListState = Omit<ReturnType<typeof useListState>, 'query'>;
