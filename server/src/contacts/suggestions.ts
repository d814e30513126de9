import { EVERYTHING, type Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { Conflict, NotFound } from '../kernel/errors';
import type { Row } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import { readPoints } from './contact-points';
import type { Contact } from './contract';
import type { createContactQueries } from './queries';
import { tablesOf, type ContactRecord, type SuggestionRecord } from './tables';
import type { ContactChange, ContactWrites } from './writes';

interface Dependencies {
  queries: ReturnType<typeof createContactQueries>;
  writes: Pick<ContactWrites, 'change'>;
}

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
    /** Giving the same answer twice is harmless; another answer to a closed question is refused. */
    async resolve({ id, suggestionId, accept, by }: { id: string; suggestionId: string; accept: boolean; by: Caller }): Promise<Contact> {
      const scope = await by.scope('contacts.update');
      await transaction(strapi, async () => {
        const record = await queries.find(id, scope, true);
        const query = (table().query()).where({ 't.document_id': suggestionId, 't.contact_id': record.id }).select('t.*').first();
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
