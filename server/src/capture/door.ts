import type { Core } from '@strapi/strapi';
import type { Context as KoaContext } from 'koa';
import type { CrmConfig } from '../config';
import type { FormsService, PublishedForm, RawValues } from '../forms';
import type { Door } from '../kernel/door';
import { faultPoint } from '../kernel/faults';
import type { SubmissionsService } from '../submissions';
import type { BlockedOrigins } from './blocked-origins';
import { BodyRefused, parseBody, readBody } from './body';
import { LIMITS } from './contract';
import { createLimiter, HARD_LIMITS, type Limit } from './limiter';
import { correctionPage, PAGE_HEADERS, refusedPage, thankYouPage } from './page';
import { receive, type Received } from './receive';
import { addressPrefix, clientAddress, limiterKey, originOf, pageOrigin } from './visitor';

interface Dependencies {
  strapi: Core.Strapi;
  forms: Pick<FormsService, 'published' | 'publicForm'>;
  submissions: Pick<SubmissionsService, 'accept'>;
  config: CrmConfig['capture'];
  blocked: BlockedOrigins;
}

const ROUTE = /^\/forms\/([A-Za-z0-9_-]{1,80})(\/submissions)?$/;
const STORE_RETRY_SECONDS = 5;

/** `POST /api/crm/forms/{key-or-slug}/submissions` and `GET /api/crm/forms/{key-or-slug}`, for anybody. */
export const createDoor = ({ strapi, forms, submissions, config, blocked }: Dependencies): Door => {
  const limiter = createLimiter(() => Date.now());
  const inFlight = new Set<string>();

  /** True when the request was answered with 429. */
  const isLimited = (context: KoaContext, key: string, limit: Limit): boolean => {
    if (config.rateLimits === 'off') return false;
    const waitMs = limiter.hit(key, limit);
    if (waitMs === 0) return false;
    context.set('Retry-After', String(Math.ceil(waitMs / 1000)));
    refuse(context, 429, 'rate', 'Too many requests. Please try again in a moment.');
    return true;
  };

  const show = async (context: KoaContext, keyOrSlug: string): Promise<void> => {
    if (isLimited(context, `read:${limiterKey(clientAddress(context.req, config.trustedProxyHops))}`, HARD_LIMITS.readPerAddress)) return;
    const form = await forms.publicForm(keyOrSlug);
    if (!form) return refuse(context, 404, 'form', NO_FORM);
    context.body = form;
  };

  const submit = async (context: KoaContext, form: PublishedForm | null): Promise<void> => {
    const address = clientAddress(context.req, config.trustedProxyHops);
    if (isLimited(context, `ip:${limiterKey(address)}`, HARD_LIMITS.submitPerAddress)) return;
    if (!form) return refuse(context, 404, 'form', NO_FORM);
    if (isLimited(context, `form:${form.key}`, HARD_LIMITS.submitPerForm)) return;

    const values = await parseBody(await readBody(context.req), context.get('content-type'));
    faultPoint('after-parse');
    const headerKey = context.get('idempotency-key').trim() || null;
    const idempotencyKey = headerKey ?? (typeof values._crm_key === 'string' ? values._crm_key : null);
    if (idempotencyKey !== null && idempotencyKey.length > LIMITS.idempotencyKeyLength)
      return refuse(context, 422, 'idempotency-key', `The idempotency key may have at most ${LIMITS.idempotencyKeyLength} characters.`);

    // Programs are told to wait; a person who pressed twice waits for the first answer and gets the same.
    const flight = `${form.id}:${headerKey}`;
    if (headerKey !== null && inFlight.has(flight)) {
      context.set('Retry-After', '1');
      return refuse(context, 409, 'in-flight', 'A request with this idempotency key is being answered.');
    }
    if (headerKey !== null) inFlight.add(flight);
    try {
      const received = await receive(submissions, form, values, {
        idempotencyKey: headerKey,
        origin: pageOrigin(context.req),
        ownOrigin: originOf(`${context.protocol}://${context.host}`),
        referer: context.get('referer') || null,
        ipPrefix: addressPrefix(address),
        locale: context.get('accept-language').split(/[,;]/, 1)[0]!.trim().slice(0, 20) || null,
      });
      reply(context, form, values, received);
    } finally {
      if (headerKey !== null) inFlight.delete(flight);
    }
  };

  return async (context, path) => {
    const match = ROUTE.exec(path);
    if (!match) return false;
    const [, keyOrSlug = '', isSubmission] = match;
    const method = context.method;
    if (method !== 'OPTIONS' && method !== (isSubmission ? 'POST' : 'GET') && !(method === 'HEAD' && !isSubmission)) return false;

    context.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Vary: 'Origin' });
    try {
      const form = await forms.published(keyOrSlug);
      allowOrigin(context, form, blocked);
      if (method === 'OPTIONS') preflight(context);
      else if (isSubmission) await submit(context, form);
      else await show(context, keyOrSlug);
    } catch (error) {
      if (error instanceof BodyRefused) {
        if (error.status === 413) context.set('Connection', 'close');
        refuse(context, error.status, error.code, error.message);
      } else {
        // Nothing was stored: the visitor may send the same again, and the log names no data.
        strapi.log.error(`CRM could not store a submission: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}`);
        context.set('Retry-After', String(STORE_RETRY_SECONDS));
        refuse(context, 503, 'unavailable', 'We could not save your message just now. Please send it again in a few seconds.');
      }
    }
    return true;
  };
};

const NO_FORM = 'There is no published form at this address.';

/** Reflects only origins of the form's list, never with credentials. An empty list means any site. */
const allowOrigin = (context: KoaContext, form: PublishedForm | null, blocked: BlockedOrigins): void => {
  const origin = originOf(context.get('origin'));
  if (origin === null || !form) return;
  if (form.allowedOrigins.length === 0 || form.allowedOrigins.includes(origin) || origin === originOf(`${context.protocol}://${context.host}`))
    context.set('Access-Control-Allow-Origin', origin);
  else blocked.note(form.documentId, origin);
};

const preflight = (context: KoaContext): void => {
  context.set({ 'Access-Control-Allow-Methods': 'GET, POST', 'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key', 'Access-Control-Max-Age': '600' });
  context.status = 204;
};

const wantsPage = (context: KoaContext): boolean => (context.get('accept') || '').includes('text/html');

const refuse = (context: KoaContext, status: number, code: string, message: string): void => {
  context.status = status;
  if (wantsPage(context)) {
    context.set(PAGE_HEADERS);
    context.type = 'html';
    context.body = refusedPage('That did not work', message);
  } else context.body = { errors: [{ field: null, code, message }] };
};

const reply = (context: KoaContext, form: PublishedForm, values: RawValues, received: Received): void => {
  if (received.kind === 'key-reused') return refuse(context, 422, 'key-reused', 'This idempotency key was used for other answers. Send a new key.');
  if (received.kind === 'invalid') {
    context.status = 422;
    if (!wantsPage(context)) {
      context.body = { errors: received.errors };
      return;
    }
    context.set(PAGE_HEADERS);
    context.type = 'html';
    context.body = correctionPage({ form, action: context.path, values, errors: received.errors });
    return;
  }

  const { receipt, message, redirect } = received;
  if (!wantsPage(context)) {
    context.status = received.kind === 'replayed' ? 200 : 201;
    context.body = { ok: true, id: receipt, message, redirect };
  } else if (redirect) {
    context.status = 303;
    context.set('Location', redirect);
  } else {
    context.status = 201;
    context.set(PAGE_HEADERS);
    context.type = 'html';
    context.body = thankYouPage(message, originOf(context.get('referer')) ? context.get('referer') : null);
  }
};
