import type { CompaniesService, CompanyLink } from '../companies';
import type { ContactsService } from '../contacts';
import { companyDomain, normaliseEmail } from '../identity';
import type { Actor, Context } from '../kernel/context';
import type { SettingsService } from '../settings';
import { completedContact, newContact, newDraft, offerOf, sourceOf, type CapturedPerson, type Draft } from './draft';
import { complete, type Proposal } from './fill';

export interface CapturedContact {
  id: number;
  documentId: string;
  name: string;
  isNew: boolean;
  company: CompanyLink | null;
  /** Fields that were empty and got this person's value. */
  filled: string[];
  /** Fields for which another value than ours now waits for a yes or no. */
  suggested: string[];
}

interface Dependencies {
  settings: Pick<SettingsService, 'general'>;
  companies: Pick<CompaniesService, 'findOrCreateByDomain' | 'referencesOf'>;
  contacts: Pick<ContactsService, 'findByEmail' | 'saveMany' | 'suggestMany'>;
}

type Saved = Pick<CapturedContact, 'id' | 'documentId' | 'name'>;

export const createMatchingService = ({ events }: Context, { settings, companies, contacts }: Dependencies) => {
  return {
    /**
     * People become contacts in sets: a constant number of statements, whatever the size of the set. Runs in the
     * caller's transaction, answers in input order. Only the same e-mail address is a certain match; a phone number
     * or a name never is. A unique index that breaks flies to the caller, whose transaction must repeat.
     */
    async captureMany(people: readonly CapturedPerson[], { actor }: { actor: Actor }): Promise<CapturedContact[]> {
      if (people.length === 0) return [];
      const { defaultCountry } = await settings.general();
      const draftOf = await findDrafts(people);
      const outcomes = people.map((person, index) => {
        const draft = draftOf[index]!;
        const { known, filled, proposals } = complete(draft.known, offerOf(person, defaultCountry));
        draft.known = known;
        filled.forEach((field) => draft.filled.add(field));
        draft.proposals.push(...proposals.map((proposal) => ({ proposal, person })));
        return { draft, filled, proposals };
      });

      const drafts = [...new Set(draftOf)];
      const companyOf = await linkCompanies(drafts);
      const saved = await save(drafts, companyOf);
      const suggested = await suggest(drafts, saved);
      await announce(drafts, saved, actor);

      const seen = new Set<Draft>();
      return outcomes.map(({ draft, filled, proposals }) => {
        const isFirst = !seen.has(draft);
        seen.add(draft);
        return {
          ...saved.get(draft)!,
          isNew: isFirst && !draft.record,
          company: companyOf(draft),
          filled: isFirst && draft.filled.has('companyId') ? [...filled, 'companyId'] : filled,
          suggested: proposals.filter((proposal) => suggested.has(proposal)).map(({ field }) => field),
        };
      });
    },
  };

  /** By input order; people with one address share a draft. */
  async function findDrafts(people: readonly CapturedPerson[]): Promise<Draft[]> {
    const emails = people.map((person) => normaliseEmail(person.email));
    const found = await contacts.findByEmail([...new Set(emails.flatMap((email) => email?.key ?? []))]);

    const drafts = new Map<unknown, Draft>();
    return people.map((first, index) => {
      const email = emails[index] ?? null;
      const { record, phones } = (email && found.get(email.key)) ?? { record: null, phones: [] };
      const identity = record?.id ?? email?.key ?? first;
      const draft = drafts.get(identity) ?? newDraft({ first, email, record, phones });
      drafts.set(identity, draft);
      return draft;
    });
  }

  /** A private person has no company, and none is invented. An existing link is left alone. */
  async function linkCompanies(drafts: readonly Draft[]): Promise<(draft: Draft) => CompanyLink | null> {
    const domainOf = ({ record, email }: Draft): string | null => (email && (record?.company ?? null) === null ? companyDomain(email.domain) : null);
    const found = await companies.findOrCreateByDomain(
      drafts.flatMap((draft) => {
        const domain = domainOf(draft);
        return domain ? [{ domain, name: draft.first.companyName ?? null, isSample: draft.first.isSample ?? false, at: draft.first.at }] : [];
      }),
    );
    const known = await companies.referencesOf(drafts.flatMap(({ record }) => record?.company ?? []));

    const links = new Map<Draft, CompanyLink>();
    for (const draft of drafts) {
      const id = draft.record?.company ?? null;
      const reference = id === null ? undefined : known.get(id);
      const link = id !== null && reference ? { id, documentId: reference.id, name: reference.name } : found.get(domainOf(draft) ?? '');
      if (!link) continue;
      links.set(draft, link);
      if (id === null) draft.filled.add('companyId');
    }
    return (draft) => links.get(draft) ?? null;
  }

  async function save(drafts: readonly Draft[], companyOf: (draft: Draft) => CompanyLink | null): Promise<Map<Draft, Saved>> {
    const fresh = drafts.filter(({ record }) => !record);
    const created = fresh.map((draft) => newContact(draft, companyOf(draft)));
    const known = drafts.flatMap((draft) => (draft.record ? [{ draft, completed: completedContact(draft, draft.record, companyOf(draft)) }] : []));
    const inserted = await contacts.saveMany({ created, completed: known.filter(({ draft }) => draft.filled.size > 0).map(({ completed }) => completed) });
    return new Map([
      ...fresh.map((draft, index) => [draft, { ...inserted[index]!, name: created[index]!.row.name }] as const),
      ...known.map(({ draft, completed: { record, change } }) => [draft, { id: record.id, documentId: record.documentId, name: change.name }] as const),
    ]);
  }

  async function suggest(drafts: readonly Draft[], saved: ReadonlyMap<Draft, Saved>): Promise<Set<Proposal>> {
    const asked = await contacts.suggestMany(
      drafts.flatMap((draft) =>
        draft.proposals.map(({ proposal, person }) => ({
          ...proposal,
          proposal,
          contactId: saved.get(draft)!.id,
          source: sourceOf(person),
          sourceId: person.sourceId,
          isSample: person.isSample ?? false,
          at: person.at,
        })),
      ),
    );
    return new Set(asked.map(({ proposal }) => proposal));
  }

  async function announce(drafts: readonly Draft[], saved: ReadonlyMap<Draft, Saved>, actor: Actor): Promise<void> {
    const byUserId = actor.kind === 'user' ? actor.id : null;
    await events.publishMany(
      'contact.captured',
      drafts
        .filter(({ record, filled }) => !record || filled.size > 0)
        .map((draft) => ({ contactId: saved.get(draft)!.id, isNew: !draft.record, fields: [...draft.filled], byUserId, at: draft.first.at.toISOString() })),
    );
  }
};

export type MatchingService = ReturnType<typeof createMatchingService>;
