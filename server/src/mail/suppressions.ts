import { createHmac } from 'node:crypto';
import { normaliseEmail } from '../identity';
import type { Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { InvalidInput, RuleViolation } from '../kernel/errors';
import { tableOf } from '../kernel/records';
import { secretsFor } from '../kernel/secret';
import { transaction } from '../kernel/transaction';
import { SUPPRESSION } from './content-types';
import type { Suppression } from './contract';

export interface NewSuppression {
  email: string;
  scope: Suppression['scope'];
  reason: Suppression['reason'];
  /** Where it came from, such as `staff`, `import` or `webhook`. */
  source: string;
}

export type MailPurpose = 'transactional' | 'marketing' | 'opt-in';

interface SuppressionRow extends Record<string, unknown> {
  id: number;
  emailKey: string;
  scope: Suppression['scope'];
  reason: Suppression['reason'];
  source: string;
  since: Date;
  clearedAt: Date | null;
  liftedAt: Date | null;
}

type Effective = Pick<SuppressionRow, 'scope' | 'reason' | 'clearedAt'>;

/**
 * M23. Who unsubscribed may come back by a confirmation of their own. After a complaint, a bounce or a decision of
 * staff a confirmation is not even asked for until staff cleared the address; marketing then still waits for it.
 */
export const isBlocked = (rows: readonly Effective[], purpose: MailPurpose): boolean => {
  if (purpose === 'marketing') return rows.length > 0;
  if (purpose === 'opt-in') return rows.some(({ reason, clearedAt }) => reason !== 'unsubscribed' && clearedAt === null);
  return rows.some(({ scope, clearedAt }) => scope === 'all' && clearedAt === null);
};

/** What the person's own confirmation takes away. */
export const endsByConfirmation = ({ reason, clearedAt }: Effective): boolean => reason === 'unsubscribed' || clearedAt !== null;

/** Rows are added by anybody, and end only by staff and by the person: nothing that imports or merges can remove one (M24). */
export const createSuppressions = ({ strapi, clock }: Context) => {
  const table = () => tableOf(strapi, SUPPRESSION);

  /** HMACs of the normalised address, by the newest app key first. Empty for what is no address. */
  const emailKeys = (typed: string): string[] => {
    const email = normaliseEmail(typed);
    return email ? secretsFor(strapi, 'email-key').map((secret) => createHmac('sha256', secret).update(email.key).digest('hex')) : [];
  };

  const effectiveRows = async (keys: readonly string[]): Promise<SuppressionRow[]> => {
    const rows = await table().findBy<SuppressionRow>('emailKey', [...new Set(keys)]);
    return rows.filter(({ liftedAt }) => liftedAt === null);
  };

  const suppressionsOf = async (email: string): Promise<Suppression[]> =>
    (await effectiveRows(emailKeys(email))).map(({ scope, reason, source, since, clearedAt }) => ({ scope, reason, source, since: since.toISOString(), clearedAt: clearedAt?.toISOString() ?? null }));

  return {
    emailKeys,
    suppressionsOf,

    /** In the caller's transaction, with three statements. What was cleared or lifted counts again. */
    async suppressMany(entries: readonly NewSuppression[]): Promise<void> {
      const now = clock.now();
      const rows = entries.flatMap(({ email, ...entry }) => {
        const [emailKey] = emailKeys(email);
        return emailKey ? [{ ...entry, emailKey, since: now }] : [];
      });
      if (rows.length === 0) return;
      await transaction(strapi, async () => {
        await table().insertMissing(['emailKey', 'scope', 'reason'], rows, now);
        const asked = new Set(rows.map(({ emailKey, scope, reason }) => `${emailKey}:${scope}:${reason}`));
        const stored = await table().findBy<SuppressionRow>('emailKey', [...new Set(rows.map(({ emailKey }) => emailKey))]);
        const ended = stored.filter(({ emailKey, scope, reason, clearedAt, liftedAt }) => asked.has(`${emailKey}:${scope}:${reason}`) && (clearedAt ?? liftedAt) !== null);
        await table().updateMany(ended.map(({ id }) => id), { since: now, clearedAt: null, clearedBy: null, clearReason: null, liftedAt: null });
      });
    },

    /** Which of these addresses must not get mail of that purpose. One statement. */
    async blockedOf(emails: readonly string[], purpose: MailPurpose): Promise<Set<string>> {
      const keys = new Map(emails.map((email) => [email, emailKeys(email)]));
      const rows = await effectiveRows([...keys.values()].flat());
      return new Set(emails.filter((email) => isBlocked(rows.filter(({ emailKey }) => keys.get(email)?.includes(emailKey)), purpose)));
    },

    /** By staff. Transactional mail goes again; marketing only after the person confirmed. */
    async clearSuppressions({ email, reason, by }: { email: string; reason: string; by: Pick<Caller, 'id'> }): Promise<Suppression[]> {
      const keys = emailKeys(email);
      if (keys.length === 0) throw new InvalidInput([{ path: ['email'], message: 'This is not one e-mail address' }]);
      await transaction(strapi, async () => {
        const open = (await effectiveRows(keys)).filter(({ clearedAt }) => clearedAt === null);
        const clearable = open.filter((row) => row.reason !== 'unsubscribed');
        if (open.length > 0 && clearable.length === 0)
          throw new RuleViolation('suppression.unsubscribed', 'This person unsubscribed. Only they can come back, by filling in a form with double opt-in.');
        await table().updateMany(clearable.map(({ id }) => id), { clearedAt: clock.now(), clearedBy: String(by.id), clearReason: reason });
      });
      return suppressionsOf(email);
    },

    /** The person confirmed that they want mail, by double opt-in. `keys` as `emailKeys` gave them when they asked. */
    async liftSuppressions(keys: readonly string[]): Promise<void> {
      const ending = (await effectiveRows(keys)).filter(endsByConfirmation);
      await table().updateMany(ending.map(({ id }) => id), { liftedAt: clock.now() });
    },
  };
};

export type Suppressions = ReturnType<typeof createSuppressions>;
