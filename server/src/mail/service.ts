import { maskedError } from '../jobs';
import type { Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { Conflict, InvalidInput, RuleViolation } from '../kernel/errors';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import { OUTGOING_MAIL } from './content-types';
import type { MailCapabilities, MailSender, MailSettings, OutgoingMail } from './contract';
import { deliverable, toMessage } from './message';
import { createOutbox, type OutboxDependencies } from './outbox';
import { createMailQueries, toMail } from './queries';
import { createQuotas } from './quotas';
import { capabilities, mailSettingsOf, saveSender, siteUrl } from './sender';
import { createSuppressions } from './suppressions';

/** Mail of the CRM: what goes out is written down first, and who wants none gets none. */
export const createMailService = (context: Context, { jobs, provider }: Pick<OutboxDependencies, 'jobs' | 'provider'>) => {
  const { strapi, clock } = context;
  const suppressions = createSuppressions(context);
  const quotas = createQuotas(context);
  const queries = createMailQueries(context);
  const { handOver, sendAgain, purgeTexts, ...outbox } = createOutbox(context, { jobs, provider, suppressions });
  const table = () => tableOf(strapi, OUTGOING_MAIL);

  return {
    ...outbox,
    ...suppressions,
    takePlaces: quotas.takePlaces,
    list: queries.list,

    /** M13: what the configured provider can do. */
    capabilities: (): MailCapabilities => capabilities(strapi),

    /** A full address below the site's own URL, whoever asks. */
    linkTo: (path: string): string => `${siteUrl(strapi)}${path}`,

    settings: (): Promise<MailSettings> => mailSettingsOf(strapi),

    async updateSettings(sender: MailSender): Promise<MailSettings> {
      if (sender.address && !deliverable(sender.address)) throw new InvalidInput([{ path: ['address'], message: 'Use one e-mail address such as hello@example.com' }]);
      await saveSender(strapi, sender);
      return mailSettingsOf(strapi);
    },

    /** Answers when the provider took it; says what it said when it did not. */
    async sendTest({ name, email }: Pick<Caller, 'name' | 'email'>): Promise<{ to: string }> {
      const { to, ...message } = toMessage({
        effectKey: '',
        kind: 'notice',
        to: { name, address: email },
        subject: 'Test mail from your CRM',
        text: 'This is the test that you asked for under Settings › CRM › Mail. Mail from your CRM reaches you.\n',
      });
      if (!to) throw new RuleViolation('mail.no-address', 'Your account’s e-mail address can’t receive mail.');
      try {
        await handOver({ ...message, to, messageId: `<test-${clock.now().getTime()}@crm.invalid>` });
      } catch (error) {
        throw new RuleViolation('mail.test-failed', `The test was not sent. ${maskedError(error)}`);
      }
      return { to: to.address };
    },

    /** For what failed or is in doubt. Whoever retries a mail in doubt accepts that it may come twice. */
    async retry(id: string): Promise<OutgoingMail> {
      return transaction(strapi, async () => {
        const mail = await queries.find(id);
        if (mail.state !== 'failed' && mail.state !== 'unknown') throw new Conflict('mail.not-retried', `A mail that is ${mail.state} can’t be sent again.`, { state: mail.state });
        if (mail.text === null || mail.toAddress === '') throw new RuleViolation('mail.gone', 'This mail can’t be sent again: its text or its address is gone.');
        await sendAgain(mail);
        return toMail({ ...mail, state: 'queued', lastError: null });
      });
    },

    /** By a person: it does not go out, or no longer needs attention. */
    async dismiss(id: string): Promise<OutgoingMail> {
      return transaction(strapi, async () => {
        const mail = await queries.find(id);
        if (mail.state === 'cancelled') return toMail(mail);
        if (mail.state === 'sending' || mail.state === 'sent') throw new Conflict('mail.not-cancelled', `A mail that is ${mail.state} can’t be cancelled.`, { state: mail.state });
        await table().updateMany([mail.id], { state: 'cancelled', settledAt: clock.now() });
        return toMail({ ...mail, state: 'cancelled' });
      });
    },

    /** One batch of texts of old mails and of counts that are over. */
    async purge(): Promise<{ hasMore: boolean }> {
      const texts = await purgeTexts();
      const counts = await quotas.purgeQuotas();
      return { hasMore: texts.hasMore || counts.hasMore };
    },
  };
};

export type MailService = ReturnType<typeof createMailService>;
