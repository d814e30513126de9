import { checkAnswers, toMapped, type FieldError, type PublishedForm, type RawValues } from '../forms';
import type { Payload } from '../forms';
import type { ContentEntry } from '../kernel/contract';
import { faultPoint } from '../kernel/faults';
import { isQuarantined, judge, type NewSubmission, type SubmissionsService } from '../submissions';
import { redirectTarget } from './redirect';
import { campaignOf, entryReference, safeUrl } from './visitor';

/** What the request itself tells, beside the fields. */
export interface Circumstances {
  /** The Idempotency-Key header; the hidden `_crm_key` counts where it is missing. */
  idempotencyKey: string | null;
  origin: string | null;
  /** The site the form was served from is always allowed, whatever the list says. */
  ownOrigin: string | null;
  referer: string | null;
  ipPrefix: string | null;
  locale: string | null;
  isTest?: boolean;
}

export type Received =
  | { kind: 'accepted' | 'replayed'; receipt: string; submissionId: string; message: string; redirect: string | null }
  | { kind: 'invalid'; errors: FieldError[] }
  | { kind: 'key-reused' };

/** Judge, check, store: the part of the public door that every way in shares. */
export const receive = async (submissions: Pick<SubmissionsService, 'accept'>, form: PublishedForm, values: RawValues, about: Circumstances): Promise<Received> => {
  const hidden = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  // The test button stands in the admin panel: it is no page that the list could name.
  const isOwnPage = about.isTest || (about.origin !== null && about.origin === about.ownOrigin);
  const reasons = judge({
    honeypot: hidden(form.honeypot),
    origin: about.origin,
    allowedOrigins: isOwnPage ? [] : form.allowedOrigins,
  });
  const isHeld = isQuarantined(reasons);
  const answers = withoutOurKeys(values, form.honeypot);
  const { payload, errors, droppedKeys } = checkAnswers(form.fields, answers);
  // A held body is kept as it came: it is checked when somebody releases it, and the sender learns nothing.
  if (errors.length > 0 && !isHeld) return { kind: 'invalid', errors };

  const kept = isHeld ? { ...plainAnswers(form, answers), ...payload } : payload;
  const person = toMapped(form.fields, kept);
  const page = safeUrl(hidden('_crm_page') ?? about.referer);
  const submission: NewSubmission = {
    form,
    payload: kept,
    droppedKeys,
    reasons,
    isQuarantined: isHeld,
    idempotencyKey: about.idempotencyKey ?? hidden('_crm_key'),
    visitorName: ((person.name ?? [person.firstName, person.lastName].filter(Boolean).join(' ')) || null)?.slice(0, 255) ?? null,
    visitorEmail: person.email?.slice(0, 254) ?? null,
    origin: about.origin?.slice(0, 255) ?? null,
    page,
    referrer: safeUrl(hidden('_crm_referrer')),
    ipPrefix: about.ipPrefix,
    locale: about.locale,
    utm: campaignOf(page),
    entry: entryReference(hidden('_crm_entry')) satisfies Omit<ContentEntry, 'title'> | null,
    isTest: about.isTest ?? false,
  };
  const receipt = await submissions.accept(submission);
  faultPoint('after-commit-before-answer');
  if (receipt.kind === 'key-reused') return receipt;
  const redirect = redirectTarget({ next: hidden('_next'), redirectUrl: form.redirectUrl, allowedOrigins: form.allowedOrigins });
  return { ...receipt, message: form.thankYou, redirect };
};

const withoutOurKeys = (values: RawValues, honeypot: string): RawValues =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith('_crm_') && key !== '_next' && key !== honeypot));

const plainAnswers = (form: PublishedForm, values: RawValues): Payload =>
  Object.fromEntries(
    form.fields.flatMap(({ name }) => {
      const value = Object.hasOwn(values, name) ? values[name] : null;
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
    }),
  );
