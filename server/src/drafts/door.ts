import type { Context as KoaContext } from 'koa';
import type { CrmConfig } from '../config';
import { availability, type FormsService, type PublishedForm } from '../forms';
import { clientAddress } from '../kernel/address';
import { BodyRefused, readBody } from '../kernel/body';
import type { Clock } from '../kernel/context';
import { reflectOrigin, type Door } from '../kernel/door';
import type { TrafficService } from '../traffic';
import { draftInput, LIMITS } from './contract';
import type { DraftsService } from './service';

interface Dependencies {
  forms: Pick<FormsService, 'published'>;
  traffic: Pick<TrafficService, 'limit'>;
  drafts: Pick<DraftsService, 'begin' | 'save' | 'resume'>;
  clock: Clock;
  config: CrmConfig['capture'];
}

const ROUTE = /^\/forms\/([A-Za-z0-9_-]{1,80})\/drafts(?:\/([A-Za-z0-9_-]{1,80}))?$/;
/** Enough to save at every step, and far too few to guess one of 2^128 tokens. */
const PER_ADDRESS = { max: 60, windowMs: 60_000 };
const NOT_FOUND = 'There is no such draft: it was sent, or is older than seven days.';

/** Save and go on later: `POST …/drafts`, `PUT …/drafts/{token}`, `GET …/drafts/{token}`. For anybody with a form that offers it. */
export const createDraftsDoor = ({ forms, traffic, drafts, clock, config }: Dependencies): Door => {
  const answer = async (context: KoaContext, form: PublishedForm | null, token: string | undefined): Promise<void> => {
    const waitMs = await traffic.limit('drafts', clientAddress(context.req, config.trustedProxyHops), PER_ADDRESS);
    if (waitMs > 0) {
      context.set('Retry-After', String(Math.ceil(waitMs / 1000)));
      return refuse(context, 429, 'rate', 'Too many requests. Please try again in a moment.');
    }
    if (!form) return refuse(context, 404, 'form', 'There is no published form at this address that keeps drafts.');
    const { state, text } = availability(form, { now: clock.now(), submissionCount: 0 });
    if (state !== 'open') return refuse(context, 410, 'closed', text);

    if (context.method === 'GET') {
      const found = token && (await drafts.resume(form, token));
      if (!found) return refuse(context, 404, 'draft', NOT_FOUND);
      context.body = found;
      return;
    }
    const input = inputOf(await readBody(context.req, LIMITS.bodyBytes));
    const saved = token ? await drafts.save(form, token, input) : await drafts.begin(form, input);
    if (!saved) return token ? refuse(context, 404, 'draft', NOT_FOUND) : refuse(context, 503, 'full', 'No more drafts can be kept just now. Please send the form instead.');
    context.status = token ? 200 : 201;
    context.body = saved;
  };

  return async (context, path) => {
    const match = ROUTE.exec(path);
    const [, keyOrSlug = '', token] = match ?? [];
    const methods = token ? ['GET', 'PUT', 'OPTIONS'] : ['POST', 'OPTIONS'];
    if (!match || !methods.includes(context.method)) return false;

    // The address holds the token: it goes into no other site's log.
    context.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer', Vary: 'Origin' });
    const form = await forms.published(keyOrSlug);
    const offering = form?.kind === 'web' && form.settings.offersDrafts ? form : null;
    if (offering) reflectOrigin(context, offering.allowedOrigins);
    if (context.method === 'OPTIONS') {
      context.set({ 'Access-Control-Allow-Methods': 'GET, POST, PUT', 'Access-Control-Allow-Headers': 'Content-Type', 'Access-Control-Max-Age': '600' });
      context.status = 204;
      return true;
    }
    try {
      await answer(context, offering, token);
    } catch (error) {
      if (!(error instanceof BodyRefused)) throw error;
      if (error.status === 413) context.set('Connection', 'close');
      refuse(context, error.status, error.code, error.message);
    }
    return true;
  };
};

const inputOf = (body: Buffer) => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw new BodyRefused(400, 'json', 'The body is not valid JSON.');
  }
  const input = draftInput.safeParse(parsed);
  if (input.success) return input.data;
  throw new BodyRefused(422, 'shape', input.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '));
};

const refuse = (context: KoaContext, status: number, code: string, message: string): void => {
  context.status = status;
  context.body = { errors: [{ field: null, code, message }] };
};
