import { createHash } from 'node:crypto';
import type { Context as KoaContext } from 'koa';
import type { CrmConfig } from '../config';
import { clientAddress, originOf } from '../kernel/address';
import { BodyRefused, readBody } from '../kernel/body';
import type { Clock } from '../kernel/context';
import type { Door } from '../kernel/door';
import type { TrafficService } from '../traffic';
import { LIMITS, pageViews } from './contract';
import type { PageView } from './intake';
import { touchOf, type DeniedParameters } from './page';
import { SCRIPT } from './script';

interface Dependencies {
  clock: Clock;
  config: CrmConfig;
  denied: DeniedParameters;
  add(views: readonly PageView[]): void;
  traffic: Pick<TrafficService, 'limit'>;
}

/** A whole office may stand behind one address. */
const PER_ADDRESS = { max: 300, windowMs: 60_000 };
const SCRIPT_TAG = `"${createHash('sha256').update(SCRIPT).digest('base64url')}"`;
const ROBOT = /(?<!cu)bot|crawl|spider|slurp|preview|facebookexternalhit|headless|lighthouse|monitor|scan|curl|wget|python|java\/|okhttp|axios|node|go-http|libwww/i;

/** `POST /api/crm/visits` takes page views from the script that `GET /api/crm/visits.js` serves. For anybody. */
export const createVisitsDoor = ({ clock, config, denied, add, traffic }: Dependencies): Door => {
  const isListed = (origin: string): boolean => config.visits.allowedOrigins.includes(origin);

  /** True when the request was answered with 429. */
  const isLimited = async (context: KoaContext): Promise<boolean> => {
    const waitMs = await traffic.limit('visits', clientAddress(context.req, config.capture.trustedProxyHops), PER_ADDRESS);
    if (waitMs === 0) return false;
    context.set('Retry-After', String(Math.ceil(waitMs / 1000)));
    refuse(context, 429, 'rate', 'Too many requests. Please try again in a moment.');
    return true;
  };

  const collect = async (context: KoaContext, origin: string | null): Promise<void> => {
    if (origin === null || !(isListed(origin) || isOwn(context, origin)) || isUnwanted(context)) return;
    const body = parse(await readBody(context.req, LIMITS.bodyBytes));
    if (!isConsented(body)) return;

    const parsed = pageViews.safeParse(body);
    if (!parsed.success) throw new BodyRefused(400, 'invalid-input', parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '));
    const { visitor, views } = parsed.data;
    const touches = views.map(({ page, referrer, entry, agoMs }) => touchOf({ at: new Date(clock.now().getTime() - agoMs), page, landing: null, referrer, entry }, denied));
    add(touches.filter(({ page }) => page !== null).map((touch) => ({ visitorId: visitor, touch })));
  };

  return async (context, path) => {
    if (path === '/visits.js' && ['GET', 'HEAD'].includes(context.method)) {
      if (!(await isLimited(context))) serveScript(context);
      return true;
    }
    if (path !== '/visits' || !['POST', 'OPTIONS'].includes(context.method)) return false;

    context.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Vary: 'Origin' });
    const origin = originOf(context.get('origin'));
    if (origin !== null && isListed(origin)) context.set('Access-Control-Allow-Origin', origin);
    context.status = 204;
    if (context.method === 'OPTIONS') context.set({ 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'Content-Type', 'Access-Control-Max-Age': '600' });
    else if (!(await isLimited(context))) {
      try {
        await collect(context, origin);
      } catch (error) {
        if (!(error instanceof BodyRefused)) throw error;
        if (error.status === 413) context.set('Connection', 'close');
        refuse(context, error.status, error.code, error.message);
      }
    }
    return true;
  };
};

/** Compared without the scheme, which a proxy before Strapi may have taken away. */
const isOwn = (context: KoaContext, origin: string): boolean => new URL(origin).host === context.host;

/** Machines, pages that nobody looks at yet, and people who asked every site not to be followed. */
const isUnwanted = (context: KoaContext): boolean => {
  const agent = context.get('user-agent');
  const purpose = `${context.get('sec-purpose')} ${context.get('purpose')} ${context.get('x-moz')}`;
  return agent === '' || ROBOT.test(agent) || /prefetch|prerender/i.test(purpose) || context.get('dnt') === '1' || context.get('sec-gpc') === '1';
};

const isConsented = (body: unknown): boolean => typeof body === 'object' && body !== null && 'consent' in body && body.consent === true;

/** Whatever its content type: `sendBeacon` sends JSON as text, so that no preflight is needed. */
const parse = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BodyRefused(400, 'json', 'The body is not valid JSON.');
  }
};

const refuse = (context: KoaContext, status: number, code: string, message: string): void => {
  context.status = status;
  context.body = { errors: [{ field: null, code, message }] };
};

/** The site may be on another origin, hence the policy; a new release of the plugin reaches it within the hour. */
const serveScript = (context: KoaContext): void => {
  context.set({ 'Cache-Control': 'public, max-age=3600', 'Cross-Origin-Resource-Policy': 'cross-origin', ETag: SCRIPT_TAG, 'X-Content-Type-Options': 'nosniff' });
  context.status = 200;
  context.type = 'application/javascript';
  if (context.fresh) context.status = 304;
  else context.body = SCRIPT;
};
