import { z } from 'zod';

/** A record's public identity: Strapi's documentId. Numeric row ids never leave the server. */
export const id = z.string().trim().min(1).max(64);
export const datetime = z.iso.datetime();
export const date = z.iso.date();
/** ISO 4217, upper case. */
export const currency = z.string().trim().regex(/^[A-Z]{3}$/, 'Use a three-letter currency code such as EUR');
/** Integer minor units: 12.50 EUR is `{ amount: 1250, currency: 'EUR' }`. */
export const money = z.object({ amount: z.number().int(), currency });
export type Money = z.infer<typeof money>;

export const text = (max: number) => z.string().trim().max(max);
/** Blank is nothing. */
export const optionalText = (max: number) => text(max).transform((value) => value || null).nullable();
export const tags = z.array(text(60).min(1)).max(50);

export const address = z.strictObject({
  type: z.enum(['billing', 'shipping', 'home', 'other']).default('billing'),
  street: text(200).optional(),
  postalCode: text(20).optional(),
  city: text(100).optional(),
  region: text(100).optional(),
  country: z.string().trim().regex(/^[A-Z]{2}$/, 'Use a two-letter country code').optional(),
});

/** A named link to another record, enough to show and to open it. */
export const reference = z.object({ id, name: z.string() });
export type Reference = z.infer<typeof reference>;

/** A link to an entry of the site. The title is a snapshot, so that it survives the entry. */
export const contentEntry = z.object({
  uid: z.string(),
  documentId: z.string(),
  locale: z.string().nullable(),
  title: z.string().nullable(),
});
export type ContentEntry = z.infer<typeof contentEntry>;

export const PAGE_LIMIT = { default: 25, max: 100 } as const;

/**
 * The query of every list. `filters` is an allow-list: an unknown field is an error, never ignored,
 * so that a typo can't widen a list and a private column can't be probed.
 */
export const pageQuery = <F extends z.ZodRawShape, const S extends readonly [string, ...string[]]>(options: {
  filters: F;
  sort: S;
}) =>
  z.strictObject({
    q: z.string().trim().max(200).optional(),
    filters: z.strictObject(options.filters).partial().optional(),
    sort: z.enum(options.sort).default(options.sort[0]),
    limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
    cursor: z.string().max(500).optional(),
  });

/** A filter over one enum or id: one value or several, which are joined by OR. */
export const oneOrMany = <T extends z.ZodType>(value: T) =>
  z.union([value.transform((one) => [one]), z.array(value).min(1).max(50)]) as z.ZodType<z.output<T>[]>;

/** `next` is an opaque cursor; `total` is null where it was not counted (beyond 1,000, or past the first page). */
export const pageOf = <T extends z.ZodType>(record: T) =>
  z.object({ results: z.array(record), page: z.object({ next: z.string().nullable(), total: z.number().int().nullable() }) });

export type Page<T> = { results: T[]; page: { next: string | null; total: number | null } };

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Endpoint {
  method: HttpMethod;
  /** Below `/crm` for the admin, below `/api/crm` where `public` is set. */
  path: `/${string}`;
  /** The action a caller must hold; `signed-in` only asks for an admin session. Absent only on public endpoints. */
  permission?: string;
  /** Answered without a session, before Strapi parses the body; needs a rate limit. */
  public?: { rateLimit: string };
  query?: z.ZodType;
  body?: z.ZodType;
  /** `file`: bytes to save, never JSON; the handler answers a `FileAnswer`. */
  returns: z.ZodType | 'file';
}

export interface EndpointTable {
  [name: string]: Endpoint;
}

export interface Contract<T extends EndpointTable = EndpointTable> {
  feature: string;
  endpoints: T;
  /** Permissions that also exist as `.own` and `.team`; the widest one granted decides. */
  scoped: readonly string[];
}

export const defineEndpoints = <const T extends EndpointTable>(
  feature: string,
  endpoints: T,
  options: { scoped?: readonly string[] } = {},
): Contract<T> => ({ feature, endpoints, scoped: options.scoped ?? [] });

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : undefined;

export type QueryOf<E extends Endpoint> = Parsed<E['query']>;
export type BodyOf<E extends Endpoint> = Parsed<E['body']>;
export type SentQueryOf<E extends Endpoint> = Sent<E['query']>;
export type SentBodyOf<E extends Endpoint> = Sent<E['body']>;
/** As a caller gets it. */
export type AnswerOf<E extends Endpoint> = E['returns'] extends z.ZodType ? z.output<E['returns']> : Blob;
