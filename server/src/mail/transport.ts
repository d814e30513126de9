import type { Core } from '@strapi/strapi';
import type { MailCapabilities } from './contract';
import { mailboxText, type Mailbox, type Message } from './message';

/** The service of Strapi's e-mail plugin. Its `sendTemplatedEmail` runs code out of templates and is never used. */
export interface MailProvider {
  send(options: Record<string, unknown>): Promise<unknown>;
}

interface Traits {
  /** The option that takes headers, or a prefix for each of them; null where they can't be set. */
  headers: 'headers' | 'h:' | null;
  /** The option that takes our Message-ID. */
  messageId: 'messageId' | 'h:Message-Id' | null;
  returnsId: boolean;
  /** Reads `{ name, address }`; the others take one header value. */
  readsObjects: boolean;
}

/** As read in the sources of Strapi's own providers (5.54). Of a provider that is not here nothing is taken for granted. */
const PROVIDERS: Record<string, Traits> = {
  nodemailer: { headers: 'headers', messageId: 'messageId', returnsId: true, readsObjects: true },
  sendmail: { headers: 'headers', messageId: 'messageId', returnsId: false, readsObjects: false },
  sendgrid: { headers: 'headers', messageId: null, returnsId: false, readsObjects: false },
  mailgun: { headers: 'h:', messageId: 'h:Message-Id', returnsId: false, readsObjects: false },
  'amazon-ses': { headers: null, messageId: null, returnsId: false, readsObjects: false },
};
const UNKNOWN: Traits = { headers: null, messageId: null, returnsId: false, readsObjects: false };

interface EmailConfig {
  provider?: string;
  settings?: { defaultFrom?: unknown };
}

/** What the plugin is configured with when nobody configured it: mail in Strapi's name, from this machine. */
const STRAPI_DEFAULT_FROM = 'Strapi <no-reply@strapi.io>';

export const emailConfig = (strapi: Core.Strapi): EmailConfig => strapi.config.get<EmailConfig>('plugin::email', {});

const nameOf = (provider: string): string => provider.toLowerCase().replace(/^@strapi\/provider-email-|^strapi-provider-email-/, '');

const traitsOf = (provider: string): Traits => (Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider]! : UNKNOWN);

/** M13. `isConfigured` is false for Strapi's default, which would mail strangers as no-reply@strapi.io. */
export const capabilitiesOf = ({ provider = '', settings }: EmailConfig, isLoaded: boolean): MailCapabilities => {
  const name = isLoaded ? nameOf(provider) : '';
  const { headers, messageId, returnsId } = traitsOf(name);
  const isDefault = name === 'sendmail' && (settings?.defaultFrom ?? STRAPI_DEFAULT_FROM) === STRAPI_DEFAULT_FROM;
  return { provider: name, headers: headers !== null, messageId: messageId !== null, returnsId, idempotency: false, batch: false, isConfigured: name !== '' && !isDefault };
};

interface Letter extends Omit<Message, 'to'> {
  from: Mailbox;
  to: Mailbox;
  messageId: string;
}

/** The options for `send`, in the words of that provider. What it can't do is left out. */
export const providerOptions = (provider: string, { from, to, replyTo, subject, text, html, headers, messageId }: Letter): Record<string, unknown> => {
  const traits = traitsOf(provider);
  const mailbox = (one: Mailbox): unknown => {
    if (!traits.readsObjects) return mailboxText(one);
    return one.name ? { name: one.name, address: one.address } : one.address;
  };
  return {
    from: mailbox(from),
    to: mailbox(to),
    ...(replyTo ? { replyTo } : {}),
    subject,
    text,
    ...(html ? { html } : {}),
    ...(traits.headers === 'headers' && Object.keys(headers).length > 0 ? { headers } : {}),
    ...(traits.headers === 'h:' ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [`h:${name}`, value])) : {}),
    ...(traits.messageId ? { [traits.messageId]: messageId } : {}),
  };
};

/**
 * What a failed `send` tells. `refused`: for good. `not-sent`: it certainly did not go out, so it may be tried
 * again. `unclear`: it may have gone out.
 */
export type Failure = 'refused' | 'not-sent' | 'unclear';

/** Connection and log-in fail before the message is handed over. */
const BEFORE_DATA = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EOAUTH2']);
const SMTP_BEFORE_DATA = /^(CONN|HELO|EHLO|LHLO|STARTTLS|AUTH|MAIL FROM|RCPT TO)\b/i;
/** Too many requests, and a time-out before anything was read. */
const TRY_AGAIN = new Set([408, 425, 429]);

export const failureOf = (error: unknown): Failure => {
  const { code, responseCode, statusCode, status, command, message } = (error ?? {}) as Record<string, unknown>;
  if (typeof responseCode === 'number' && responseCode >= 400) {
    if (responseCode < 500) return 'not-sent';
    // The server does not take this sender, which somebody will mend; it says nothing about the message.
    return code === 'EAUTH' ? 'not-sent' : 'refused';
  }
  const http = [statusCode, status, code].find((value): value is number => typeof value === 'number' && value >= 400 && value < 600);
  if (http !== undefined) {
    if (TRY_AGAIN.has(http) || http === 401 || http === 403) return 'not-sent';
    return http < 500 ? 'refused' : 'unclear';
  }
  if (typeof code === 'string' && BEFORE_DATA.has(code)) return 'not-sent';
  if (typeof command === 'string' && SMTP_BEFORE_DATA.test(command)) return 'not-sent';
  if (typeof message === 'string' && /^can not resolve Mx of /.test(message)) return 'not-sent';
  return 'unclear';
};
