/**
 * Stands in for `@strapi/strapi/admin`, which Jest can't load: a fetch client that asks the written answers of a
 * test, and a large screen.
 */
export interface Asked {
  method: string;
  /** `/crm/jobs` */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

export type Answer = unknown | ((asked: Asked) => unknown);

let answers: Record<string, Answer> = {};
let asked: Asked[] = [];

/** From now on; the list it gives back grows with each request. */
export const answerWith = (written: Record<string, Answer>): Asked[] => {
  answers = written;
  asked = [];
  return asked;
};

/** The shape of Strapi's FetchError, for an answer that refuses. */
export const refusal = (status: number, message: string, details: Record<string, unknown> = {}): Error =>
  Object.assign(new Error(message), { status, response: { data: { error: { status, message, details } } } });

const answer = async (method: string, url: string, body?: unknown): Promise<{ data: unknown }> => {
  const { pathname, searchParams } = new URL(url, 'http://crm.test');
  const request: Asked = { method, path: pathname, query: searchParams, body };
  asked.push(request);
  const written = answers[`${method} ${pathname}`];
  const data: unknown = typeof written === 'function' ? (written as (request: Asked) => unknown)(request) : written;
  if (data instanceof Error) throw data;
  if (data === undefined) throw refusal(404, `No answer is written for ${method} ${pathname}`);
  return { data };
};

const client = {
  get: (url: string) => answer('GET', url),
  del: (url: string) => answer('DELETE', url),
  post: (url: string, body: unknown) => answer('POST', url, body),
  put: (url: string, body: unknown) => answer('PUT', url, body),
};

export const useFetchClient = () => client;
export const useIsMobile = (): boolean => false;
