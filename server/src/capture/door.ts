import type { Core } from '@strapi/strapi';
import type { Context as KoaContext } from 'koa';
import type { CrmConfig } from '../config';
import type { FilesService, UploadedFiles } from '../files';
import { availability, type FormsService, type PublishedForm, type RawValues } from '../forms';
import { DEFAULT_SETTINGS } from '../forms/contract';
import { addressPrefix, clientAddress, originOf, pageOrigin } from '../kernel/address';
import { BodyRefused } from '../kernel/body';
import type { Clock } from '../kernel/context';
import { reflectOrigin, type Door } from '../kernel/door';
import { faultPoint } from '../kernel/faults';
import { within } from '../kernel/within';
import type { SpamService } from '../spam';
import type { SubmissionsService } from '../submissions';
import type { TrafficService } from '../traffic';
import type { BlockedOrigins } from './blocked-origins';
import { readSubmission } from './body';
import { LIMITS } from './contract';
import { correctionPage, PAGE_HEADERS, refusedPage, thankYouPage } from './page';
import { receive, type Received, type ReceiveServices } from './receive';

type Dependencies = ReceiveServices & {
  strapi: Core.Strapi;
  clock: Clock;
  forms: Pick<FormsService, 'published' | 'publishedVersion' | 'publicForm'>;
  files: Pick<FilesService, 'keep' | 'receive' | 'discard'>;
  submissions: Pick<SubmissionsService, 'accept' | 'countOfForm'>;
  spam: Pick<SpamService, 'judge' | 'pageToken' | 'publicCaptcha'>;
  traffic: Pick<TrafficService, 'hit' | 'limit' | 'count'>;
  config: CrmConfig['capture'];
  blocked: BlockedOrigins;
};

const ROUTE = /^\/forms\/([A-Za-z0-9_-]{1,80})(\/submissions)?$/;
const STORE_RETRY_SECONDS = 5;
/** A database that hangs is as good as gone: the visitor is told within two seconds, and may send the same again (R21). */
const STORE_WAIT_MS = 1_800;
/** Captchas that somebody else's server checks, which takes its time. */
const ASKS_OUTSIDE: readonly string[] = ['turnstile', 'hcaptcha', 'recaptcha'];
const CAPTCHA_WAIT_MS = 3_000;
const READS = { max: 300, windowMs: 60_000 };

/** `POST /api/crm/forms/{key-or-slug}/submissions` and `GET /api/crm/forms/{key-or-slug}`, for anybody. */
export const createDoor = (services: Dependencies): Door => {
  const { strapi, clock, forms, files, submissions, spam, traffic, config, blocked } = services;
  const inFlight = new Set<string>();

  const tooMany = (context: KoaContext, waitMs: number): void => {
    context.set('Retry-After', String(Math.ceil(waitMs / 1000)));
    refuse(context, 429, 'rate', 'Too many requests. Please try again in a moment.');
  };

  const show = async (context: KoaContext, keyOrSlug: string, form: PublishedForm | null): Promise<void> => {
    const waitMs = await traffic.limit('forms.read', clientAddress(context.req, config.trustedProxyHops), READS);
    if (waitMs > 0) return tooMany(context, waitMs);
    const count = form?.settings.maxSubmissions ? await submissions.countOfForm(form.id) : 0;
    const shown = await forms.publicForm(keyOrSlug, count);
    if (!form || !shown) return refuse(context, 404, 'form', NO_FORM);
    const { siteKey } = await spam.publicCaptcha(form);
    context.body = { ...shown, captchaSiteKey: siteKey, token: spam.pageToken(shown.key) };
  };

  const submit = async (context: KoaContext, form: PublishedForm | null): Promise<void> => {
    const address = clientAddress(context.req, config.trustedProxyHops);
    const formId = form?.documentId ?? null;
    const verdict = await traffic.hit({ formKey: form?.key ?? null, address, limits: form?.settings.limits ?? DEFAULT_SETTINGS.limits });
    if (verdict.state === 'hard') {
      traffic.count(formId, 'rate-hard');
      return tooMany(context, verdict.retryAfterMs);
    }
    if (!form) {
      traffic.count(null, 'unknown-form');
      return refuse(context, 404, 'form', NO_FORM);
    }
    // How many there are is decided where they are stored, one after the other.
    const open = availability(form, { now: clock.now(), submissionCount: 0 });
    if (open.state !== 'open') return close(context, form, open.text);

    const fileFields = form.fields.filter(({ type }) => type === 'file').map(({ name }) => name);
    const { values, uploaded } = await readSubmission(context.req, { files, fileFields });
    try {
      faultPoint('after-parse');
      await answer(context, form, { values, uploaded, address, isTooFast: verdict.state === 'soft' });
    } finally {
      await files.discard(uploaded);
    }
  };

  const answer = async (context: KoaContext, form: PublishedForm, { values, uploaded, address, isTooFast }: Sent): Promise<void> => {
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
      const work = receive(services, form, values, {
        idempotencyKey: headerKey,
        origin: pageOrigin(context.req),
        ownOrigin: originOf(`${context.protocol}://${context.host}`),
        referer: context.get('referer') || null,
        address,
        ipPrefix: addressPrefix(address),
        keepsAddress: config.keepsAddresses,
        accept: context.get('accept') || null,
        acceptLanguage: context.get('accept-language') || null,
        isTooFast,
        uploaded,
      });
      // Files on disk wait for their row as long as it takes: giving up would part them.
      const received = await (uploaded.temporary.length > 0 ? work : within(STORE_WAIT_MS + (ASKS_OUTSIDE.includes(form.settings.captcha) ? CAPTCHA_WAIT_MS : 0), work));
      if (received.kind === 'full') return close(context, form, availability(form, { now: clock.now(), submissionCount: Number.POSITIVE_INFINITY }).text);
      note(form, received);
      reply(context, form, values, received);
    } finally {
      if (headerKey !== null) inFlight.delete(flight);
    }
  };

  const close = (context: KoaContext, form: PublishedForm, text: string): void => {
    traffic.count(form.documentId, 'closed');
    refuse(context, 410, 'closed', text);
  };

  /** One request counts once; the reasons of a held one count beside it. A replay is no new request. */
  const note = (form: PublishedForm, received: Received): void => {
    if (received.kind === 'invalid') traffic.count(form.documentId, 'validation');
    if (received.kind !== 'accepted') return;
    traffic.count(form.documentId, received.isHeld ? 'held' : 'accepted');
    if (received.isDuplicate) traffic.count(form.documentId, 'duplicate');
    if (received.isHeld) for (const { reason } of received.reasons) traffic.count(form.documentId, `held:${reason}`);
  };

  return async (context, path) => {
    const match = ROUTE.exec(path);
    if (!match) return false;
    const [, keyOrSlug = '', isSubmission] = match;
    const method = context.method;
    if (method !== 'OPTIONS' && method !== (isSubmission ? 'POST' : 'GET') && !(method === 'HEAD' && !isSubmission)) return false;

    context.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Vary: 'Origin' });
    let form: PublishedForm | null = null;
    try {
      form = await within(STORE_WAIT_MS, publicOnly(forms.published(keyOrSlug)));
      allowOrigin(context, form, blocked);
      if (method === 'OPTIONS') preflight(context);
      else if (isSubmission) await submit(context, form);
      else await show(context, keyOrSlug, form);
    } catch (error) {
      if (error instanceof BodyRefused) {
        traffic.count(form?.documentId ?? null, error.status === 413 ? 'size' : 'body');
        refuse(context, error.status, error.code, error.message);
      } else {
        // Nothing was acknowledged: the visitor may send the same again, and the log names no data.
        traffic.count(form?.documentId ?? null, 'unavailable');
        strapi.log.error(`CRM could not store a submission: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}`);
        context.set('Retry-After', String(STORE_RETRY_SECONDS));
        refuse(context, 503, 'unavailable', 'We could not save your message just now. Please send it again in a few seconds.');
      }
    }
    return true;
  };
};

interface Sent {
  values: RawValues;
  uploaded: UploadedFiles;
  address: string;
  isTooFast: boolean;
}

/** Forms of the site's own entries have no public door. */
const publicOnly = async (found: Promise<PublishedForm | null>): Promise<PublishedForm | null> => {
  const form = await found;
  return form?.kind === 'web' ? form : null;
};

const NO_FORM = 'There is no published form at this address.';

const allowOrigin = (context: KoaContext, form: PublishedForm | null, blocked: BlockedOrigins): void => {
  const stopped = form && reflectOrigin(context, form.allowedOrigins);
  if (form && stopped) blocked.note(form.documentId, stopped);
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

const reply = (context: KoaContext, form: PublishedForm, values: RawValues, received: Exclude<Received, { kind: 'full' }>): void => {
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
