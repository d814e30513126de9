/** Stands in for Strapi's admin package, which brings the whole admin along: only the HTTP client and the screen size. */
interface Sent {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}

type Answer = (sent: Sent) => unknown;

const answers = new Map<string, Answer>();
export const sent: Sent[] = [];

/** `answering('GET /crm/contacts', () => …)`; a later answer replaces an earlier one. */
export const answering = (endpoint: string, answer: Answer): void => void answers.set(endpoint, answer);

export const forgetEverything = (): void => {
  answers.clear();
  sent.length = 0;
};

export const sentTo = (endpoint: string): Sent[] => sent.filter(({ method, path }) => `${method} ${path}` === endpoint);

/** What Strapi's client throws, by shape. */
export const refusal = (status: number, message: string, details: Record<string, unknown> = {}): Error =>
  Object.assign(new Error(message), { status, response: { data: { error: { status, message, details } } } });

const ask = async (method: string, url: string, body?: unknown): Promise<{ data: unknown }> => {
  const { pathname: path, searchParams: query } = new URL(url, 'http://site.invalid');
  const request = { method, path, query, body };
  sent.push(request);
  const answer = answers.get(`${method} ${path}`);
  if (!answer) throw refusal(404, `Nobody answers ${method} ${path}`);
  return { data: JSON.parse(JSON.stringify(await answer(request))) as unknown };
};

export const useFetchClient = () => client;

const client = {
  get: (url: string) => ask('GET', url),
  post: (url: string, body: unknown) => ask('POST', url, body),
  put: (url: string, body: unknown) => ask('PUT', url, body),
  del: (url: string) => ask('DELETE', url),
};

export const useIsMobile = () => false;
