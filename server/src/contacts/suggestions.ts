import { EVERYTHING, type Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { Conflict, NotFound } from '../kernel/errors';
import type { Row } from '../kernel/records';
import { folded } from '../kernel/search';
import { transaction } from '../kernel/transaction';
import { readPoints } from './contact-points';
import { tablesOf, type ContactRecord, type SuggestionRecord } from './content-types';
import type { Contact } from './contract';
import type { createContactQueries } from './queries';
import type { ContactChange, ContactWrites } from './writes';

interface Dependencies {
  queries: ReturnType<typeof createContactQueries>;
  writes: Pick<ContactWrites, 'change'>;
}

/** Another value than ours for one field of a contact. */
export interface NewSuggestion {
  contactId: number;
  field: string;
  current: string | null;
  proposed: string;
  source: string;
  sourceId: string;
  isSample: boolean;
  at: Date;
}

/** Beyond this many open ones nobody reads them, and a robot could write without end. */
const MAX_OPEN = 20;

export const createSuggestions = ({ strapi, clock }: Context, { queries, writes }: Dependencies) => {
  const table = () => tablesOf(strapi).suggestions;

  /** An accepted phone number becomes the first one; ours stays behind it. */
  const acceptedChange = async (record: ContactRecord, { field, proposedValue }: SuggestionRecord): Promise<ContactChange> => {
    if (field !== 'phone') return { [field]: proposedValue } as ContactChange;
    const { phones } = (await readPoints(strapi, [record.id]))(record.id);
    return {
      phones: [
        { value: proposedValue, type: 'work', isPrimary: true },
        ...phones.map(({ raw, type }) => ({ value: raw, type, isPrimary: false })),
      ],
    };
  };

  return {
    /**
     * In sets, in the caller's transaction: two statements. Answers those that now wait; what is open already,
     * or was refused once, is not asked again.
     */
    async suggestMany<S extends NewSuggestion>(suggestions: readonly S[]): Promise<S[]> {
      const before = (await table().findBy<SuggestionRecord>('contact', [...new Set(suggestions.map(({ contactId }) => contactId))], ['contact', 'field', 'proposedValue', 'state'])).filter(({ state }) => state !== 'accepted');
      const known = new Set(before.map(({ contact, field, proposedValue }) => keyOf(contact, field, proposedValue)));
      const open = new Map<number, number>();
      for (const { contact, state } of before) if (state === 'open') open.set(contact, (open.get(contact) ?? 0) + 1);

      const asked = suggestions.filter(({ contactId, field, proposed }) => {
        const key = keyOf(contactId, field, proposed);
        const count = open.get(contactId) ?? 0;
        if (known.has(key) || count >= MAX_OPEN) return false;
        known.add(key);
        open.set(contactId, count + 1);
        return true;
      });
      await table().insertMany(
        asked.map(({ contactId, field, current, proposed, source, sourceId, isSample, at }) => ({ contact: contactId, field, currentValue: current, proposedValue: proposed, source, sourceId, state: 'open', isSample, createdAt: at })),
        clock.now(),
      );
      return asked;
    },

    /** Giving the same answer twice is harmless; another answer to a closed question is refused. */
    async resolve({ id, suggestionId, accept, by }: { id: string; suggestionId: string; accept: boolean; by: Caller }): Promise<Contact> {
      const scope = await by.scope('contacts.update');
      await transaction(strapi, async () => {
        const record = await queries.find(id, scope, true);
        const query = table().query().where({ 't.document_id': suggestionId, 't.contact_id': record.id }).select('t.*').first();
        const row = (await query) as Row | undefined;
        if (!row) throw new NotFound('suggestion');

        const suggestion = table().read<SuggestionRecord>(row);
        const answer = accept ? 'accepted' : 'rejected';
        if (suggestion.state === answer) return;
        if (suggestion.state !== 'open') throw new Conflict('suggestion.resolved', 'Somebody already decided about this suggestion.', { state: suggestion.state });

        await table().updateMany([suggestion.id], { state: answer, resolvedAt: clock.now(), updatedAt: clock.now() });
        if (accept) await writes.change(record, await acceptedChange(record, suggestion), {}, by);
      });
      return queries.get(id, EVERYTHING, by);
    },
  };
};

const keyOf = (contact: number, field: string, proposed: string): string => JSON.stringify([contact, field, folded(proposed)]);
