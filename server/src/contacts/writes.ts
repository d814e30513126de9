import type { z } from 'zod';
import type { CompaniesService } from '../companies';
import { displayName, type Email, type Phone } from '../identity';
import type { Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { Conflict, RuleViolation } from '../kernel/errors';
import type { Owner } from '../kernel/owners';
import { isEqual, type Inserted } from '../kernel/records';
import { distinctTags, plainText } from '../kernel/text';
import type { SettingsService } from '../settings';
import {
  contactSearchText,
  distinctExternalIds,
  emailPoints,
  externalKey,
  insertPoints,
  phonePoints,
  primaryEmail,
  primaryPhone,
  readPoints,
  replacePoints,
  type Points,
} from './contact-points';
import { tablesOf, type ContactRecord, type EmailRecord, type ExternalIdRecord } from './content-types';
import type { contactUpdate } from './contract';

export type ContactChange = Omit<z.output<typeof contactUpdate>, 'version' | 'ownerId' | 'companyId'>;

/** Undefined leaves the link as it is. */
export interface Links {
  owner?: Owner | null | undefined;
  company?: { id: number; name: string } | null | undefined;
}

type Columns = Pick<ContactRecord, 'firstName' | 'lastName' | 'name' | 'jobTitle' | 'locale' | 'phone' | 'company' | 'searchText'>;

export interface NewContact {
  row: Columns & Pick<ContactRecord, 'email' | 'lifecycleStage' | 'doNotCall' | 'source' | 'tags' | 'addresses' | 'lastActivityAt' | 'version' | 'isSample' | 'createdAt'>;
  email: Email | null;
  phone: Phone | null;
}

/** `phone` is the one that the contact did not have. */
export interface CompletedContact {
  record: ContactRecord;
  change: Columns;
  phone: Phone | null;
}

interface Dependencies {
  settings: Pick<SettingsService, 'general'>;
  companies: Pick<CompaniesService, 'referencesOf'>;
  /** The other contact's name, if the caller may see it. */
  visibleReference(contactId: number, by: Caller | null): Promise<unknown>;
}

const FIRST = { type: 'work', isPrimary: true } as const;
const LENGTHS = { salutation: 40, firstName: 120, lastName: 120, jobTitle: 160, locale: 20, timezone: 60 } as const;

/** Writes contacts with everything below them, inside the caller's transaction. Links must have been checked. */
export const createContactWrites = ({ strapi, clock, events }: Context, { settings, companies, visibleReference }: Dependencies) => {
  const tables = () => tablesOf(strapi);

  const pointsOf = async (change: ContactChange): Promise<Partial<Points>> => ({
    ...(change.emails ? { emails: emailPoints(change.emails) } : {}),
    ...(change.phones ? { phones: phonePoints(change.phones, (await settings.general()).defaultCountry) } : {}),
    ...(change.externalIds ? { externalIds: distinctExternalIds(change.externalIds) } : {}),
  });

  const assertFree = async ({ emails = [], externalIds = [] }: Partial<Points>, contactId: number | null, by: Caller | null): Promise<void> => {
    const [email] = (await tables().emails.findBy<EmailRecord>('emailKey', emails.map(({ key }) => key))).filter(({ contact }) => contact !== contactId);
    if (email) {
      throw new Conflict('contact.email-taken', `emails: “${email.value}” belongs to another contact. Open that one, or remove the address here.`, {
        field: 'emails',
        value: email.value,
        contact: await visibleReference(email.contact, by),
      });
    }
    const wanted = new Set(externalIds.map(externalKey));
    const [taken] = (await tables().externalIds.findBy<ExternalIdRecord>('value', externalIds.map(({ value }) => value))).filter((one) => wanted.has(externalKey(one)) && one.contact !== contactId);
    if (taken) {
      throw new Conflict('contact.external-id-taken', `externalIds: “${taken.source}: ${taken.value}” belongs to another contact.`, {
        field: 'externalIds',
        value: taken.value,
        contact: await visibleReference(taken.contact, by),
      });
    }
  };

  return {
    /**
     * Rows that are whole already, in sets: a constant number of statements in the caller's transaction. Answers the
     * new ones in order. Checks nothing: a unique index that breaks flies to the caller, whose transaction must repeat.
     */
    async saveMany({ created, completed }: { created: readonly NewContact[]; completed: readonly CompletedContact[] }): Promise<Inserted[]> {
      const now = clock.now();
      const inserted = await tables().contacts.insertMany(created.map(({ row }) => row), now);
      await tables().contacts.updateEach(completed.map(({ record, change }) => ({ id: record.id, change: { ...change, version: record.version + 1, updatedAt: now } })));
      await insertPoints(
        strapi,
        [
          ...created.map(({ email, phone }, index) => ({ contactId: inserted[index]!.id, emails: email ? [{ ...email, ...FIRST }] : [], phones: phone ? [{ ...phone, ...FIRST }] : [] })),
          ...completed.map(({ record, phone }) => ({ contactId: record.id, phones: phone ? [{ ...phone, ...FIRST }] : [] })),
        ],
        now,
      );
      return inserted;
    },

    async insert(change: ContactChange, links: Links, origin: { source: string; isSample: boolean; by: Caller | null }): Promise<Inserted> {
      const now = clock.now();
      const points = { emails: [], phones: [], externalIds: [], ...(await pointsOf(change)) };
      await assertFree(points, null, origin.by);

      const columns = { firstName: null, lastName: null, ...scalarsOf(change) };
      const contactPoints = { email: primaryEmail(points.emails), phone: primaryPhone(points.phones) };
      const name = displayName({ ...columns, ...contactPoints });
      const [inserted] = await tables().contacts.insertMany(
        [
          {
            lifecycleStage: 'other',
            doNotCall: false,
            tags: [],
            addresses: [],
            ...columns,
            ...contactPoints,
            name,
            searchText: contactSearchText({ name, ...points, companyName: links.company?.name ?? null }),
            company: links.company?.id ?? null,
            owner: links.owner?.id ?? null,
            ownerEmail: links.owner?.email ?? null,
            source: origin.source,
            lastActivityAt: now,
            version: 1,
            isSample: origin.isSample,
          },
        ],
        now,
      );
      await insertPoints(strapi, [{ contactId: inserted!.id, ...points }], now);
      await events.publish('contact.created', { contactId: inserted!.id, byUserId: origin.by?.id ?? null, at: now.toISOString() });
      return inserted!;
    },

    /** Answers the fields that really changed; nothing is written when none did. The row must be locked. */
    async change(record: ContactRecord, change: ContactChange, links: Links, by: Caller | null): Promise<string[]> {
      const before = (await readPoints(strapi, [record.id]))(record.id);
      const given = await pointsOf(change);
      const changedPoints = Object.fromEntries(Object.entries(given).filter(([kind, list]) => !isEqual(list, before[kind as keyof Points]))) as Partial<Points>;
      const columns = Object.fromEntries(Object.entries(scalarsOf(change)).filter(([attribute, value]) => !isEqual(value, plain(record[attribute]))));
      const fields = [
        ...Object.keys(columns),
        ...Object.keys(changedPoints),
        ...(links.owner !== undefined && (links.owner?.id ?? null) !== record.owner ? ['ownerId'] : []),
        ...(links.company !== undefined && (links.company?.id ?? null) !== record.company ? ['companyId'] : []),
      ];
      if (fields.length === 0) return [];

      await assertFree(changedPoints, record.id, by);
      const points = { ...before, ...changedPoints };
      const next = { ...record, ...columns };
      const email = primaryEmail(points.emails);
      const phone = primaryPhone(points.phones);
      if (!next.firstName && !next.lastName && !email && !phone) throw new RuleViolation('contact.name-required', 'firstName: A contact needs a name, an e-mail address or a phone number.', { field: 'firstName' });

      const now = clock.now();
      const name = displayName({ firstName: next.firstName, lastName: next.lastName, email, phone });
      const companyName = links.company === undefined ? await companyNameOf(record) : (links.company?.name ?? null);
      await tables().contacts.updateMany([record.id], {
        ...columns,
        ...(fields.includes('ownerId') ? { owner: links.owner?.id ?? null, ownerEmail: links.owner?.email ?? null } : {}),
        ...(fields.includes('companyId') ? { company: links.company?.id ?? null } : {}),
        email,
        phone,
        name,
        searchText: contactSearchText({ name, ...points, companyName }),
        version: record.version + 1,
        updatedAt: now,
      });
      await replacePoints(strapi, { contactId: record.id, ...changedPoints }, now);
      await events.publish('contact.updated', { contactId: record.id, fields, byUserId: by?.id ?? null, at: now.toISOString() });
      return fields;
    },
  };

  async function companyNameOf({ company }: ContactRecord): Promise<string | null> {
    return company === null ? null : ((await companies.referencesOf([company])).get(company)?.name ?? null);
  }
};

export type ContactWrites = ReturnType<typeof createContactWrites>;

/** Only what the contract names, and only what was sent. */
const scalarsOf = (change: ContactChange) => {
  const texts = Object.fromEntries(
    Object.entries(LENGTHS).flatMap(([field, max]) => {
      const value = change[field as keyof typeof LENGTHS];
      return value === undefined ? [] : [[field, plainText(value, max)]];
    }),
  ) as { [K in keyof typeof LENGTHS]?: string | null };
  const { birthday, lifecycleStage, doNotCall, tags, addresses } = change;
  const others = { birthday, lifecycleStage, doNotCall, tags: tags && distinctTags(tags), addresses };
  return { ...texts, ...(Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) as Partial<typeof others>) };
};

/** Databases answer a missing list as null, and a date as text or Date. */
const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : value);

