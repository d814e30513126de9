import { useFetchClient, type FetchClient } from '@strapi/strapi/admin';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AnswerOf, Endpoint, Page, SentBodyOf, SentQueryOf } from '../../../server/src/kernel/contract';
import { toApiError, type ApiError } from './api-error';
import { toQueryString } from './query-string';

type ParamName<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamName<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type WithParams<E extends Endpoint> = [ParamName<E['path']>] extends [never]
  ? { params?: undefined }
  : { params: Record<ParamName<E['path']>, string> };
type WithQuery<E extends Endpoint> = SentQueryOf<E> extends undefined ? { query?: undefined } : { query?: Partial<SentQueryOf<E>> };
type WithBody<E extends Endpoint> = SentBodyOf<E> extends undefined ? { body?: undefined } : { body: SentBodyOf<E> };

/** What an endpoint needs: the `:id`s of its path, its query and its body. */
export type RequestOf<E extends Endpoint> = WithParams<E> & WithQuery<E> & WithBody<E>;
type ArgumentsOf<R, Options> = Record<string, never> extends R ? [request?: R, options?: Options] : [request: R, options?: Options];

interface LooseRequest {
  params?: Record<string, string>;
  query?: object;
  body?: unknown;
}

/** Below the server's address, with parameters and query filled in. */
export const urlOf = (endpoint: Endpoint, { params = {}, query = {} }: LooseRequest): string => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = toQueryString(query);
  return `/crm${path}${search && `?${search}`}`;
};

const send = async (client: FetchClient, endpoint: Endpoint, request: LooseRequest, signal: AbortSignal): Promise<unknown> => {
  const url = urlOf(endpoint, request);
  try {
    if (endpoint.method === 'GET') return (await client.get(url, { signal })).data;
    if (endpoint.method === 'DELETE') return (await client.del(url, { signal })).data;
    const write = endpoint.method === 'PUT' ? client.put : client.post;
    return (await write(url, request.body ?? {}, { signal })).data;
  } catch (thrown) {
    throw toApiError(thrown);
  }
};

const rootKey = (endpoint: Endpoint) => ['crm', endpoint.method, endpoint.path] as const;
const keyOf = (endpoint: Endpoint, { params, query }: LooseRequest) => [...rootKey(endpoint), params ?? {}, query ?? {}] as const;

export interface EndpointOptions {
  enabled?: boolean;
  staleTime?: number;
  refetchInterval?: number | false;
  /** Shows the previous page while the next one loads, so that a list does not jump. */
  keepPrevious?: boolean;
}

/** Reads an endpoint: `useEndpoint(leadsContract.endpoints.get, { params: { id } })`. */
export const useEndpoint = <E extends Endpoint>(
  endpoint: E,
  ...[request, options = {}]: ArgumentsOf<RequestOf<E>, EndpointOptions>
): UseQueryResult<AnswerOf<E>, ApiError> => {
  const client = useFetchClient();
  const loose: LooseRequest = request ?? {};
  const { keepPrevious, ...rest } = options;
  return useQuery<unknown, ApiError>({
    ...rest,
    queryKey: keyOf(endpoint, loose),
    queryFn: ({ signal }) => send(client, endpoint, loose, signal),
    ...(keepPrevious && { placeholderData: keepPreviousData }),
  }) as UseQueryResult<AnswerOf<E>, ApiError>;
};

type RecordOf<E extends Endpoint> = AnswerOf<E> extends Page<infer T> ? T : never;

/** Reads page after page of a keyset list, for “Load older”. */
export const useEndpointPages = <E extends Endpoint>(
  endpoint: E,
  ...[request, options = {}]: ArgumentsOf<RequestOf<E>, { enabled?: boolean }>
) => {
  const client = useFetchClient();
  const loose: LooseRequest = request ?? {};
  const pages = useInfiniteQuery({
    ...options,
    queryKey: [...keyOf(endpoint, loose), 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) =>
      (await send(client, endpoint, { ...loose, query: { ...loose.query, cursor: pageParam } }, signal)) as Page<RecordOf<E>>,
    getNextPageParam: (last) => last.page.next ?? undefined,
  });
  const records = useMemo(() => pages.data?.pages.flatMap(({ results }) => results) ?? [], [pages.data]);
  return {
    records,
    isPending: pages.isPending,
    isLoadingMore: pages.isFetchingNextPage,
    error: pages.error ? toApiError(pages.error) : null,
    hasMore: pages.hasNextPage,
    loadMore: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
};

interface CacheWriter {
  /** Puts an answer in place of what a `useEndpoint` with the same request shows. */
  write: <E extends Endpoint>(endpoint: E, request: RequestOf<E>, answer: AnswerOf<E>) => void;
  /** Asks again for everything that is on screen from these endpoints. */
  invalidate: (...endpoints: Endpoint[]) => void;
}

const cacheWriter = (queries: QueryClient): CacheWriter => ({
  write: (endpoint, request, answer) => void queries.setQueryData(keyOf(endpoint, request), answer),
  invalidate: (...endpoints) =>
    endpoints.forEach((endpoint) => void queries.invalidateQueries({ queryKey: rootKey(endpoint) })),
});

export const useCache = (): CacheWriter => {
  const queries = useQueryClient();
  return useMemo(() => cacheWriter(queries), [queries]);
};

export interface MutationOptions<E extends Endpoint> {
  /** Lists and records that show something else from now on. */
  invalidates?: readonly Endpoint[];
  onSuccess?: (answer: AnswerOf<E>, request: RequestOf<E>, cache: CacheWriter) => void;
}

/** Writes: `const update = useEndpointMutation(contract.endpoints.update, { invalidates: [contract.endpoints.list] })`. */
export const useEndpointMutation = <E extends Endpoint>(
  endpoint: E,
  { invalidates = [], onSuccess }: MutationOptions<E> = {},
): UseMutationResult<AnswerOf<E>, ApiError, RequestOf<E>> => {
  const client = useFetchClient();
  const cache = useCache();
  return useMutation<AnswerOf<E>, ApiError, RequestOf<E>>({
    // A signal of its own: the client's default one is aborted on unmount, which would cancel a save while leaving the page.
    mutationFn: async (request) => (await send(client, endpoint, request, new AbortController().signal)) as AnswerOf<E>,
    onSuccess: (answer, request) => {
      onSuccess?.(answer, request, cache);
      cache.invalidate(...invalidates);
    },
  });
};
