import { createHash, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { CrmConfig } from '../config';
import { unchecked, type FormsService, type Payload, type PublishedForm } from '../forms';
import type { Context } from '../kernel/context';
import type { Door } from '../kernel/door';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { TrafficService } from '../traffic';
import { LIMITS, type Draft, type draftInput, type draftReceipt } from './contract';
import { createDraftsDoor } from './door';

const KEPT_MS = 7 * 86_400_000;
const PURGE_BATCH = 500;

interface Dependencies {
  config: CrmConfig['capture'];
  forms: Pick<FormsService, 'published'>;
  traffic: Pick<TrafficService, 'limit'>;
}

type Input = z.output<typeof draftInput>;
type Receipt = z.output<typeof draftReceipt>;

/** Answers that wait for their visitor. They are no submission: nothing is checked, counted, told or made of them. */
export const createDraftsService = (context: Context, { config, forms, traffic }: Dependencies) => {
  const { strapi, clock } = context;
  const table = () => tableOf(strapi, 'plugin::crm.form-draft');

  const find = async (form: Pick<PublishedForm, 'id'>, token: string): Promise<DraftRecord | undefined> => {
    const [record] = await table().findBy<DraftRecord>('tokenHash', [hashOf(token)]);
    return record && record.form === form.id && record.expiresAt > clock.now() ? record : undefined;
  };

  /** Only what the form asks for is kept, so that a draft is no place to park anything else. */
  const contentOf = (form: PublishedForm, { answers, step }: Input) => ({ answers: unchecked(form.fields, answers), step, formVersion: form.version, expiresAt: new Date(clock.now().getTime() + KEPT_MS) });

  const service = {
    door: (): Door => createDraftsDoor({ forms, traffic, drafts: service, clock, config }),

    /** Null when the form has as many drafts as it may. */
    async begin(form: PublishedForm, input: Input): Promise<Receipt | null> {
      const query = table().query();
      const [{ count } = { count: 0 }] = (await query.where('t.form_id', form.id).count({ count: '*' })) as { count: number | string }[];
      if (Number(count) >= LIMITS.perForm) return null;
      const token = randomBytes(16).toString('base64url');
      const content = contentOf(form, input);
      await table().insertMany([{ ...content, form: form.id, tokenHash: hashOf(token) }], clock.now());
      return { token, expiresAt: content.expiresAt.toISOString() };
    },

    /** The whole draft anew, and another week. Null for a token that this form does not know, or no more. */
    async save(form: PublishedForm, token: string, input: Input): Promise<Receipt | null> {
      const record = await find(form, token);
      if (!record) return null;
      const content = contentOf(form, input);
      await table().updateMany([record.id], { ...content, updatedAt: clock.now() });
      return { token, expiresAt: content.expiresAt.toISOString() };
    },

    async resume(form: PublishedForm, token: string): Promise<Draft | null> {
      const record = await find(form, token);
      return record ? { answers: record.answers, step: record.step, formVersion: record.formVersion, expiresAt: record.expiresAt.toISOString() } : null;
    },

    /** The form was sent: its draft is needed no more. Harmless with any token. */
    async finish(token: string): Promise<void> {
      const records = await table().findBy<DraftRecord>('tokenHash', [hashOf(token)], ['id']);
      await table().removeMany(records.map(({ id }) => id));
    },

    /** One batch of what is too old. */
    async purge(): Promise<{ hasMore: boolean }> {
      return transaction(strapi, async () => {
        const query = table().query();
        const rows = (await query.where('t.expires_at', '<=', clock.now()).orderBy('t.id').limit(PURGE_BATCH).select('t.id')) as { id: number }[];
        await table().removeMany(rows.map(({ id }) => id));
        return { hasMore: rows.length === PURGE_BATCH };
      });
    },
  };
  return service;
};

export type DraftsService = ReturnType<typeof createDraftsService>;

interface DraftRecord extends Record<string, unknown> {
  id: number;
  form: number;
  formVersion: number;
  answers: Payload;
  step: number;
  expiresAt: Date;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
