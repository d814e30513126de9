import { randomUUID } from 'node:crypto';
import type { Context } from '../kernel/context';
import { faultPoint } from '../kernel/faults';
import { keysFor } from '../kernel/keys';
import { newDocumentId, tableOf, type Row } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import { within } from '../kernel/within';
import type { NewWork } from '../kernel/work';
import { maskedError, type JobsService } from '../jobs';
import { OUTGOING_MAIL } from './content-types';
import type { OutgoingMail } from './contract';
import { toMessage, type Mailbox, type NewMail } from './message';
import { capabilities, senderOf, siteUrl } from './sender';
import type { MailPurpose, Suppressions } from './suppressions';
import { failureOf, providerOptions, type MailProvider } from './transport';

export interface MailRow extends Row {
  id: number;
  documentId: string;
  effectKey: string;
  kind: NewMail['kind'];
  state: OutgoingMail['state'];
  toName: string | null;
  toAddress: string;
  replyTo: string | null;
  subject: string;
  text: string | null;
  html: string | null;
  headers: Record<string, string> | null;
  messageId: string;
  submissionId: string | null;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

export const SEND = 'mail.send';
const MAX_KEY_LENGTH = 255;
/** Less than a job's lease, and more than any provider needs. */
const PROVIDER_MS = 30_000;
const PURGE_AFTER_MS = 30 * 86_400_000;
const PURGE_BATCH = 500;

/** These are worth more than they annoy when they come twice, with the same Message-ID (M5). The others come at most once. */
const AT_LEAST_ONCE: ReadonlySet<NewMail['kind']> = new Set(['opt-in', 'alert']);
/** Whoever reads this text may act for the person: it is sealed in the database. */
const holdsSecret = (kind: NewMail['kind']): boolean => kind === 'opt-in';
const purposeOf = (kind: NewMail['kind']): MailPurpose => (kind === 'opt-in' ? 'opt-in' : 'transactional');

export interface OutboxDependencies {
  jobs: Pick<JobsService, 'enqueue'>;
  suppressions: Pick<Suppressions, 'blockedOf'>;
  /** Undefined where the e-mail plugin is off. */
  provider: () => MailProvider | undefined;
}

/** Writes mails down, and hands them to the provider one by one. */
export const createOutbox = ({ strapi, clock }: Context, { jobs, suppressions, provider }: OutboxDependencies) => {
  const table = () => tableOf(strapi, OUTGOING_MAIL);
  const keys = () => keysFor(strapi, 'mail');

  const toRow = (mail: NewMail, host: string): Row => {
    if (mail.effectKey.length > MAX_KEY_LENGTH) throw new Error(`An effect key of a mail is longer than ${MAX_KEY_LENGTH} characters`);
    const { to, text, ...message } = toMessage(mail);
    return {
      ...message,
      documentId: newDocumentId(),
      effectKey: mail.effectKey,
      kind: mail.kind,
      state: to ? 'queued' : 'failed',
      toName: to?.name ?? null,
      toAddress: to?.address ?? '',
      text: holdsSecret(mail.kind) ? keys().seal(text) : text,
      messageId: `<${randomUUID()}@${host}>`,
      submissionId: mail.submissionId ?? null,
      attempts: 0,
      lastError: to ? null : 'The recipient’s address is not valid.',
      settledAt: to ? null : clock.now(),
    };
  };

  const jobOf = (mailId: string): NewWork => ({ type: SEND, payload: { mailId } });

  const settle = async (id: number, change: { state: MailRow['state']; lastError?: string | null; sentAt?: Date }): Promise<void> => {
    await transaction(strapi, async () => {
      await table().updateMany([id], { lastError: null, ...change, settledAt: change.state === 'queued' ? null : clock.now() });
    });
  };

  /** How an attempt failed counts only while no other one has begun or succeeded: this worker may have been frozen meanwhile. */
  const fail = async (mail: MailRow, change: { state: MailRow['state']; lastError: string }): Promise<void> => {
    await transaction(strapi, async () => {
      const query = table().query().where({ 't.id': mail.id, 't.state': 'sending', 't.attempts': mail.attempts });
      if (await query.first('t.id').forUpdate()) await settle(mail.id, change);
    });
  };

  /** Committed before the provider is called: whoever finds `sending` later knows that it may have gone out. */
  const claim = async (mailId: string): Promise<MailRow | null> =>
    transaction(strapi, async () => {
      const found = (await table().query().where('t.document_id', mailId).first('t.*').forUpdate()) as Row | undefined;
      const mail = found && table().read<MailRow>(found);
      if (!mail || !['queued', 'sending', 'failed'].includes(mail.state)) return null;
      if (mail.state === 'sending' && !AT_LEAST_ONCE.has(mail.kind)) {
        await settle(mail.id, { state: 'unknown', lastError: 'The server stopped while it was being sent.' });
        return null;
      }
      if ((await suppressions.blockedOf([mail.toAddress], purposeOf(mail.kind))).size > 0) {
        await settle(mail.id, { state: 'cancelled', lastError: 'This address gets no mail.' });
        return null;
      }
      const attempts = mail.attempts + 1;
      await table().updateMany([mail.id], { state: 'sending', attempts });
      return { ...mail, attempts };
    });

  /** Throws what the provider threw, and TookTooLong when it does not answer. */
  const handOver = async (letter: Omit<Parameters<typeof providerOptions>[1], 'from'>): Promise<void> => {
    const from = await senderOf(strapi);
    const service = provider();
    const { provider: name, isConfigured } = capabilities(strapi);
    if (!service || !isConfigured) throw new NotSetUp('E-mail is not set up: configure a provider for Strapi’s e-mail plugin.');
    if (!from) throw new NotSetUp('Mail has no sender: enter an address under Settings › CRM › Mail.');
    await within(PROVIDER_MS, Promise.resolve(service.send(providerOptions(name, { ...letter, from }))));
  };

  return {
    handOver,

    /** In the caller's transaction, with three statements whatever their number. A mail whose key is known is left out. */
    async queue(mails: readonly NewMail[]): Promise<void> {
      if (mails.length === 0) return;
      const host = hostOf(siteUrl(strapi));
      const rows = mails.map((mail) => toRow(mail, host));
      await transaction(strapi, async () => {
        await table().insertMissing(['effectKey'], rows, clock.now());
        const added = await table().findBy<MailRow>('documentId', rows.map(({ documentId }) => documentId), ['documentId', 'state']);
        await jobs.enqueue(added.filter(({ state }) => state === 'queued').map(({ documentId }) => jobOf(documentId)));
      });
    },

    /** Which of these keys have a mail already. One statement. */
    async isQueued(effectKeys: readonly string[]): Promise<Set<string>> {
      const rows = await table().findBy<MailRow>('effectKey', [...new Set(effectKeys)], ['effectKey']);
      return new Set(rows.map(({ effectKey }) => effectKey));
    },

    /** What still waits for this submission does not go out. `sent` counts what did, or may have. */
    async cancel({ submissionId }: { submissionId: string }): Promise<{ cancelled: number; sent: number }> {
      return transaction(strapi, async () => {
        const query = table().query().where(`t.${table().columnOf('submissionId')}`, submissionId).select('t.id', 't.state').forUpdate();
        const rows = (await query) as Pick<MailRow, 'id' | 'state'>[];
        const waiting = rows.filter(({ state }) => state === 'queued');
        const cancelled = await table().updateMany(waiting.map(({ id }) => id), { state: 'cancelled', settledAt: clock.now() });
        return { cancelled, sent: rows.filter(({ state }) => state === 'sending' || state === 'sent' || state === 'unknown').length };
      });
    },

    /**
     * One attempt, outside any transaction. Throws what is worth another one; everything else it settles.
     * Safe to repeat: a mail of the kinds that come at most once is never handed over again after a doubt.
     */
    async send(mailId: string): Promise<void> {
      const mail = await claim(mailId);
      if (!mail) return;
      const text = holdsSecret(mail.kind) ? keys().open(mail.text ?? '') : mail.text;
      if (text === null) return fail(mail, { state: 'failed', lastError: 'Its text is gone, or was sealed with an app key that the site no longer has.' });
      try {
        await handOver({ ...mail, to: mailboxOfRow(mail), text, headers: mail.headers ?? {} });
      } catch (error) {
        const lastError = maskedError(error);
        const failure = error instanceof NotSetUp ? 'refused' : failureOf(error);
        if (failure === 'refused') return fail(mail, { state: 'failed', lastError });
        if (failure === 'unclear' && !AT_LEAST_ONCE.has(mail.kind)) return fail(mail, { state: 'unknown', lastError });
        await fail(mail, { state: 'queued', lastError });
        throw error;
      }
      faultPoint('after-effect-before-complete');
      await settle(mail.id, { state: 'sent', sentAt: clock.now() });
    },

    /** All attempts failed. */
    async giveUp(mailId: string, reason: string): Promise<void> {
      const [mail] = await table().findBy<MailRow>('documentId', [mailId], ['id', 'state']);
      if (mail?.state === 'queued' || mail?.state === 'sending') await settle(mail.id, { state: 'failed', lastError: reason });
    },

    /** By a person, who accepts that a mail in doubt may come twice. Locked by the caller. */
    async sendAgain(mail: Pick<MailRow, 'id' | 'documentId'>): Promise<void> {
      await settle(mail.id, { state: 'queued' });
      await jobs.enqueue([jobOf(mail.documentId)]);
    },

    /** Takes the words out of one batch of mails that were settled 30 days ago. */
    async purgeTexts(): Promise<{ hasMore: boolean }> {
      const before = new Date(clock.now().getTime() - PURGE_AFTER_MS);
      const rows = (await table().query().where(`t.${table().columnOf('settledAt')}`, '<', before).whereNotNull('t.headers').limit(PURGE_BATCH).select('t.id')) as { id: number }[];
      await table().updateMany(rows.map(({ id }) => id), { text: null, html: null, replyTo: null, headers: null });
      return { hasMore: rows.length === PURGE_BATCH };
    },
  };
};

/** Nothing was tried, and trying again changes nothing until somebody configures it. */
class NotSetUp extends Error {}

const mailboxOfRow = ({ toName, toAddress }: MailRow): Mailbox => ({ name: toName, address: toAddress });

const hostOf = (url: string): string => (URL.canParse(url) && new URL(url).hostname) || 'localhost';
