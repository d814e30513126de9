import type { Core } from '@strapi/strapi';
import type { Context as KoaContext } from 'koa';
import type { FormsService } from '../forms';
import { clientAddress } from '../kernel/address';
import { reflectOrigin, type Door } from '../kernel/door';
import type { TrafficService } from '../traffic';

interface Dependencies {
  strapi: Core.Strapi;
  forms: Pick<FormsService, 'published'>;
  traffic: Pick<TrafficService, 'limit'>;
  trustedProxyHops: number;
  challenge: (formKey: string) => Promise<object>;
}

const ROUTE = /^\/forms\/([A-Za-z0-9_-]{1,80})\/challenge$/;
const LIMIT = { max: 30, windowMs: 60_000 };

/** `GET /api/crm/forms/{key-or-slug}/challenge`: work for the ALTCHA widget of one form. Nothing is stored. */
export const createChallengeDoor = ({ strapi, forms, traffic, trustedProxyHops, challenge }: Dependencies): Door => {
  const answer = async (context: KoaContext, keyOrSlug: string): Promise<void> => {
    const form = await forms.published(keyOrSlug);
    if (form) reflectOrigin(context, form.allowedOrigins);
    if (context.method === 'OPTIONS') {
      context.set({ 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': 'Content-Type', 'Access-Control-Max-Age': '600' });
      context.status = 204;
      return;
    }
    const waitMs = await traffic.limit('challenge', clientAddress(context.req, trustedProxyHops), LIMIT);
    if (waitMs > 0) {
      context.set('Retry-After', String(Math.ceil(waitMs / 1000)));
      return refuse(context, 429, 'rate', 'Too many requests. Please try again in a moment.');
    }
    if (form?.settings.captcha !== 'altcha') return refuse(context, 404, 'form', 'There is no published form with ALTCHA at this address.');
    context.body = await challenge(form.key);
  };

  return async (context, path) => {
    const [, keyOrSlug] = ROUTE.exec(path) ?? [];
    if (keyOrSlug === undefined || !['GET', 'OPTIONS'].includes(context.method)) return false;
    context.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Vary: 'Origin' });
    try {
      await answer(context, keyOrSlug);
    } catch (error) {
      strapi.log.error(`CRM could not make a challenge: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}`);
      context.set('Retry-After', '5');
      refuse(context, 503, 'unavailable', 'Please try again in a few seconds.');
    }
    return true;
  };
};

const refuse = (context: KoaContext, status: number, code: string, message: string): void => {
  context.status = status;
  context.body = { errors: [{ field: null, code, message }] };
};
