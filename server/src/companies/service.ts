import type { z } from 'zod';
import { normaliseDomain } from '../identity';
import { EVERYTHING, type Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import type { LinkedRecords } from '../kernel/contributions';
import { Conflict, RuleViolation, StaleVersion } from '../kernel/errors';
import { chosenOwner, ownerOrSelf } from '../kernel/owners';
import { from, isEqual, touchRows, type Row } from '../kernel/records';
import { searchText } from '../kernel/search';
import { distinctTags, plainText } from '../kernel/text';
import { againIfTaken, connection, transaction } from '../kernel/transaction';
import type { SettingsService } from '../settings';
import { tablesOf, type CompanyRecord } from './content-types';
import type { Company, companyInput, companyUpdate } from './contract';
import { createCompanyQueries } from './queries';

export interface CompanyLink {
  id: number;
  documentId: string;
  name: string;
}

export interface NamedDomain {
  domain: string;
  /** What the person calls it; the domain stands in. */
  name: string | null;
  isSample: boolean;
  at: Date;
}

type CompanyFields = Omit<z.output<typeof companyUpdate>, 'version'>;
interface Identified {
  id: string;
  by: Caller;
}

const LENGTHS = { industry: 120, phone: 60, taxId: 60, tier: 60 } as const;

interface Dependencies {
  settings: Pick<SettingsService, 'userIdsOf'>;
  linkedRecords: () => readonly LinkedRecords[];
}

export const createCompaniesService = (context: Context, { settings, linkedRecords }: Dependencies) => {
  const { strapi, clock, events } = context;
  const queries = createCompanyQueries(context, { settings, linkedRecords });
  const tables = () => tablesOf(strapi);

  const assertFree = async (domains: readonly string[], companyId: number | null): Promise<void> => {
    const rows = await tables().domains.findBy<{ domain: string; company: number } & Row>('domain', domains, ['domain', 'company']);
    const taken = rows.find(({ company }) => company !== companyId);
    if (taken) throw new Conflict('company.domain-taken', `domains: “${taken.domain}” belongs to another company.`, { field: 'domains', value: taken.domain });
  };

  const insertDomains = async (owned: readonly { companyId: number; domains: readonly string[] }[], now: Date): Promise<void> => {
    await tables().domains.insertMany(
      owned.flatMap(({ companyId, domains }) => domains.map((domain, index) => ({ company: companyId, domain, isPrimary: index === 0 }))),
      now,
    );
  };

  /** The parent must be visible to the caller, and must not be below this company. */
  const parentOf = async (parentId: string | null | undefined, self: CompanyRecord | null, by: Caller): Promise<number | null | undefined> => {
    if (parentId === null || parentId === undefined) return parentId;
    const parent = await queries.find(parentId, await by.scope('companies.read'));
    if (self) await assertNoCircle(parent, self.id);
    return parent.id;
  };

  const assertNoCircle = async (parent: CompanyRecord, selfId: number): Promise<void> => {
    let above: CompanyRecord | undefined = parent;
    for (let level = 0; above && level < MAX_LEVELS; level += 1) {
      if (above.id === selfId) throw new RuleViolation('company.parent-circle', 'parentId: A company can’t be above itself.', { field: 'parentId' });
      if (above.parent === null) return;
      // eslint-disable-next-line no-await-in-loop -- a tree is walked level by level
      [above] = await tables().companies.findBy<CompanyRecord>('id', [above.parent], ['id', 'parent']);
    }
  };

  return {
    list: queries.list,
    referencesOf: queries.referencesOf,

    async get({ id, by }: Identified): Promise<Company> {
      return queries.get(id, await by.scope('companies.read'), by);
    },

    async create({ by, ...input }: z.output<typeof companyInput> & { by: Caller }): Promise<Company> {
      const documentId = await againIfTaken(() =>
        transaction(strapi, async () => {
          const domains = domainsOf(input.domains ?? []);
          await assertFree(domains, null);
          const owner = ownerOrSelf(await chosenOwner(settings, input.ownerId), by);
          const parent = await parentOf(input.parentId, null, by);
          const now = clock.now();
          const columns = { type: 'prospect', tags: [], addresses: [], ...columnsOf(input) };
          const [inserted] = await tables().companies.insertMany(
            [
              {
                ...columns,
                domain: domains[0] ?? null,
                searchText: searchText(columns.name, ...domains),
                parent: parent ?? null,
                owner: owner?.id ?? null,
                ownerEmail: owner?.email ?? null,
                lastActivityAt: now,
                version: 1,
                isSample: false,
              },
            ],
            now,
          );
          await insertDomains([{ companyId: inserted!.id, domains }], now);
          await events.publish('company.created', { companyId: inserted!.id, byUserId: by.id, at: now.toISOString() });
          return inserted!.documentId;
        }),
      );
      return queries.get(documentId, EVERYTHING, by);
    },

    /** Saving what is already there changes nothing, not even the version. */
    async update({ id, version, by, ...input }: CompanyFields & Identified & { version: number }): Promise<Company> {
      const scope = await by.scope('companies.update');
      await againIfTaken(() =>
        transaction(strapi, async () => {
          const record = await queries.find(id, scope, true);
          if (record.version !== version) throw new StaleVersion({ current: await queries.get(id, scope, by), version: record.version });

          const domainsBefore = await queries.domainsOf(record.id);
          const domains = input.domains ? domainsOf(input.domains) : domainsBefore;
          const owner = await chosenOwner(settings, input.ownerId);
          const isParentKept = input.parentId === undefined || input.parentId === (await currentParent(record));
          const parent = isParentKept ? undefined : await parentOf(input.parentId, record, by);
          const columns = Object.fromEntries(Object.entries(columnsOf(input)).filter(([attribute, value]) => !isEqual(value, record[attribute])));
          const fields = [
            ...new Set(Object.keys(columns).map((attribute) => (attribute.startsWith('annualRevenue') ? 'annualRevenue' : attribute))),
            ...(isEqual(domains, domainsBefore) ? [] : ['domains']),
            ...(owner !== undefined && (owner?.id ?? null) !== record.owner ? ['ownerId'] : []),
            ...(parent !== undefined ? ['parentId'] : []),
          ];
          if (fields.length === 0) return;

          const now = clock.now();
          if (fields.includes('domains')) {
            await assertFree(domains, record.id);
            await from(strapi, connection(strapi), tables().domains.tableName).where('company_id', record.id).delete();
            await insertDomains([{ companyId: record.id, domains }], now);
          }
          await tables().companies.updateMany([record.id], {
            ...columns,
            ...(fields.includes('ownerId') ? { owner: owner?.id ?? null, ownerEmail: owner?.email ?? null } : {}),
            ...(fields.includes('parentId') ? { parent } : {}),
            domain: domains[0] ?? null,
            searchText: searchText((columns.name as string | undefined) ?? record.name, ...domains),
            version: record.version + 1,
            updatedAt: now,
          });
          await events.publish('company.updated', { companyId: record.id, fields, byUserId: by.id, at: now.toISOString() });
        }),
      );
      return queries.get(id, EVERYTHING, by);
    },

    /** Only forward; several rows at once, each to its own time. */
    async touch(touches: ReadonlyMap<number, Date>): Promise<void> {
      await touchRows(strapi, tables().companies.tableName, touches);
    },

    /** Row id of a company that the caller reaches with this permission. */
    async idOf({ id, by, permission }: Identified & { permission: 'companies.read' | 'companies.update' }): Promise<number> {
      return (await queries.find(id, await by.scope(permission))).id;
    },

    /** `by` null is the site itself. */
    async linkOf(documentId: string, by: Caller | null): Promise<CompanyLink> {
      const { id, name } = await queries.find(documentId, by ? await by.scope('companies.read') : EVERYTHING);
      return { id, documentId, name };
    },

    /**
     * Companies by e-mail domain, made where there is none, in the caller's transaction and in at most four
     * statements. Free-mail domains must have been left out.
     */
    async findOrCreateByDomain(wanted: readonly NamedDomain[]): Promise<Map<string, CompanyLink>> {
      const first = new Map<string, NamedDomain>();
      for (const one of wanted) if (!first.has(one.domain)) first.set(one.domain, one);
      if (first.size === 0) return new Map();

      const query = tables().domains.query();
      const rows = (await query
        .join(`${tables().companies.tableName} as c`, 'c.id', 't.company_id')
        .whereIn('t.domain', [...first.keys()])
        .select('t.domain', 'c.id', 'c.document_id', 'c.name')) as { domain: string; id: number | string; document_id: string; name: string }[];
      const links = new Map(rows.map((row) => [row.domain, { id: Number(row.id), documentId: row.document_id, name: row.name }]));

      const missing = [...first.values()].filter(({ domain }) => !links.has(domain)).map((one) => ({ ...one, name: plainText(one.name, 200) ?? one.domain }));
      if (missing.length === 0) return links;
      const now = clock.now();
      const inserted = await tables().companies.insertMany(
        missing.map(({ domain, name, isSample, at }) => ({
          name,
          domain,
          type: 'prospect',
          tags: [],
          addresses: [],
          searchText: searchText(name, domain),
          lastActivityAt: at,
          version: 1,
          isSample,
          createdAt: at,
        })),
        now,
      );
      missing.forEach(({ domain, name }, index) => links.set(domain, { ...inserted[index]!, name }));
      await insertDomains(missing.map(({ domain }, index) => ({ companyId: inserted[index]!.id, domains: [domain] })), now);
      await events.publishMany('company.captured', missing.map(({ at }, index) => ({ companyId: inserted[index]!.id, at: at.toISOString() })));
      return links;
    },
  };

  async function currentParent({ parent }: CompanyRecord): Promise<string | null> {
    return parent === null ? null : ((await queries.referencesOf([parent])).get(parent)?.id ?? null);
  }
};

export type CompaniesService = ReturnType<typeof createCompaniesService>;

const MAX_LEVELS = 50;

const domainsOf = (typed: readonly string[]): string[] => [
  ...new Set(
    typed.map((text, index) => {
      const domain = normaliseDomain(text);
      if (!domain) throw new RuleViolation('company.domain-invalid', `domains.${index}: “${text}” is not a domain. Use one such as example.com.`, { field: 'domains', value: text });
      return domain;
    }),
  ),
];

/** Only what the contract names, and only what was sent. */
const columnsOf = (input: CompanyFields) => {
  const texts = Object.fromEntries(
    Object.entries(LENGTHS).flatMap(([field, max]) => {
      const value = input[field as keyof typeof LENGTHS];
      return value === undefined ? [] : [[field, plainText(value, max)]];
    }),
  );
  const name = input.name === undefined ? undefined : plainText(input.name, 200);
  if (name === null) throw new RuleViolation('company.name-required', 'name: Enter the company’s name.', { field: 'name' });
  const { type, employees, tags, addresses, annualRevenue } = input;
  const revenue = annualRevenue === undefined ? {} : { annualRevenueAmount: annualRevenue?.amount ?? null, annualRevenueCurrency: annualRevenue?.currency ?? null };
  const others = { name, type, employees, tags: tags && distinctTags(tags), addresses, ...revenue };
  return { ...texts, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) } as Record<string, unknown> & { name?: string };
};
