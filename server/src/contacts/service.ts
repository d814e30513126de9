import type { z } from 'zod';
import type { CompaniesService } from '../companies';
import { EVERYTHING, type Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { StaleVersion } from '../kernel/errors';
import { chosenOwner, ownerOrSelf } from '../kernel/owners';
import { findLocked, touchRows } from '../kernel/records';
import { unlinkAll } from '../kernel/references';
import { againIfTaken, transaction } from '../kernel/transaction';
import type { SettingsService } from '../settings';
import { contactSearchText, readPoints } from './contact-points';
import { tablesOf, type ContactRecord } from './content-types';
import type { Contact, contactInput, contactUpdate, Touch } from './contract';
import { createContactQueries } from './queries';
import { createSuggestions } from './suggestions';
import { createUpsert } from './upsert';
import { createContactWrites } from './writes';

interface Dependencies {
  settings: Pick<SettingsService, 'general' | 'userIdsOf'>;
  companies: Pick<CompaniesService, 'referencesOf' | 'linkOf'>;
}

interface Identified {
  id: string;
  by: Caller;
}

export const createContactsService = (context: Context, { settings, companies }: Dependencies) => {
  const { strapi } = context;
  const queries = createContactQueries(context, { settings });
  const writes = createContactWrites(context, { settings, companies, visibleReference: queries.visibleReference });
  const suggestions = createSuggestions(context, { queries, writes });
  const tables = () => tablesOf(strapi);

  return {
    upsert: createUpsert(context, { settings, companies, queries, writes }),
    list: queries.list,
    referencesOf: queries.referencesOf,
    findByEmail: queries.findByEmail,
    saveMany: writes.saveMany,
    suggestMany: suggestions.suggestMany,
    resolveSuggestion: suggestions.resolve,

    async get({ id, by }: Identified): Promise<Contact> {
      return queries.get(id, await by.scope('contacts.read'), by);
    },

    async create({ by, ownerId, companyId, ...input }: z.output<typeof contactInput> & { by: Caller }): Promise<Contact> {
      const documentId = await againIfTaken(() =>
        transaction(strapi, async () => {
          const owner = ownerOrSelf(await chosenOwner(settings, ownerId), by);
          const company = companyId ? await companies.linkOf(companyId, by) : null;
          return (await writes.insert(input, { owner, company }, { source: 'manual', isSample: false, by })).documentId;
        }),
      );
      return queries.get(documentId, EVERYTHING, by);
    },

    /** Saving what is already there changes nothing, not even the version. */
    async update({ id, version, by, ownerId, companyId, ...change }: z.output<typeof contactUpdate> & Identified): Promise<Contact> {
      const scope = await by.scope('contacts.update');
      await againIfTaken(() =>
        transaction(strapi, async () => {
          const record = await queries.find(id, scope, true);
          if (record.version !== version) throw new StaleVersion({ current: await queries.get(id, scope, by), version: record.version });

          const owner = await chosenOwner(settings, ownerId);
          const company = companyId && companyId !== (await companyIdOf(record)) ? await companies.linkOf(companyId, by) : companyId === null ? null : undefined;
          await writes.change(record, change, { owner, company }, by);
        }),
      );
      return queries.get(id, EVERYTHING, by);
    },

    /** Only forward; several rows at once, each to its own time. */
    async touch(touches: ReadonlyMap<number, Date>): Promise<void> {
      await touchRows(strapi, tables().contacts.tableName, touches);
    },

    /** The first touch stays for good, the last one only moves forward in time. Two statements for a set; no new version, since nobody edited. */
    async recordTouches(touches: readonly { contactId: number; first: Touch | null; last: Touch | null }[]): Promise<void> {
      await transaction(strapi, async () => {
        const records = new Map((await findLocked<ContactRecord>(tables().contacts, [...new Set(touches.map(({ contactId }) => contactId))])).map((record) => [record.id, record]));
        for (const { contactId, first, last } of touches) {
          const record = records.get(contactId);
          if (!record) continue;
          const { firstTouch, lastTouch } = record;
          records.set(contactId, { ...record, firstTouch: firstTouch ?? first ?? last, lastTouch: last && (!lastTouch || lastTouch.at <= last.at) ? last : lastTouch });
        }
        await tables().contacts.updateEach([...records.values()].map(({ id, firstTouch, lastTouch }) => ({ id, change: { firstTouch, lastTouch } })));
      });
    },

    /** Nothing was changed or assigned since a form made it at that moment. Locks the row for the caller's transaction. */
    async isAsCaptured(contactId: number, capturedAt: Date): Promise<boolean> {
      const [record] = await findLocked<ContactRecord>(tables().contacts, [contactId]);
      return record !== undefined && record.version === 1 && record.owner === null && record.createdAt.getTime() === capturedAt.getTime();
    },

    /** With its addresses, numbers and suggestions; whoever else points here loses the link. In the caller's transaction. */
    async remove(contactId: number): Promise<void> {
      const { contacts, ...below } = tables();
      for (const table of Object.values(below)) {
        // eslint-disable-next-line no-await-in-loop -- one statement per kind
        await table.removeMany((await table.findBy<{ id: number }>('contact', [contactId], ['id'])).map(({ id }) => id));
      }
      await unlinkAll(strapi, 'plugin::crm.contact', [contactId]);
      await contacts.removeMany([contactId]);
    },

    /** Row id of a contact that the caller reaches with this permission. */
    async idOf({ id, by, permission }: Identified & { permission: 'contacts.read' | 'contacts.update' }): Promise<number> {
      return (await queries.find(id, await by.scope(permission))).id;
    },

    /** After a company got another name. A batch of row ids, and the last one's id or null at the end. */
    async refreshSearchOfCompany(companyId: number, afterId: number): Promise<number | null> {
      const query = tables().contacts.query();
      const rows = (await query.where('t.company_id', companyId).where('t.id', '>', afterId).orderBy('t.id').limit(REFRESH_BATCH).select('t.id', 't.name')) as { id: number; name: string }[];
      const ids = rows.map(({ id }) => Number(id));
      const pointsOf = await readPoints(strapi, ids);
      const companyName = (await companies.referencesOf([companyId])).get(companyId)?.name ?? null;
      await tables().contacts.updateEach(rows.map(({ name }, index) => ({ id: ids[index]!, change: { searchText: contactSearchText({ name, ...pointsOf(ids[index]!), companyName }) } })));
      return rows.length === REFRESH_BATCH ? (ids.at(-1) ?? null) : null;
    },
  };

  async function companyIdOf({ company }: ContactRecord): Promise<string | null> {
    return company === null ? null : ((await companies.referencesOf([company])).get(company)?.id ?? null);
  }
};

export type ContactsService = ReturnType<typeof createContactsService>;

const REFRESH_BATCH = 500;
