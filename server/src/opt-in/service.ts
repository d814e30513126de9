import { createHash, randomBytes } from 'node:crypto';
import type { ConsentsService } from '../consents';
import type { FormsService, FormSummary } from '../forms';
import type { Context } from '../kernel/context';
import type { Door } from '../kernel/door';
import { NotFound } from '../kernel/errors';
import { findLocked, tableOf, type Row } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import { safeName, type MailService } from '../mail';
import type { SubmissionsService } from '../submissions';
import type { TrafficService } from '../traffic';
import { OPT_IN } from './content-types';
import type { OptInMode } from './contract';
import { createConfirmDoor } from './door';
import { confirmationMail, LINK_DAYS } from './letter';

export interface OptInRequest {
  submissionId: string;
  form: Pick<FormSummary, 'id' | 'name' | 'settings'>;
  email: string;
  name: string | null;
}

interface OptInRow extends Row {
  id: number;
  mode: OptInMode;
  submissionId: string;
  emailKeys: string[];
  expiresAt: Date;
  confirmedAt: Date | null;
}

interface Dependencies {
  mail: Pick<MailService, 'queue' | 'isQueued' | 'blockedOf' | 'emailKeys' | 'takePlaces' | 'liftSuppressions' | 'linkTo'>;
  consents: Pick<ConsentsService, 'awaitingOf' | 'confirm'>;
  forms: Pick<FormsService, 'namesOf'>;
  submissions: Pick<SubmissionsService, 'readMany' | 'confirm' | 'purgeUnconfirmed'>;
  traffic: Pick<TrafficService, 'limit'>;
  trustedProxyHops: number;
}

const TOKEN_BYTES = 16;
const DAY_MS = 86_400_000;
const KEPT_UNCONFIRMED_MS = 30 * DAY_MS;
const PURGE_BATCH = 500;
/** Mails that one address gets, whatever is sent with it (M21). */
const PER_ADDRESS = [
  { max: 1, windowMs: 600_000 },
  { max: 3, windowMs: DAY_MS },
] as const;
const MARKETING = 'marketing';

/** Double opt-in: whoever owns the address says yes by a button in the page that a mail links to. */
export const createOptInService = ({ strapi, clock }: Context, { mail, consents, forms, submissions, traffic, trustedProxyHops }: Dependencies) => {
  const table = () => tableOf(strapi, OPT_IN);
  const linkTo = (token: string): string => mail.linkTo(`${strapi.config.get<string>('api.rest.prefix', '/api')}/crm/confirm/${token}`);

  /**
   * In the caller's transaction, a constant number of statements. An address that wants no mail, or had enough of it,
   * gets none; nobody can see that from outside, because the visitor was answered before.
   */
  const request = async (mode: OptInMode, requests: readonly OptInRequest[]): Promise<void> => {
    if (requests.length === 0) return;
    const now = clock.now();
    await transaction(strapi, async () => {
      const known = await mail.isQueued(requests.map((one) => effectKeyOf(mode, one)));
      const blocked = await mail.blockedOf(requests.map(({ email }) => email), 'opt-in');
      const open = requests
        .filter((one) => !known.has(effectKeyOf(mode, one)) && !blocked.has(one.email))
        .map((one) => ({ ...one, emailKeys: mail.emailKeys(one.email) }))
        .filter(({ emailKeys }) => emailKeys.length > 0);
      const hasRoom = await mail.takePlaces(open.map(({ emailKeys }) => [{ key: `opt-in:${emailKeys[0]}`, limits: PER_ADDRESS }]));

      const asked = open
        .filter((_one, index) => hasRoom[index])
        .map((one) => ({ ...one, token: randomBytes(TOKEN_BYTES).toString('base64url'), ...confirmationMail({ mode, name: safeName(one.name), formName: one.form.name }) }));
      await table().insertMany(
        asked.map(({ token, submissionId, form, emailKeys, words }) => ({
          tokenHash: hashOf(token),
          mode,
          submissionId,
          formId: form.id,
          emailKeys,
          textHash: hashOf(words('')),
          expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS),
        })),
        now,
      );
      await mail.queue(
        asked.map((one) => ({
          effectKey: effectKeyOf(mode, one),
          kind: 'opt-in',
          to: { name: safeName(one.name), address: one.email },
          subject: one.subject,
          text: one.words(linkTo(one.token)),
          headers: { 'Auto-Submitted': 'auto-generated' },
          submissionId: one.submissionId,
        })),
      );
    });
  };

  /** False when the submission is gone meanwhile. */
  const apply = async (found: OptInRow, ipPrefix: string | null): Promise<boolean> => {
    const at = clock.now();
    try {
      await transaction(strapi, async () => {
        const [row] = await findLocked<OptInRow>(table(), [found.id]);
        if (!row || row.confirmedAt) return;
        await table().updateMany([row.id], { confirmedAt: at, ipPrefix });
        const wantsMarketing = (await consents.awaitingOf([row.submissionId], MARKETING)).has(row.submissionId);
        await consents.confirm({ submissionId: row.submissionId, ipPrefix, at });
        if (wantsMarketing) await mail.liftSuppressions(row.emailKeys);
        if (row.mode === 'submission') await submissions.confirm(row.submissionId);
      });
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  };

  /** Whether this token confirms something, now or earlier. Pressing again changes nothing; an old link answers like a wrong one. */
  const confirm = async ({ token, ipPrefix }: { token: string; ipPrefix: string | null }): Promise<boolean> => {
    const [row] = await table().findBy<OptInRow>('tokenHash', [hashOf(token)]);
    if (!row) return false;
    if (row.confirmedAt) return true;
    return row.expiresAt > clock.now() && apply(row, ipPrefix);
  };

  return {
    confirm,
    door: (): Door => createConfirmDoor({ strapi, traffic, trustedProxyHops, confirm }),

    /** For submissions whose marketing consent waits; the others are left out. In the caller's transaction. */
    async requestMarketing(requests: readonly OptInRequest[]): Promise<void> {
      const asking = requests.filter(({ form }) => form.settings.optIn === 'marketing');
      if (asking.length === 0) return;
      const awaiting = await consents.awaitingOf(asking.map(({ submissionId }) => submissionId), MARKETING);
      await request('marketing', asking.filter(({ submissionId }) => awaiting.has(submissionId)));
    },

    /** For submissions that wait as a whole. In the caller's transaction. */
    async requestSubmissions(submissionIds: readonly string[]): Promise<void> {
      const records = (await submissions.readMany(submissionIds)).filter(({ state }) => state === 'pending_confirmation');
      const formOf = await forms.namesOf(records.map(({ form }) => form));
      await request(
        'submission',
        records.flatMap((record) => {
          const form = formOf.get(record.form);
          return form && record.visitorEmail ? [{ submissionId: record.documentId, form, email: record.visitorEmail, name: record.visitorName }] : [];
        }),
      );
    },

    /** One batch of what nobody confirmed in 30 days (M22). */
    async purge(): Promise<{ hasMore: boolean }> {
      const before = new Date(clock.now().getTime() - KEPT_UNCONFIRMED_MS);
      const rows = (await table().query().whereNull(`t.${table().columnOf('confirmedAt')}`).where('t.created_at', '<', before).limit(PURGE_BATCH).select('t.id')) as { id: number }[];
      await table().removeMany(rows.map(({ id }) => id));
      const waiting = await submissions.purgeUnconfirmed(before);
      return { hasMore: rows.length === PURGE_BATCH || waiting.hasMore };
    },
  };
};

export type OptInService = ReturnType<typeof createOptInService>;

const effectKeyOf = (mode: OptInMode, { submissionId }: Pick<OptInRequest, 'submissionId'>): string => `opt-in:${mode}:${submissionId}`;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
