import { checkAnswers, consentsIn, toAnswers, toMapped, unchecked, type FormsService, type PublishedForm } from '../forms';
import type { Answer } from '../forms/contract';
import type { Context } from '../kernel/context';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { SettingsService } from '../settings';
import type { SpamService } from '../spam';
import { hashOf, isQuarantined, type NewSubmission, type Reason, type SubmissionsService } from '../submissions';
import type { SourceRecord } from './content-types';
import type { Entries, Entry } from './entries';
import { answersOf, entryKey, hashOfValue, isWanted } from './mapping';

interface Dependencies {
  entries: Entries;
  forms: Pick<FormsService, 'namesOf' | 'get' | 'published'>;
  settings: Pick<SettingsService, 'general'>;
  submissions: Pick<SubmissionsService, 'accept' | 'knownKeys'>;
  spam: Pick<SpamService, 'judge'>;
}

/** Who wrote the entry: only what a visitor sent is judged; what staff, an import or a script wrote never is (F29). */
export interface Origin {
  isVisitor: boolean;
  /** Of a back-fill, so that it can be undone as a whole. */
  batch?: string;
}

export interface Captured {
  captured: number;
  skipped: number;
}

interface MarkRecord extends Record<string, unknown> {
  id: number;
  entryId: string;
  valueHash: string;
  changes: number;
}

const UNMAPPED: Reason = { reason: 'unmapped', points: 60 };

/** Entries become submissions of the source's own form: kept, judged, processed and released like any others. */
export const createEntryCapture = ({ strapi, clock }: Context, { entries, forms, settings, submissions, spam }: Dependencies) => {
  const marks = () => tableOf(strapi, 'plugin::crm.source-mark');

  const formOf = async (source: SourceRecord): Promise<PublishedForm> => {
    const summary = (await forms.namesOf([source.form])).get(source.form);
    const form = summary && (await forms.published((await forms.get(summary.id)).key));
    if (!form) throw new Error(`The content source ${source.documentId} has no form`);
    return form;
  };

  const check = async (source: SourceRecord, form: PublishedForm, entry: Entry) => {
    const values = answersOf(source.fields, entry);
    const { defaultCountry: country } = await settings.general();
    const { payload, errors } = checkAnswers(form.fields, values, { country });
    const person = toMapped(form.fields, payload);
    const isNobody = !person.email && !person.phone && !person.name && !person.firstName && !person.lastName;
    const problems = [...errors.map(({ message }) => message), ...(errors.length === 0 && isNobody ? ['Nothing in it says who wrote it: map a name, an e-mail address or a phone number'] : [])];
    return { values, payload: errors.length > 0 ? { ...unchecked(form.fields, values), ...payload } : payload, problems, person };
  };

  /** How often the watched attribute had another value; null where this entry brings nothing new. */
  const changesOf = async (source: SourceRecord, wanted: readonly Entry[]): Promise<Map<string, number>> => {
    if (source.trigger !== 'updated') return new Map(wanted.map(({ entryId }) => [entryId, 0]));
    return transaction(strapi, async () => {
      const query = marks().query();
      const rows = (await query.where('t.source_id', source.documentId).whereIn('t.entry_id', wanted.map(({ entryId }) => entryId)).select('t.*').forUpdate()) as Record<string, unknown>[];
      const markOf = new Map(rows.map((row) => marks().read<MarkRecord>(row)).map((mark) => [mark.entryId, mark]));
      const now = clock.now();
      const changes = new Map<string, number>();
      const moved: { id: number; change: { valueHash: string; changes: number } }[] = [];
      for (const entry of wanted) {
        const mark = markOf.get(entry.entryId);
        const valueHash = hashOfValue(entry[source.watched ?? '']);
        if (!mark || mark.valueHash === valueHash) {
          // The number of the last change again: if a crash came between the mark and the submission, it is made now.
          if (mark && mark.changes > 0) changes.set(entry.entryId, mark.changes);
          continue;
        }
        changes.set(entry.entryId, mark.changes + 1);
        moved.push({ id: mark.id, change: { valueHash, changes: mark.changes + 1 } });
      }
      await marks().updateEach(moved);
      await marks().insertMissing(['sourceId', 'entryId'], wanted.filter(({ entryId }) => !markOf.has(entryId)).map((entry) => ({ sourceId: source.documentId, entryId: entry.entryId, valueHash: hashOfValue(entry[source.watched ?? '']), changes: 0 })), now);
      return changes;
    });
  };

  const submissionOf = async (source: SourceRecord, form: PublishedForm, entry: Entry, key: string, { isVisitor, batch }: Origin): Promise<NewSubmission> => {
    const { values, payload, problems, person } = await check(source, form, entry);
    const payloadHash = hashOf(payload);
    const verdict = isVisitor
      ? await spam.judge({ ...SILENT, form: { ...form, allowedOrigins: [] }, values, payloadHash, email: person.email ?? null })
      : [];
    const reasons = [...verdict.filter(({ reason }) => reason !== 'token' && reason !== 'headers'), ...(problems.length > 0 ? [UNMAPPED] : [])];
    return {
      form,
      payload,
      payloadHash,
      droppedKeys: 0,
      reasons,
      isQuarantined: isQuarantined(reasons),
      consents: consentsIn(form.fields, payload),
      idempotencyKey: key,
      visitorName: ((person.name ?? [person.firstName, person.lastName].filter(Boolean).join(' ')) || null)?.slice(0, 255) ?? null,
      visitorEmail: person.email?.slice(0, 254) ?? null,
      origin: null,
      page: null,
      referrer: null,
      ipPrefix: null,
      locale: entry.locale,
      utm: {},
      entry: entry.documentId === null ? null : { uid: source.uid, documentId: entry.documentId, locale: entry.locale },
      batch: batch ?? null,
    };
  };

  return {
    /** Safe to repeat with the same rows, in any process: an entry is a submission once. Not for a transaction. */
    async capture(source: SourceRecord, rows: readonly Entry[], origin: Origin): Promise<Captured> {
      const speaking = (await entries.speaking(source, rows)).filter((entry) => isWanted(source.condition, entry));
      const changes = await changesOf(source, speaking);
      const keyed = speaking.flatMap((entry) => (changes.has(entry.entryId) ? [{ entry, key: entryKey(entry.entryId, source.trigger, changes.get(entry.entryId)!) }] : []));
      const known = await submissions.knownKeys(source.form, keyed.map(({ key }) => key));
      const fresh = keyed.filter(({ key }) => !known.has(key));
      if (fresh.length === 0) return { captured: 0, skipped: rows.length };

      const form = await formOf(source);
      const made = await Promise.all(fresh.map(({ entry, key }) => submissionOf(source, form, entry, key, origin)));
      const receipts = await Promise.all(made.map((submission) => submissions.accept(submission)));
      const captured = receipts.filter(({ kind }) => kind === 'accepted').length;
      return { captured, skipped: rows.length - captured };
    },

    /** A dry run: what each entry would say, and what is wrong with it. */
    async preview(source: SourceRecord, rows: readonly Entry[]): Promise<{ entry: Entry; answers: Answer[]; problems: string[]; isWanted: boolean; isKnown: boolean }[]> {
      const form = await formOf(source);
      const speaking = await entries.speaking(source, rows);
      const known = await submissions.knownKeys(source.form, speaking.map(({ entryId }) => entryKey(entryId, source.trigger, 0)));
      return Promise.all(
        speaking.map(async (entry) => {
          const { payload, problems } = await check(source, form, entry);
          return { entry, answers: toAnswers(form.fields, payload), problems, isWanted: isWanted(source.condition, entry), isKnown: known.has(entryKey(entry.entryId, source.trigger, 0)) };
        }),
      );
    },

    /** What a strict source asks before an entry is saved. */
    async problemsOf(source: SourceRecord, entry: Entry): Promise<string[]> {
      return isWanted(source.condition, entry) ? (await check(source, await formOf(source), entry)).problems : [];
    },

    /** Remembers the values as they are, so that only a later change counts. */
    async mark(source: SourceRecord, rows: readonly Entry[]): Promise<void> {
      const now = clock.now();
      const speaking = await entries.speaking(source, rows);
      await transaction(strapi, () =>
        marks().insertMissing(['sourceId', 'entryId'], speaking.map((entry) => ({ sourceId: source.documentId, entryId: entry.entryId, valueHash: hashOfValue(entry[source.watched ?? '']), changes: 0 })), now),
      );
    },
  };
};

/** An entry has no page, no trap field and no captcha; its request is over when it is looked at. */
const SILENT = {
  honeypot: null,
  token: null,
  captcha: null,
  isFinal: false,
  origin: null,
  isOwnPage: true,
  address: null,
  ipPrefix: null,
  accept: '*/*',
  acceptLanguage: '*',
  isTest: false,
} as const;
