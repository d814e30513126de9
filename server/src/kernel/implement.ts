import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { errors as strapiErrors } from '@strapi/utils';
import type { Context as KoaContext } from 'koa';
import type { z } from 'zod';
import { actionsFor, createCaller, type Caller } from './access';
import type { AnswerOf, BodyOf, Contract, Endpoint, EndpointTable, QueryOf } from './contract';
import { CrmError, InvalidInput, TooManyRequests } from './errors';

export interface Call<E extends Endpoint, S> {
  params: { [name: string]: string } & { id: string };
  query: QueryOf<E>;
  body: BodyOf<E>;
  user: Caller;
  crm: S;
}

/** What a handler of an endpoint that returns `file` answers. The stream is closed with the response. */
export interface FileAnswer {
  name: string;
  mime: string;
  bytes: number;
  content: Readable;
}

type HandlerAnswer<E extends Endpoint> = E['returns'] extends z.ZodType ? AnswerOf<E> : FileAnswer;
type AdminNames<T extends EndpointTable> = { [K in keyof T]: T[K] extends { public: object } ? never : K }[keyof T];
export type Handlers<T extends EndpointTable, S> = { [K in AdminNames<T>]: (call: Call<T[K], S>) => Promise<HandlerAnswer<T[K]>> };

type AnyHandlers<S> = { [name: string]: (call: Call<Endpoint, S>) => Promise<unknown> };

interface Access {
  teammatesOf(userId: number): Promise<number[]>;
}

const isScoped = (contract: Contract, permission: string): boolean => contract.scoped.includes(permission);

/** One Strapi route per admin endpoint. Each asks for a session and for the endpoint's permission. */
export const adminRoutes = (contracts: readonly Contract[]) =>
  contracts.flatMap((contract) =>
    Object.entries(contract.endpoints)
      .filter(([, endpoint]) => !endpoint.public)
      .map(([name, endpoint]) => {
        if (!endpoint.permission) throw new Error(`${contract.feature}.${name} has neither a permission nor a public rate limit`);
        return {
          method: endpoint.method,
          path: endpoint.path,
          handler: `${contract.feature}.${name}`,
          config: {
            policies: [
              'admin::isAuthenticatedAdmin',
              ...(endpoint.permission === 'signed-in'
                ? []
                : [{ name: 'plugin::crm.permits', config: { actions: actionsFor(endpoint.permission, isScoped(contract, endpoint.permission)) } }]),
            ],
          },
        };
      }),
  );

/** Lets a caller in who holds any of the actions. Strapi's own policy asks for all of them. */
export const permits = (policyContext: { state: { userAbility?: { can(action: string): boolean } } }, config: { actions: string[] }): boolean =>
  config.actions.some((action) => policyContext.state.userAbility?.can(action) === true);

/** The actions shown under Settings › Roles › Plugins › CRM. */
export const permissionActions = (contracts: readonly Contract[], others: readonly string[] = []) => {
  const scoped = new Set(contracts.flatMap((contract) => contract.scoped));
  const permissions = new Set([
    ...contracts.flatMap((contract) => Object.values(contract.endpoints).flatMap((endpoint) => (endpoint.permission && endpoint.permission !== 'signed-in' ? [endpoint.permission] : []))),
    ...others,
  ]);
  return [...permissions].sort().flatMap((permission) => {
    const [group = '', ...verb] = permission.split('.');
    const title = verb.join(' ');
    const names = scoped.has(permission) ? [title, `${title} of own team`, `${title} own`] : [title];
    return actionsFor(permission, scoped.has(permission)).map((uid, index) => ({
      section: 'plugins',
      displayName: sentence(names[index] ?? title),
      uid: uid.replace('plugin::crm.', ''),
      subCategory: sentence(group),
      pluginName: 'crm',
    }));
  });
};

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One controller per feature: parse, call the handler, translate errors. */
export const controllerFor =
  <S>(contract: Contract, handlers: AnyHandlers<S>, services: (strapi: Core.Strapi) => S & { access: Access }) =>
  ({ strapi }: { strapi: Core.Strapi }) =>
    Object.fromEntries(
      Object.entries(contract.endpoints)
        .filter(([, endpoint]) => !endpoint.public)
        .map(([name, endpoint]) => {
          const handler = handlers[name];
          if (!handler) throw new Error(`${contract.feature}.${name} has no handler`);
          return [name, (context: KoaContext) => answer(context, endpoint, handler, services(strapi))];
        }),
    );

const answer = async <S>(
  context: KoaContext,
  endpoint: Endpoint,
  handler: (call: Call<Endpoint, S>) => Promise<unknown>,
  crm: S & { access: Access },
): Promise<void> => {
  context.set('Cache-Control', 'no-store');
  try {
    const result = await handler({
      params: context.params as Call<Endpoint, S>['params'],
      query: parse(endpoint.query, context.query) as never,
      body: parse(endpoint.body, context.request.body) as never,
      user: callerOf(context, crm.access),
      crm,
    });
    if (endpoint.returns === 'file') return sendFile(context, result as FileAnswer);
    // The contract is a promise to every caller; the tests run with this check on.
    context.body = process.env.NODE_ENV === 'test' ? endpoint.returns.parse(JSON.parse(JSON.stringify(result))) : result;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    context.status = error.status;
    if (error instanceof TooManyRequests) context.set('Retry-After', String(error.details.retryAfterSeconds));
    context.body = { data: null, error: { status: error.status, name: error.name, message: error.message, details: { code: error.code, ...error.details } } };
  }
};

/** What others sent is saved, never shown: a browser that opened it would run it on the admin's own site (F38). */
const sendFile = (context: KoaContext, { name, mime, bytes, content }: FileAnswer): void => {
  context.attachment(name);
  context.set({ 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "sandbox; default-src 'none'" });
  context.type = mime;
  context.body = content;
  context.length = bytes;
};

const parse = (schema: z.ZodType | undefined, input: unknown): unknown => {
  if (!schema) return undefined;
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.map(String), message: issue.message })));
};

const callerOf = (context: KoaContext, access: Access): Caller => {
  const { user, userAbility } = context.state as { user?: Parameters<typeof createCaller>[0]['user']; userAbility?: { can(action: string): boolean } };
  if (!user || !userAbility) throw new strapiErrors.UnauthorizedError();
  return createCaller({ user, can: (action) => userAbility.can(action), teammatesOf: access.teammatesOf });
};
