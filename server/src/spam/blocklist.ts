import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { z } from 'zod';
import { normaliseDomain, normaliseEmail } from '../identity';
import type { Context } from '../kernel/context';
import type { Page, QueryOf } from '../kernel/contract';
import { Conflict, InvalidInput, isUniqueViolation, NotFound, RuleViolation, StaleVersion } from '../kernel/errors';
import { keysetPage, type Sort } from '../kernel/paging';
import { from, tableOf, type Row } from '../kernel/records';
import { folded } from '../kernel/search';
import { afterCommit, connection, transaction } from '../kernel/transaction';
import { BLOCKLIST_ENTRY } from './content-types';
import type { BlockKind, BlocklistEntry, blocklistInput, blocklistUpdate, spamContract } from './contract';
import { domainsAbove, textsIn, type Evidence } from './judge';
import { remembered } from './settings';

/** All of them are held in memory and looked at for every submission. */
const MAX_ENTRIES = 2_000;
const CACHE_MS = 5_000;
const FLUSH_MS = 5_000;

interface EntryRecord extends Row {
  id: number;
  documentId: string;
  kind: BlockKind;
  value: string;
  note: string | null;
  expiresAt: Date | null;
  hits: number;
  lastHitAt: Date | null;
  createdAt: Date;
  version: number;
}

const SORTS: Record<'-createdAt' | 'value', Sort> = {
  '-createdAt': { column: 'created_at', direction: 'desc', type: 'time' },
  value: { column: 'value', direction: 'asc', type: 'text' },
};

type ListQuery = QueryOf<(typeof spamContract)['endpoints']['listBlocked']>;

/** What the team never wants let through: words, domains, networks and addresses, with how often each was met. */
export const createBlocklist = ({ strapi, clock }: Pick<Context, 'strapi' | 'clock'>) => {
  const table = () => tableOf(strapi, BLOCKLIST_ENTRY);
  const pending = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;

  const live = remembered(async () => {
    const rows = (await table()
      .query()
      .where((query) => query.whereNull('t.expires_at').orWhere('t.expires_at', '>', clock.now()))
      .limit(MAX_ENTRIES)
      .select('t.id', 't.kind', 't.value')) as Pick<EntryRecord, 'id' | 'kind' | 'value'>[];
    return matcherOf(rows.map(({ id, kind, value }) => ({ id: Number(id), kind, value })));
  }, CACHE_MS);

  const find = async (documentId: string): Promise<EntryRecord> => {
    const row = (await table().query().where('t.document_id', documentId).select('t.*').first().forUpdate()) as Row | undefined;
    if (!row) throw new NotFound('blocklist entry');
    return table().read<EntryRecord>(row);
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const met = [...pending];
    pending.clear();
    if (met.length === 0) return;
    try {
      const knex = connection(strapi);
      const more = knex.raw(`?? + case id ${'when ? then ? '.repeat(met.length)}else 0 end`, ['hits', ...met.flat()]);
      await from(strapi, knex, table().tableName).whereIn('id', met.map(([id]) => id)).update({ hits: more, last_hit_at: clock.now() });
    } catch (error) {
      strapi.log.warn(`CRM could not count ${met.length} blocklist hits: ${(error as Error).name}`);
    }
  };

  const count = (ids: readonly number[]): void => {
    for (const id of ids) pending.set(id, (pending.get(id) ?? 0) + 1);
    timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
  };

  return {
    /** Whether anything in it is on the list; what was met is counted, in batches. */
    async isBlocked(evidence: Pick<Evidence, 'values' | 'address' | 'email'>): Promise<boolean> {
      const met = (await live.get())(evidence);
      if (met.length > 0) count(met);
      return met.length > 0;
    },

    flushHits: flush,

    async listBlocked({ q, filters, sort, limit, cursor }: ListQuery): Promise<Page<BlocklistEntry>> {
      const query = table().query();
      if (filters?.kind) query.whereIn('t.kind', filters.kind);
      if (q) query.where('t.value', 'like', `%${q.toLowerCase().replace(/[\\%_]/g, '')}%`);
      const { rows, next, total } = await keysetPage(strapi, { query, select: ['t.*'], sort: SORTS[sort], limit, cursor });
      return { results: rows.map((row) => toEntry(table().read<EntryRecord>(row))), page: { next, total } };
    },

    async createBlocked({ kind, value, note, expiresAt }: z.output<typeof blocklistInput>): Promise<BlocklistEntry> {
      const normal = NORMALISE[kind](value);
      if (normal === null) throw new InvalidInput([{ path: ['value'], message: EXPECTED[kind] }]);
      try {
        return await transaction(strapi, async () => {
          const [answer] = (await table().query().count({ count: '*' })) as { count: number | string }[];
          if (Number(answer?.count ?? 0) >= MAX_ENTRIES) throw new RuleViolation('blocklist.full', `The list is full (${MAX_ENTRIES}). Remove what is no longer met.`);
          const [created] = await table().insertMany([{ kind, value: normal, note, expiresAt: expiresAt && new Date(expiresAt), hits: 0, version: 1 }], clock.now());
          afterCommit(live.forget);
          return toEntry(await find(created!.documentId));
        });
      } catch (error) {
        throw isUniqueViolation(error) ? new Conflict('blocklist.listed', `value: “${normal}” is on the list already.`, { field: 'value' }) : error;
      }
    },

    async updateBlocked({ id, version, note, expiresAt }: z.output<typeof blocklistUpdate> & { id: string }): Promise<BlocklistEntry> {
      return transaction(strapi, async () => {
        const before = await find(id);
        if (before.version !== version) throw new StaleVersion({ current: toEntry(before), version: before.version });
        await table().updateMany([before.id], { note, expiresAt: expiresAt && new Date(expiresAt), version: version + 1, updatedAt: clock.now() });
        afterCommit(live.forget);
        return toEntry(await find(id));
      });
    },

    async removeBlocked(id: string): Promise<{ id: string }> {
      await transaction(strapi, async () => {
        await table().removeMany([(await find(id)).id]);
        afterCommit(live.forget);
      });
      return { id };
    },
  };
};

const toEntry = ({ documentId, kind, value, note, expiresAt, hits, lastHitAt, createdAt, version }: EntryRecord): BlocklistEntry => ({
  id: documentId,
  kind,
  value,
  note,
  expiresAt: expiresAt?.toISOString() ?? null,
  hits,
  lastHitAt: lastHitAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  version,
});

/** Letters and digits of a folded text, one blank between: “BUY, now!” is `buy now`. */
const wordsIn = (text: string): string[] => folded(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

const MIN_BITS = { ipv4: 8, ipv6: 16 };

const NORMALISE: Record<BlockKind, (typed: string) => string | null> = {
  word: (typed) => wordsIn(typed).join(' ') || null,
  domain: (typed) => normaliseDomain(typed.replace(/^(?:@|\*\.)/, '')),
  email: (typed) => normaliseEmail(typed)?.key ?? null,
  ip: (typed) => {
    const [address = '', bits] = typed.split('/');
    if (isIP(address) === 0) return null;
    if (bits === undefined) return ipaddr.process(address).toString();
    if (!/^\d{1,3}$/.test(bits) || !ipaddr.isValidCIDR(typed)) return null;
    return Number(bits) < MIN_BITS[ipaddr.parse(address).kind()] ? null : `${ipaddr.parse(address).toString()}/${Number(bits)}`;
  },
};

const EXPECTED: Record<BlockKind, string> = {
  word: 'Write a word or a phrase with letters or digits',
  domain: 'Write a domain such as example.com',
  email: 'Write an address such as ana@example.com',
  ip: 'Write an address such as 203.0.113.7, or a network such as 203.0.113.0/24 (at least /8, or /16 for IPv6)',
};

/** Scripts that write words without blanks: there a word is met anywhere. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

type Listed = Pick<EntryRecord, 'id' | 'kind' | 'value'>;

/** Prepared once per load; answers the ids of what it met. Time is linear in the text. */
const matcherOf = (entries: readonly Listed[]): ((evidence: Pick<Evidence, 'values' | 'address' | 'email'>) => number[]) => {
  const of = (kind: BlockKind): Listed[] => entries.filter((entry) => entry.kind === kind);
  const domains = new Map(of('domain').map(({ value, id }) => [value, id]));
  const emails = new Map(of('email').map(({ value, id }) => [value, id]));
  const words = new Map(of('word').filter(({ value }) => !value.includes(' ') && !UNSPACED.test(value)).map(({ value, id }) => [value, id]));
  const phrases = of('word').filter(({ value }) => !words.has(value)).map(({ value, id }) => ({ id, text: UNSPACED.test(value) ? value : ` ${value} ` }));
  const networks = of('ip').map(({ value, id }) => ({ id, range: value.includes('/') ? ipaddr.parseCIDR(value) : ipaddr.parseCIDR(`${value}/${isIP(value) === 4 ? 32 : 128}`) }));

  return (evidence) => {
    const met = new Set<number>();
    const meet = (id: number | undefined): void => void (id !== undefined && met.add(id));
    const texts = words.size + phrases.length + domains.size > 0 ? textsIn(evidence.values) : [];

    if (words.size + phrases.length > 0) {
      const all = wordsIn(texts.join('\n'));
      for (const word of all) meet(words.get(word));
      const whole = phrases.length > 0 ? ` ${all.join(' ')} ` : '';
      for (const { text, id } of phrases) if (whole.includes(text)) met.add(id);
    }
    if (domains.size > 0) {
      const hosts = [...texts, evidence.email ?? ''].flatMap((text) => text.split(/[^\p{L}\p{N}.-]+/u).filter((part) => part.includes('.')));
      for (const host of hosts) for (const domain of domainsAbove(host)) meet(domains.get(domain));
    }
    if (emails.size > 0 && evidence.email !== null) meet(emails.get(normaliseEmail(evidence.email)?.key ?? evidence.email.toLowerCase()));
    if (networks.length > 0 && evidence.address !== null && isIP(evidence.address) !== 0) {
      const address = ipaddr.process(evidence.address);
      for (const { range, id } of networks) if (address.kind() === range[0].kind() && address.match(range)) met.add(id);
    }
    return [...met];
  };
};
