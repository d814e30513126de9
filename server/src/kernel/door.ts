import type { Core } from '@strapi/strapi';
import type { Context as KoaContext, Next } from 'koa';

/** Answers a public request whole, or returns false to let Strapi go on. */
export type Door = (context: KoaContext, path: string) => Promise<boolean>;

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
