import type { Core } from '@strapi/strapi';
import type { HealthCheck } from '../kernel/health';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import { OUTGOING_MAIL } from './content-types';
import type { MailSender, MailSettings } from './contract';
import { mailboxOf, mailboxText, type Mailbox } from './message';
import { capabilitiesOf, emailConfig } from './transport';

const NOBODY: MailSender = { name: null, address: null };

const store = (strapi: Core.Strapi) => strapi.store({ type: 'plugin', name: 'crm' });

const savedSender = async (strapi: Core.Strapi): Promise<MailSender> => ({ ...NOBODY, ...((await store(strapi).get({ key: 'mail' })) as Partial<MailSender> | null) });

/** What CRM settings leave open comes from the e-mail plugin's `defaultFrom`. Null where neither knows an address. */
export const senderOf = async (strapi: Core.Strapi): Promise<Mailbox | null> => {
  const { name, address } = await savedSender(strapi);
  const standard = capabilities(strapi).isConfigured ? mailboxOf(emailConfig(strapi).settings?.defaultFrom) : null;
  if (address) return { name, address };
  return standard && { name: name ?? standard.name, address: standard.address };
};

export const capabilities = (strapi: Core.Strapi) => capabilitiesOf(emailConfig(strapi), strapi.plugin('email') !== undefined);

/** Where the site is, from its own configuration: a request's Host header could be anybody's. */
export const siteUrl = (strapi: Core.Strapi): string => strapi.config.get<string>('server.absoluteUrl', '');

export const isSiteUrlPublic = (strapi: Core.Strapi): boolean => /^https?:\/\//.test(strapi.config.get<string>('server.url', ''));

export const mailSettingsOf = async (strapi: Core.Strapi): Promise<MailSettings> => {
  const from = await senderOf(strapi);
  return {
    sender: await savedSender(strapi),
    from: from && (from.name ? `${from.name} <${from.address}>` : mailboxText(from)),
    capabilities: capabilities(strapi),
    siteUrl: siteUrl(strapi),
    isSiteUrlPublic: isSiteUrlPublic(strapi),
  };
};

export const saveSender = async (strapi: Core.Strapi, sender: MailSender): Promise<void> => {
  await transaction(strapi, async () => store(strapi).set({ key: 'mail', value: sender }));
};

const COUNTED = 1_000;

export const mailCheck: HealthCheck = async (strapi) => {
  const name = 'mail';
  if (!capabilities(strapi).isConfigured)
    return { name, state: 'warning', message: 'E-mail is not set up, so nobody is notified and nothing can be confirmed by mail. Configure a provider for Strapi’s e-mail plugin in config/plugins (see docs/mail.md).' };
  if (!(await senderOf(strapi))) return { name, state: 'warning', message: 'Mail has no sender. Enter an address under Settings › CRM › Mail.' };

  const rows = await tableOf(strapi, OUTGOING_MAIL).query().whereIn('t.state', ['failed', 'unknown']).limit(COUNTED).select('t.id');
  if (rows.length > 0) return { name, state: 'warning', message: `Mails that were not sent, or perhaps were: ${rows.length}${rows.length === COUNTED ? ' or more' : ''}. See Settings › CRM › Mail.` };
  if (!isSiteUrlPublic(strapi)) return { name, state: 'warning', message: `Links in mails lead to ${siteUrl(strapi)}, which only works on this machine. Set url in config/server to the site’s public address.` };
  return { name, state: 'ok', message: 'Mail goes out, and all of it was accepted.' };
};
