import type { Context as KoaContext } from 'koa';
import type { CrmConfig } from '../config';
import { availability, checkStep, stepsOf, type FormsService, type PublishedForm, type RawValues } from '../forms';
import { clientAddress } from '../kernel/address';
import { BodyRefused, readBody } from '../kernel/body';
import type { Clock } from '../kernel/context';
import { reflectOrigin, type Door } from '../kernel/door';
import type { SettingsService } from '../settings';
import type { TrafficService } from '../traffic';
import { parseBody } from './body';
import { LIMITS } from './contract';

interface Dependencies {
  forms: Pick<FormsService, 'published'>;
  settings: Pick<SettingsService, 'general'>;
  traffic: Pick<TrafficService, 'limit' | 'count'>;
  clock: Clock;
  config: CrmConfig['capture'];
}

const ROUTE = /^\/forms\/([A-Za-z0-9_-]{1,80})\/steps\/([1-9]\d?)$/;
const PER_ADDRESS = { max: 120, windowMs: 60_000 };
/** Somebody who went for lunch says nothing about the step. */
const MOST_SECONDS = 3_600;

/**
 * `POST …/forms/{key-or-slug}/steps/{1…}`: whether a step’s answers are good, for pages that ask step by step. Stores
 * nothing of them; only numbers per form, step and day are kept. The whole form is checked again when it is sent.
 */
export const createStepsDoor = ({ forms, settings, traffic, clock, config }: Dependencies): Door => {
  const check = async (context: KoaContext, form: PublishedForm | null, step: number): Promise<void> => {
    const waitMs = await traffic.limit('forms.step', clientAddress(context.req, config.trustedProxyHops), PER_ADDRESS);
    if (waitMs > 0) {
      context.set('Retry-After', String(Math.ceil(waitMs / 1000)));
      return refuse(context, 429, 'rate', 'Too many requests. Please try again in a moment.');
    }
    if (!form) return refuse(context, 404, 'form', 'There is no published form at this address.');
    const { state, text } = availability(form, { now: clock.now(), submissionCount: 0 });
    if (state !== 'open') return refuse(context, 410, 'closed', text);
    const steps = stepsOf(form.fields).length;
    if (step > steps) return refuse(context, 404, 'step', `This form has ${steps === 1 ? 'one step' : `${steps} steps`}.`);

    const values = await parseBody(await readBody(context.req, LIMITS.bodyBytes), context.get('content-type'));
    // A file travels with the whole form only.
    const fields = form.fields.map((field) => (field.type === 'file' ? { ...field, isRequired: false } : field));
    const errors = checkStep(fields, step - 1, values, { country: (await settings.general()).defaultCountry });
    traffic.count(form.documentId, errors.length > 0 ? `step-refused:${step}` : `step-passed:${step}`);
    if (errors.length === 0) traffic.count(form.documentId, `step-seconds:${step}`, secondsIn(values));
    context.status = errors.length > 0 ? 422 : 200;
    context.body = errors.length > 0 ? { errors } : { ok: true };
  };

  return async (context, path) => {
    const [, keyOrSlug, step] = ROUTE.exec(path) ?? [];
    if (!keyOrSlug || !['POST', 'OPTIONS'].includes(context.method)) return false;

    context.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Vary: 'Origin' });
    const found = await forms.published(keyOrSlug);
    const form = found?.kind === 'web' ? found : null;
    if (form) reflectOrigin(context, form.allowedOrigins);
    if (context.method === 'OPTIONS') {
      context.set({ 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'Content-Type', 'Access-Control-Max-Age': '600' });
      context.status = 204;
      return true;
    }
    try {
      await check(context, form, Number(step));
    } catch (error) {
      if (!(error instanceof BodyRefused)) throw error;
      refuse(context, error.status, error.code, error.message);
    }
    return true;
  };
};

/** What the page measured, or 0: a number that visitors send is only ever added up. */
const secondsIn = ({ _crm_seconds: sent }: RawValues): number => {
  const seconds = Math.round(Number(sent));
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MOST_SECONDS) : 0;
};

const refuse = (context: KoaContext, status: number, code: string, message: string): void => {
  context.status = status;
  context.body = { errors: [{ field: null, code, message }] };
};
