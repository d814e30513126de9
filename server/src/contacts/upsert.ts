import type { z } from 'zod';
import type { CompaniesService } from '../companies';
import { normaliseEmail, splitName } from '../identity';
import { EVERYTHING } from '../kernel/access';
import type { Actor, Context } from '../kernel/context';
import { text } from '../kernel/contract';
import { Conflict, InvalidInput } from '../kernel/errors';
import { chosenOwner } from '../kernel/owners';
import { findLocked } from '../kernel/records';
import { againIfTaken, transaction } from '../kernel/transaction';
import type { SettingsService } from '../settings';
import { externalKey, readPoints, type Points } from './contact-points';
import { tablesOf, type ContactRecord, type EmailRecord, type ExternalIdRecord } from './content-types';
import { contactUpdate, type Contact } from './contract';
import type { createContactQueries } from './queries';
import type { ContactChange, ContactWrites } from './writes';

/** The contract's fields, and short forms for the usual single values. */
const upsertInput = contactUpdate
  .omit({ version: true })
  .extend({ email: text(254).optional(), phone: text(60).optional(), name: text(255).optional(), source: text(120).optional() });
export type ContactUpsert = z.input<typeof upsertInput>;

export interface UpsertOptions {
  actor: Actor;
  /** `overwrite` replaces what is filled; lists of addresses, numbers and tags only ever grow. */
  mode?: 'fill-empty' | 'overwrite';
}

export interface Upserted {
  contact: Contact;
  created: boolean;
  matchedBy: 'email' | 'externalId' | null;
}

interface Dependencies {
  settings: Pick<SettingsService, 'userIdsOf'>;
  companies: Pick<CompaniesService, 'linkOf'>;
  queries: ReturnType<typeof createContactQueries>;
  writes: Pick<ContactWrites, 'insert' | 'change'>;
}

type Match = { record: ContactRecord; matchedBy: 'email' | 'externalId' } | null;

/**
 * For code of the site: makes the contact or completes the one that has the external id or an e-mail address.
 * Idempotent; safe beside other processes. Checks no permission: the caller is trusted.
 */
export const createUpsert = ({ strapi }: Context, { settings, companies, queries, writes }: Dependencies) => {
  const match = async (change: ContactChange): Promise<Match> => {
    const { contacts, emails, externalIds } = tablesOf(strapi);
    const wanted = new Set((change.externalIds ?? []).map(externalKey));
    const external = (await externalIds.findBy<ExternalIdRecord>('value', (change.externalIds ?? []).map(({ value }) => value))).filter((one) => wanted.has(externalKey(one)));
    const keys = (change.emails ?? []).flatMap(({ value }) => normaliseEmail(value)?.key ?? []);
    const byEmail = external.length > 0 ? [] : await emails.findBy<EmailRecord>('emailKey', keys, ['contact']);
    const ids = [...new Set([...external, ...byEmail].map(({ contact }) => contact))];
    if (ids.length > 1) throw new Conflict('contact.ambiguous', 'These addresses or external ids belong to several contacts. Merge them first, or send fewer.', { field: external.length > 0 ? 'externalIds' : 'emails' });

    const [record] = await findLocked<ContactRecord>(contacts, ids);
    return record ? { record, matchedBy: external.length > 0 ? 'externalId' : 'email' } : null;
  };

  return async (input: ContactUpsert, { actor, mode = 'fill-empty' }: UpsertOptions): Promise<Upserted> => {
    const { change, ownerId, companyId, source } = parse(input);
    return againIfTaken(() =>
      transaction(strapi, async () => {
        const found = await match(change);
        const owner = await chosenOwner(settings, ownerId);
        const company = companyId ? await companies.linkOf(companyId, null) : companyId === null ? null : undefined;
        if (!found) {
          const { documentId } = await writes.insert(change, { owner, company }, { source: source ?? actorSource(actor), isSample: false, by: null });
          return { contact: await queries.get(documentId, EVERYTHING, null), created: true, matchedBy: null };
        }

        const { record, matchedBy } = found;
        const points = (await readPoints(strapi, [record.id]))(record.id);
        if (matchedBy === 'email') assertSamePerson(points, change);
        const isFree = (value: unknown): boolean => mode === 'overwrite' || value === null;
        await writes.change(
          record,
          mergedChange(record, points, change, mode),
          { owner: isFree(record.owner) ? owner : undefined, company: isFree(record.company) ? company : undefined },
          null,
        );
        return { contact: await queries.get(record.documentId, EVERYTHING, null), created: false, matchedBy };
      }),
    );
  };
};

const parse = (input: ContactUpsert) => {
  const parsed = upsertInput.safeParse(input);
  if (!parsed.success) throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.map(String), message: issue.message })));
  const { email, phone, name, source, ownerId, companyId, ...fields } = parsed.data;
  const emails = [...(email ? [{ value: email, type: 'work' as const, isPrimary: true }] : []), ...(fields.emails ?? [])];
  const phones = [...(phone ? [{ value: phone, type: 'work' as const, isPrimary: true }] : []), ...(fields.phones ?? [])];
  const change: ContactChange = {
    ...(name && !fields.firstName && !fields.lastName ? splitName(name) : {}),
    ...fields,
    ...(emails.length > 0 ? { emails } : {}),
    ...(phones.length > 0 ? { phones } : {}),
  };
  if (!change.firstName && !change.lastName && emails.length === 0 && !change.externalIds?.length) throw new InvalidInput([{ path: ['email'], message: 'Give a name, an e-mail address or an external id' }]);
  return { change, ownerId, companyId, source };
};

/** Two ids of one system are two people, even if they share a mailbox. */
const assertSamePerson = ({ externalIds }: Points, change: ContactChange): void => {
  const other = (change.externalIds ?? []).find((one) => externalIds.some((own) => own.source === one.source && own.value !== one.value));
  if (other) throw new Conflict('contact.other-external-id', `externalIds: The contact with this e-mail address has another id in “${other.source}”.`, { field: 'externalIds', value: other.value });
};

const mergedChange = (record: ContactRecord, points: Points, change: ContactChange, mode: 'fill-empty' | 'overwrite'): ContactChange => {
  const { emails, phones, externalIds, tags, ...scalars } = change;
  const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
  const given = Object.entries(scalars).filter(([field, value]) => value !== undefined && (mode === 'overwrite' || (value !== null && isEmpty(record[field]))));
  const keepsPrimary = mode === 'fill-empty';
  const added = <T extends { isPrimary: boolean }>(own: readonly T[], more: readonly T[]): T[] => {
    const extra = own.length > 0 && keepsPrimary ? more.map((one) => ({ ...one, isPrimary: false })) : more;
    const isReplaced = extra.some(({ isPrimary }) => isPrimary);
    return [...own.map((one) => ({ ...one, isPrimary: one.isPrimary && !isReplaced })), ...extra];
  };
  return {
    ...(Object.fromEntries(given) as ContactChange),
    ...(emails ? { emails: added(points.emails.map(({ value, type, isPrimary }) => ({ value, type, isPrimary })), emails) } : {}),
    ...(phones ? { phones: added(points.phones.map(({ raw, type, isPrimary }) => ({ value: raw, type, isPrimary })), phones) } : {}),
    ...(externalIds ? { externalIds: [...points.externalIds, ...externalIds] } : {}),
    ...(tags ? { tags: [...(record.tags ?? []), ...tags] } : {}),
  };
};

const actorSource = (actor: Actor): string => (actor.kind === 'system' ? actor.name : 'api');
