import { z } from 'zod';
import { datetime, defineEndpoints, id, oneOrMany, optionalText, pageOf, pageQuery } from '../kernel/contract';

export const MAIL_KINDS = ['opt-in', 'notice', 'autoresponder', 'alert'] as const;
/** `unknown`: it was handed over, and nobody can say whether it went out. It is never sent again by itself. */
export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled'] as const;

/** `all` stops every mail to the address; `marketing` leaves confirmations and answers alone. */
export const SUPPRESSION_SCOPES = ['all', 'marketing'] as const;
export const SUPPRESSION_REASONS = ['unsubscribed', 'complaint', 'hard_bounce', 'manual'] as const;

const emailAddress = z.string().trim().max(254, 'An address has at most 254 characters').pipe(z.email('Use an e-mail address such as hello@example.com'));

export const mailSender = z.strictObject({
  /** Shown as the sender's name; empty for none. */
  name: optionalText(100),
  /** Empty for the address in the e-mail plugin's own configuration. */
  address: optionalText(1000).pipe(emailAddress.nullable()),
});
export type MailSender = z.infer<typeof mailSender>;

/** What the site's e-mail provider can do with what we hand over. */
export const mailCapabilities = z.object({
  /** As in `email.config.provider`; empty where the e-mail plugin is off. */
  provider: z.string(),
  headers: z.boolean(),
  messageId: z.boolean(),
  returnsId: z.boolean(),
  idempotency: z.boolean(),
  batch: z.boolean(),
  isConfigured: z.boolean(),
});
export type MailCapabilities = z.infer<typeof mailCapabilities>;

export const mailSettings = z.object({
  sender: mailSender,
  /** What recipients see as the sender; null where nothing is known. */
  from: z.string().nullable(),
  capabilities: mailCapabilities,
  /** Where links in mails lead. */
  siteUrl: z.string(),
  /** False while `server.url` is not a full address: then links only work on this machine. */
  isSiteUrlPublic: z.boolean(),
});
export type MailSettings = z.infer<typeof mailSettings>;

export const outgoingMail = z.object({
  id,
  kind: z.enum(MAIL_KINDS),
  state: z.enum(MAIL_STATES),
  to: z.string(),
  subject: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: datetime,
  sentAt: datetime.nullable(),
  submissionId: id.nullable(),
});
export type OutgoingMail = z.infer<typeof outgoingMail>;

export const suppression = z.object({
  scope: z.enum(SUPPRESSION_SCOPES),
  reason: z.enum(SUPPRESSION_REASONS),
  /** Where it came from, such as `staff` or `webhook`. */
  source: z.string(),
  since: datetime,
  /** Staff allowed mail again; marketing waits until the person confirms, too. */
  clearedAt: datetime.nullable(),
});
export type Suppression = z.infer<typeof suppression>;

const suppressions = z.object({ results: z.array(suppression) });

export const mailContract = defineEndpoints('mail', {
  settings: { method: 'GET', path: '/settings/mail', permission: 'settings.read', returns: mailSettings },
  updateSettings: { method: 'PUT', path: '/settings/mail', permission: 'settings.update', body: mailSender, returns: mailSettings },
  /** To the caller's own address, at once, so that a wrong configuration shows here and not in a lost lead. */
  sendTest: { method: 'POST', path: '/settings/mail/test', permission: 'settings.update', returns: z.object({ to: z.string() }) },
  list: {
    method: 'GET',
    path: '/mails',
    permission: 'mail.read',
    query: pageQuery({ filters: { state: oneOrMany(z.enum(MAIL_STATES)), kind: oneOrMany(z.enum(MAIL_KINDS)) }, sort: ['-createdAt', 'createdAt'] }),
    returns: pageOf(outgoingMail),
  },
  retry: { method: 'POST', path: '/mails/:id/retry', permission: 'mail.update', returns: outgoingMail },
  cancel: { method: 'POST', path: '/mails/:id/cancel', permission: 'mail.update', returns: outgoingMail },
  /** A POST, since an address has no place in a URL. */
  suppressions: { method: 'POST', path: '/suppressions/find', permission: 'mail.read', body: z.strictObject({ email: emailAddress }), returns: suppressions },
  suppress: { method: 'POST', path: '/suppressions', permission: 'mail.update', body: z.strictObject({ email: emailAddress, scope: z.enum(SUPPRESSION_SCOPES) }), returns: suppressions },
  clearSuppressions: {
    method: 'POST',
    path: '/suppressions/clear',
    permission: 'mail.update',
    body: z.strictObject({ email: emailAddress, reason: z.string().trim().min(1, 'Say why mail to this address is allowed again').max(500) }),
    returns: suppressions,
  },
});
