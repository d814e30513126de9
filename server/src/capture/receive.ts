import { createHash } from 'node:crypto';
import type { DraftsService } from '../drafts';
import type { FilesService, UploadedFiles } from '../files';
import { checkAnswers, consentsIn, toMapped, unchecked, type FormsService, type PublishedForm, type RawValues } from '../forms';
import { faultPoint } from '../kernel/faults';
import type { SettingsService } from '../settings';
import type { SpamService } from '../spam';
import { hashOf, isQuarantined, type NewSubmission, type Reason, type SubmissionsService } from '../submissions';
import { visitorIdOf, type VisitsService } from '../visits';
import { redirectTarget } from './redirect';

/** What the request itself tells, beside the fields. */
export interface Circumstances {
  /** The Idempotency-Key header; the hidden `_crm_key` counts where it is missing. */
  idempotencyKey: string | null;
  origin: string | null;
  /** The site the form was served from is always allowed, whatever the list says. */
  ownOrigin: string | null;
  referer: string | null;
  address: string | null;
  ipPrefix: string | null;
  /** The whole address is stored too, for a while. */
  keepsAddress?: boolean;
  accept: string | null;
  acceptLanguage: string | null;
  /** Beyond the soft limit: kept, but held. */
  isTooFast?: boolean;
  uploaded?: UploadedFiles;
  isTest?: boolean;
}

/** What a visitor can correct. */
export interface AnswerError {
  field: string;
  code: string;
  message: string;
}

export type Received =
  | { kind: 'accepted'; receipt: string; submissionId: string; message: string; redirect: string | null; reasons: Reason[]; isHeld: boolean; isDuplicate: boolean }
  | { kind: 'replayed'; receipt: string; submissionId: string; message: string; redirect: string | null }
  | { kind: 'invalid'; errors: AnswerError[] }
  | { kind: 'key-reused' }
  | { kind: 'full' };

export interface ReceiveServices {
  forms: Pick<FormsService, 'publishedVersion'>;
  files: Pick<FilesService, 'keep'>;
  drafts: Pick<DraftsService, 'finish'>;
  settings: Pick<SettingsService, 'general'>;
  submissions: Pick<SubmissionsService, 'accept'>;
  spam: Pick<SpamService, 'judge'>;
  visits: Pick<VisitsService, 'touch' | 'touchesOf'>;
}

/** Judge, check, store: the part of the public door that every way in shares. */
export const receive = async (services: ReceiveServices, form: PublishedForm, values: RawValues, about: Circumstances): Promise<Received> => {
  const hidden = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const shown = await shownVersion(services, form, hidden('_crm_version'));
  const answers = withoutOurKeys(values, form.honeypot);
  const files = about.uploaded ? await services.files.keep(about.uploaded, shown.form) : undefined;
  const { defaultCountry: country } = await services.settings.general();
  const checked = checkAnswers(shown.form.fields, answers, { files: files?.byField ?? {}, keepsExtra: form.settings.keepsExtra, country });
  const isShown = (name: string): boolean => Object.hasOwn(checked.payload, name);
  const errors: AnswerError[] = [...checked.errors, ...(files?.errors.filter(({ field }) => isShown(field)) ?? [])];
  const payload = errors.length > 0 ? { ...unchecked(shown.form.fields, answers), ...checked.payload } : checked.payload;

  // What came for a field that conditions hide goes with the request.
  const kept = files?.kept.filter(({ fieldName }) => isShown(fieldName)) ?? [];
  // Another file of the same name is another answer.
  const payloadHash = hashOf(kept.length > 0 ? { ...payload, ' files': kept.map(({ sha256 }) => sha256) } : payload);
  const person = toMapped(shown.form.fields, payload);
  const verdict = await services.spam.judge({
    form,
    values: answers,
    honeypot: hidden(form.honeypot),
    token: hidden('_crm_token'),
    captcha: captchaAnswer(values),
    payloadHash,
    email: person.email ?? null,
    origin: about.origin,
    // The test button stands in the admin panel: it is no page that the list could name.
    isOwnPage: about.isTest === true || (about.origin !== null && about.origin === about.ownOrigin),
    address: about.address,
    ipPrefix: about.ipPrefix,
    accept: about.accept,
    acceptLanguage: about.acceptLanguage,
    isTest: about.isTest ?? false,
    // Who must correct an answer sends the form again, with the same proof.
    isFinal: errors.length === 0,
  });
  const reasons = [...verdict, ...(about.isTooFast ? [RATE] : []), ...(shown.isTooOld && errors.length > 0 ? [OLD_VERSION] : [])];
  const isHeld = isQuarantined(reasons);
  // A held body is kept as it came: it is checked when somebody releases it, and the sender learns nothing.
  if (errors.length > 0 && !isHeld) return { kind: 'invalid', errors };

  const here = services.visits.touch({ page: hidden('_crm_page') ?? about.referer, landing: hidden('_crm_landing'), referrer: hidden('_crm_referrer'), entry: hidden('_crm_entry') });
  const visitorId = visitorIdOf(hidden('_crm_visitor'));
  const locale = (hidden('_crm_locale') ?? about.acceptLanguage?.split(/[,;]/, 1)[0]?.trim() ?? null)?.slice(0, 20) || null;
  const submission: NewSubmission = {
    form: shown.form,
    payload,
    payloadHash,
    droppedKeys: checked.droppedKeys,
    reasons,
    isQuarantined: isHeld,
    consents: consentsIn(shown.form.fields, checked.payload),
    files: kept,
    idempotencyKey: storedKey(about.idempotencyKey ?? hidden('_crm_key')),
    visitorName: ((person.name ?? [person.firstName, person.lastName].filter(Boolean).join(' ')) || null)?.slice(0, 255) ?? null,
    visitorEmail: person.email?.slice(0, 254) ?? null,
    origin: about.origin?.slice(0, 255) ?? null,
    page: here.page,
    referrer: here.referrer,
    ipPrefix: about.ipPrefix,
    ipAddress: about.keepsAddress ? about.address : null,
    locale,
    timeZone: hidden('_crm_timezone')?.slice(0, 60) ?? null,
    visitorId,
    touches: await services.visits.touchesOf(visitorId, here),
    utm: here.utm,
    entry: here.entry,
    isTest: about.isTest ?? false,
  };
  const receipt = await services.submissions.accept(submission);
  faultPoint('after-commit-before-answer');
  if (receipt.kind === 'key-reused' || receipt.kind === 'full') return receipt;
  const draft = hidden('_crm_draft');
  // What is stored is stored: a draft that can't be taken away now goes within a week.
  if (draft) await services.drafts.finish(draft).catch(() => undefined);
  const redirect = redirectTarget({ next: hidden('_next'), redirectUrl: form.redirectUrl, allowedOrigins: form.allowedOrigins });
  const answer = { receipt: receipt.receipt, submissionId: receipt.submissionId, message: form.thankYou, redirect };
  return receipt.kind === 'replayed' ? { kind: 'replayed', ...answer } : { kind: 'accepted', ...answer, reasons, isHeld, isDuplicate: receipt.isDuplicate };
};

const RATE: Reason = { reason: 'rate', points: 60 };
const OLD_VERSION: Reason = { reason: 'old_version', points: 60 };

/** A page that was drawn before the last publish is checked against what it showed, for thirty days (F10). */
const shownVersion = async ({ forms }: ReceiveServices, form: PublishedForm, number: string | null): Promise<{ form: PublishedForm; isTooOld: boolean }> => {
  if (number === null || number === String(form.version) || !/^\d{1,9}$/.test(number)) return { form, isTooOld: false };
  const old = await forms.publishedVersion(form.key, Number(number));
  return { form: old ?? form, isTooOld: old === null };
};

const CAPTCHA_KEYS = ['_crm_captcha', 'altcha', 'cf-turnstile-response', 'h-captcha-response', 'g-recaptcha-response'] as const;

/** MariaDB takes `K` for `k` and one emoji for any other: a key that is more than plain small letters goes by its hash. */
const storedKey = (key: string | null): string | null => (key === null || /^[0-9a-z-]+$/.test(key) ? key : createHash('sha256').update(key).digest('hex'));

const captchaAnswer = (values: RawValues): string | null => {
  for (const key of CAPTCHA_KEYS) {
    const value = values[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
};

const withoutOurKeys = (values: RawValues, honeypot: string): RawValues =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith('_crm_') && key !== '_next' && key !== honeypot && !CAPTCHA_KEYS.includes(key as (typeof CAPTCHA_KEYS)[number])));
