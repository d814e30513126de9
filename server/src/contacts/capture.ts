import type { Actor, Context } from '../kernel/context';
import { folded } from '../kernel/search';
import type { SettingsService } from '../settings';
import type { CompaniesService, CompanyLink } from './companies';
import { insertPoints } from './contact-points';
import { companyDomain } from './domain';
import { completedRow, newDraft, newRow, offerOf, sourceOf, type CapturedPerson, type Draft } from './draft';
import { normaliseEmail, type Email } from './email';
import { complete, type Proposal } from './fill';
import { findLocked, tablesOf, type ContactRecord, type EmailRecord, type PhoneRecord, type SuggestionRecord } from './tables';

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
}

type Saved = Pick<CapturedContact, 'id' | 'documentId' | 'name'>;

/** Beyond this many open ones nobody reads them, and a robot could write without end. */
const MAX_OPEN_SUGGESTIONS = 20;

/**
 * People become contacts in sets: a constant number of statements, whatever the size of the set. Runs in the
 * caller's transaction, answers in input order. Only the same e-mail address is a certain match; a phone number
 * or a name never is. A unique index that breaks flies to the caller, whose transaction must repeat.
 */
export const createCaptureMany = ({ strapi, clock, events }: Context, { settings, companies }: Dependencies) => {
  const tables = () => tablesOf(strapi);

  return async (people: readonly CapturedPerson[], { actor }: { actor: Actor }): Promise<CapturedContact[]> => {
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
  };

  /** By input order; people with one address share a draft. */
  async function findDrafts(people: readonly CapturedPerson[]): Promise<Draft[]> {
    const emails = people.map((person) => normaliseEmail(person.email));
    const keys = [...new Set(emails.flatMap((email) => email?.key ?? []))];
    const found = await tables().emails.findBy<EmailRecord>('emailKey', keys, ['emailKey', 'contact']);
    const contactOf = new Map(found.map(({ emailKey, contact }) => [emailKey, contact]));
    const records = new Map((await findLocked<ContactRecord>(tables().contacts, [...new Set(contactOf.values())])).map((record) => [record.id, record]));
    const withPhone = [...records.values()].filter(({ phone }) => phone).map(({ id }) => id);
    const phones = await tables().phones.findBy<PhoneRecord>('contact', withPhone, ['contact', 'raw', 'e164', 'isPrimary']);

    const drafts = new Map<unknown, Draft>();
    return people.map((first, index) => {
      const email: Email | null = emails[index] ?? null;
      const record = (email && records.get(contactOf.get(email.key) ?? 0)) ?? null;
      const identity = record?.id ?? email?.key ?? first;
      const own = phones.filter(({ contact }) => contact === record?.id).sort((one, other) => Number(other.isPrimary) - Number(one.isPrimary));
      const draft = drafts.get(identity) ?? newDraft({ first, email, record, phones: own });
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
    const now = clock.now();
    const saved = new Map<Draft, Saved>();
    const fresh = drafts.filter(({ record }) => !record);
    const rows = fresh.map((draft) => newRow(draft, companyOf(draft)));
    const inserted = await tables().contacts.insertMany(rows, now);
    fresh.forEach((draft, index) => saved.set(draft, { ...inserted[index]!, name: rows[index]!.name }));

    const changes = drafts.flatMap((draft) => {
      const { record, filled } = draft;
      if (!record) return [];
      const change = completedRow(draft, record, companyOf(draft));
      saved.set(draft, { id: record.id, documentId: record.documentId, name: change.name });
      return filled.size > 0 ? [{ id: record.id, change: { ...change, version: record.version + 1, updatedAt: now } }] : [];
    });
    await tables().contacts.updateEach(changes);

    await insertPoints(
      strapi,
      drafts.map((draft) => ({
        contactId: saved.get(draft)!.id,
        emails: draft.record || !draft.email ? [] : [{ ...draft.email, type: 'work' as const, isPrimary: true }],
        phones: draft.filled.has('phone') ? draft.known.phones.map(({ raw, e164 }) => ({ raw, e164, type: 'work' as const, isPrimary: true })) : [],
      })),
      now,
    );
    return saved;
  }

  /** One row per new proposal; what is open already, or was refused once, is not asked again. */
  async function suggest(drafts: readonly Draft[], saved: ReadonlyMap<Draft, Saved>): Promise<Set<Proposal>> {
    const asking = drafts.filter(({ proposals }) => proposals.length > 0);
    const contactIds = asking.map((draft) => saved.get(draft)!.id);
    const before = (await tables().suggestions.findBy<SuggestionRecord>('contact', contactIds, ['contact', 'field', 'proposedValue', 'state'])).filter(({ state }) => state !== 'accepted');
    const known = new Set(before.map(({ contact, field, proposedValue }) => keyOf(contact, field, proposedValue)));
    const open = new Map<number, number>();
    for (const { contact, state } of before) if (state === 'open') open.set(contact, (open.get(contact) ?? 0) + 1);

    const made = new Set<Proposal>();
    const rows = asking.flatMap((draft, index) =>
      draft.proposals.flatMap(({ proposal, person }) => {
        const contact = contactIds[index]!;
        const key = keyOf(contact, proposal.field, proposal.proposed);
        const count = open.get(contact) ?? 0;
        if (known.has(key) || count >= MAX_OPEN_SUGGESTIONS) return [];
        known.add(key);
        open.set(contact, count + 1);
        made.add(proposal);
        return [
          {
            contact,
            field: proposal.field,
            currentValue: proposal.current,
            proposedValue: proposal.proposed,
            source: sourceOf(person),
            sourceId: person.sourceId,
            state: 'open',
            isSample: person.isSample ?? false,
            createdAt: person.at,
          },
        ];
      }),
    );
    await tables().suggestions.insertMany(rows, clock.now());
    return made;
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

const keyOf = (contact: number, field: string, proposed: string): string => JSON.stringify([contact, field, folded(proposed)]);
