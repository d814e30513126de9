import { createHash } from 'node:crypto';
import { normaliseEmail } from '../identity';
import type { Actor, Context } from '../kernel/context';
import type { Page } from '../kernel/contract';
import { RuleViolation } from '../kernel/errors';
import { keysetPage, type Sort } from '../kernel/paging';
import { tableOf, type Row } from '../kernel/records';
import { plainText } from '../kernel/text';
import { connection, transaction } from '../kernel/transaction';
import type { Consent } from './contract';

export interface NewConsent {
  /** `marketing`, `privacy` … */
  purpose: string;
  /** The full words, as they were shown. */
  text: string;
  textVersion: string | null;
  locale: string | null;
  formId: string | null;
  formVersion: number | null;
  page: string | null;
  method: Consent['method'];
  state: Consent['state'];
  ipPrefix: string | null;
  actor: Actor;
  email: string | null;
  submissionId: string | null;
  /** Row id; null until the submission has become somebody. */
  contactId: number | null;
  at: Date;
  /** What a colleague adds, such as why it was withdrawn. */
  note?: string | null;
}

export interface ConsentState {
  purpose: string;
  state: Consent['state'];
  since: Date;
}

interface ByStaff {
  contactId: number;
  purpose: string;
  note: string | null;
  actor: Actor;
}

const NEWEST_FIRST: Sort = { column: 'occurred_at', direction: 'desc', type: 'time' };
const MOST_PURPOSES = 100;

/** Append-only: a withdrawal is a row of its own, and no text is ever replaced. Only the link to the contact is filled in later. */
export const createConsentsService = ({ strapi, clock }: Context) => {
  const table = () => tableOf(strapi, 'plugin::crm.consent');

  const add = async (record: Row): Promise<Consent> => {
    const [inserted] = await table().insertMany([record], clock.now());
    const [row] = await table().findBy<ConsentRecord>('id', [inserted!.id]);
    return toConsent(row!);
  };

  /**
   * The newest answer for each purpose. A question that waits for its answer counts only where there was none
   * before: otherwise a stranger could suspend somebody's consent by typing their address into a form.
   */
  const currentOf = async (contactId: number): Promise<ConsentRecord[]> => {
    const knex = connection(strapi);
    const place = knex.raw("row_number() over (partition by ?? order by case when ?? = 'pending' then 1 else 0 end, ?? desc, ?? desc) as place", ['t.purpose', 't.state', 't.occurred_at', 't.id']);
    const ranked = table().query().where('t.contact_id', contactId).select('t.*', place);
    const rows = (await knex.from(ranked.as('ranked')).where('place', 1).orderBy('purpose').limit(MOST_PURPOSES)) as Row[];
    return rows.map((row) => table().read<ConsentRecord>(row));
  };

  return {
    /** In the caller's transaction, one insert for the whole set. A box that was not ticked makes no row. */
    async recordMany(consents: readonly NewConsent[]): Promise<void> {
      await transaction(strapi, () => table().insertMany(consents.map(toRow), clock.now()));
    },

    /** Submissions have become people. Rows that belong to somebody already are left alone. Two statements for a set. */
    async linkToContacts(links: readonly { submissionId: string; contactId: number }[]): Promise<void> {
      const contactOf = new Map(links.map(({ submissionId, contactId }) => [submissionId, contactId]));
      await transaction(strapi, async () => {
        const rows = await table().findBy<ConsentRecord>('submissionDocumentId', [...contactOf.keys()], ['id', 'submissionDocumentId', 'contact']);
        await table().updateEach(rows.filter(({ contact }) => contact === null).map(({ id, submissionDocumentId }) => ({ id, change: { contact: contactOf.get(submissionDocumentId!)! } })));
      });
    },

    /** The person pressed the button in the mail. Pressing twice adds nothing. */
    async confirm({ submissionId, ipPrefix, at }: { submissionId: string; ipPrefix: string | null; at: Date }): Promise<void> {
      const ofSubmission = () => table().query().where('t.submission_document_id', submissionId).select('t.*');
      await transaction(strapi, async () => {
        // Two presses at once: the second waits here, and then finds what the first one added.
        const pending = (await ofSubmission().where('t.state', 'pending').orderBy('t.id').forUpdate()) as Row[];
        const answered = (await ofSubmission().where('t.method', 'double-opt-in')) as { purpose: string }[];
        const isAnswered = new Set(answered.map(({ purpose }) => purpose));
        const waiting = pending.map((row) => table().read<ConsentRecord>(row)).filter(({ purpose }) => !isAnswered.has(purpose));
        await table().insertMany(waiting.map((record) => ({ ...shownIn(record), state: 'given', method: 'double-opt-in', ipPrefix, occurredAt: at })), clock.now());
      });
    },

    /** Which of these submissions asked for this purpose and still wait for the person's confirmation. One statement. */
    async awaitingOf(submissionIds: readonly string[], purpose: string): Promise<Set<string>> {
      const rows = await table().findBy<ConsentRecord>('submissionDocumentId', [...new Set(submissionIds)], ['submissionDocumentId', 'purpose', 'state', 'method']);
      const asked = rows.filter((row) => row.purpose === purpose);
      const answered = new Set(asked.filter(({ method }) => method === 'double-opt-in').map((row) => row.submissionDocumentId));
      return new Set(asked.flatMap(({ state, submissionDocumentId: id }) => (id !== null && state === 'pending' && !answered.has(id) ? [id] : [])));
    },

    /** By phone or on paper: a colleague writes down the words and vouches for them. */
    async give({ contactId, purpose, text, locale, note, actor }: ByStaff & { text: string; locale: string | null }): Promise<Consent> {
      const unknown = { textVersion: null, formId: null, formVersion: null, page: null, ipPrefix: null, email: null, submissionId: null };
      return transaction(strapi, () => add(toRow({ ...unknown, purpose, text, locale, note, actor, contactId, method: 'staff', state: 'given', at: clock.now() })));
    },

    /** A new row with the words that no longer hold. Throws when nothing was given, and nothing asked, for this purpose. */
    async withdraw({ contactId, purpose, note, actor }: ByStaff): Promise<Consent> {
      return transaction(strapi, async () => {
        const current = (await currentOf(contactId)).find((record) => record.purpose === purpose);
        if (!current || current.state === 'withdrawn') throw new RuleViolation('consent.not-given', `purpose: There is no consent for “${purpose}” to withdraw.`, { field: 'purpose' });
        return add({ ...shownIn(current), submissionDocumentId: null, state: 'withdrawn', method: 'staff', occurredAt: clock.now(), note: noteOf(note), ...actorColumns(actor) });
      });
    },

    /** What holds now, for each purpose that this person was ever asked about. */
    async stateOf(contactId: number): Promise<ConsentState[]> {
      return (await currentOf(contactId)).map(({ purpose, state, occurredAt }) => ({ purpose, state, since: occurredAt }));
    },

    /** The same, with the rows that prove it. */
    async current(contactId: number): Promise<Consent[]> {
      return (await currentOf(contactId)).map(toConsent);
    },

    /** Newest first. */
    async history({ contactId, limit, cursor }: { contactId: number; limit: number; cursor?: string | undefined }): Promise<Page<Consent>> {
      const query = table().query().where('t.contact_id', contactId);
      const { rows, next, total } = await keysetPage(strapi, { query, select: ['t.*'], sort: NEWEST_FIRST, limit, cursor });
      return { results: rows.map((row) => toConsent(table().read<ConsentRecord>(row))), page: { next, total } };
    },

    /** With submissions that are deleted for good, such as one that was never confirmed. What belongs to a contact stays: it is the proof. */
    async removeOf(submissionIds: readonly string[]): Promise<void> {
      const rows = await table().findBy<ConsentRecord>('submissionDocumentId', submissionIds, ['id', 'contact']);
      await table().removeMany(rows.filter(({ contact }) => contact === null).map(({ id }) => id));
    },
  };
};

export type ConsentsService = ReturnType<typeof createConsentsService>;

interface ConsentRecord extends Row {
  id: number;
  documentId: string;
  purpose: string;
  state: Consent['state'];
  method: Consent['method'];
  occurredAt: Date;
  text: string;
  textHash: string;
  textVersion: string | null;
  locale: string | null;
  formDocumentId: string | null;
  formVersion: number | null;
  page: string | null;
  ipPrefix: string | null;
  actorKind: Consent['actor']['kind'];
  actorName: string | null;
  actor: number | null;
  note: string | null;
  emailKey: string | null;
  submissionDocumentId: string | null;
  contact: number | null;
}

const toRow = ({ text, formId, email, submissionId, contactId, at, actor, note, purpose, textVersion, locale, ...rest }: NewConsent): Row => {
  // PostgreSQL refuses this one character, which nobody can see.
  const shown = text.replaceAll('\u0000', '');
  return {
    ...rest,
    purpose: plainText(purpose, 60),
    text: shown,
    textHash: createHash('sha256').update(shown).digest('hex'),
    textVersion: plainText(textVersion, 60),
    locale: plainText(locale, 20),
    formDocumentId: formId,
    occurredAt: at,
    note: noteOf(note),
    emailKey: normaliseEmail(email)?.key ?? null,
    submissionDocumentId: submissionId,
    contact: contactId,
    ...actorColumns(actor),
  };
};

const noteOf = (note: string | null | undefined): string | null => note?.replaceAll('\u0000', '') || null;
const actorColumns = (actor: Actor): Row => ({ actorKind: actor.kind, actorName: plainText(actor.name, 255), actor: actor.kind === 'user' ? actor.id : null });

/** What a later answer to the same question has in common with it. */
const shownIn = ({ purpose, text, textHash, textVersion, locale, formDocumentId, formVersion, page, actorKind, actorName, actor, emailKey, submissionDocumentId, contact }: ConsentRecord): Row => ({
  purpose,
  text,
  textHash,
  textVersion,
  locale,
  formDocumentId,
  formVersion,
  page,
  actorKind,
  actorName,
  actor,
  emailKey,
  submissionDocumentId,
  contact,
});

const toConsent = (record: ConsentRecord): Consent => ({
  id: record.documentId,
  purpose: record.purpose,
  state: record.state,
  method: record.method,
  at: record.occurredAt.toISOString(),
  text: record.text,
  textHash: record.textHash,
  textVersion: record.textVersion,
  locale: record.locale,
  formId: record.formDocumentId,
  formVersion: record.formVersion,
  page: record.page,
  ipPrefix: record.ipPrefix,
  actor: { kind: record.actorKind, name: record.actorName },
  note: record.note,
});
