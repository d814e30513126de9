import type { Core } from '@strapi/strapi';
import type { Context as KoaContext, Next } from 'koa';
import { originOf } from './address';

/** Answers a public request whole, or returns false to let Strapi go on. */
export type Door = (context: KoaContext, path: string) => Promise<boolean>;

/**
 * Lets a page read the answer if its origin is on the list or the site's own; never with credentials. An empty
 * list means any site. Answers the origin of a page that may not.
 */
export const reflectOrigin = (context: KoaContext, allowedOrigins: readonly string[]): string | null => {
  const origin = originOf(context.get('origin'));
  if (origin === null) return null;
  const isAllowed = allowedOrigins.length === 0 || allowedOrigins.includes(origin) || origin === originOf(`${context.protocol}://${context.host}`);
  if (!isAllowed) return origin;
  context.set('Access-Control-Allow-Origin', origin);
  return null;
};

/**
 * Public endpoints are answered before Strapi's own middlewares: a form must answer preflights by its own
 * list of origins, and limit a body before anybody parses it. They have no session, so nothing is lost.
 */
export const openDoors = (strapi: Core.Strapi, doors: readonly Door[]): void => {
  if (doors.length === 0) return;
  const prefix = `${strapi.config.get<string>('api.rest.prefix', '/api')}/crm`;

  strapi.server.use(async (context: KoaContext, next: Next) => {
    if (!context.path.startsWith(`${prefix}/`)) return next();
    const path = context.path.slice(prefix.length).replace(/\/+$/, '');
    for (const door of doors) {
      // eslint-disable-next-line no-await-in-loop -- the first door that knows the path answers
      if (await door(context, path)) return;
    }
    await next();
  });
};
