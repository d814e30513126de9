import type { z } from 'zod';
import type { Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { InvalidInput, RuleViolation, StaleVersion } from '../kernel/errors';
import { findLocked, newDocumentId, tableOf } from '../kernel/records';
import { searchText } from '../kernel/search';
import { transaction } from '../kernel/transaction';
import type { MatchingService } from '../matching';
import type { SettingsService } from '../settings';
import type { SubmissionsService } from '../submissions';
import type { TimelineService } from '../timeline';
import { createLeadCapture, displayName } from './capture';
import type { Lead, leadInput, LeadStatus, leadUpdate } from './contract';
import { createLeadQueries, type LeadRecord } from './queries';
import { isAnswer, isRecycle, mayMove, needsReason } from './status';

interface Dependencies {
  matching: Pick<MatchingService, 'captureMany'>;
  settings: Pick<SettingsService, 'general' | 'userIdsOf'>;
  submissions: Pick<SubmissionsService, 'readByIds' | 'answersOf'>;
  timeline: Pick<TimelineService, 'record' | 'feed' | 'removeOfSubject'>;
}

type LeadChange = Omit<z.output<typeof leadUpdate>, 'version'>;

export const createLeadsService = (context: Context, dependencies: Dependencies) => {
  const { strapi, clock, events } = context;
  const { matching, settings, timeline } = dependencies;
  const queries = createLeadQueries(context, dependencies);
  const table = () => tableOf(strapi, 'plugin::crm.lead');
  const actorOf = (by: Caller) => ({ kind: 'user' as const, id: by.id, name: by.name });

  const save = async (record: LeadRecord, change: Record<string, unknown>): Promise<void> => {
    await table().updateMany([record.id], { ...change, version: record.version + 1, updatedAt: clock.now() });
  };

  const note = (record: LeadRecord, by: Caller, kind: string, detail: Record<string, unknown>, text: string | null = null) =>
    timeline.record({ kind, actor: actorOf(by), text, detail, contactId: record.contact, companyId: record.company, subject: { type: 'lead', id: record.documentId }, isSample: record.isSample });

  const ownerOf = async (ownerId: string | null): Promise<{ id: number; name: string; email: string } | null> => {
    if (ownerId === null) return null;
    const owner = (await settings.userIdsOf([ownerId])).get(ownerId);
    if (!owner) throw new InvalidInput([{ path: ['ownerId'], message: 'There is no such team member. Pick one from the list.' }]);
    return owner;
  };

  return {
    list: queries.list,
    counts: queries.counts,
    get: queries.get,

    makeFrom: createLeadCapture(context, dependencies),

    /** A submission turned out to be spam. A converted lead stays, since a deal hangs on it. In the caller's transaction. */
    async discard(submissionId: number, by: Caller): Promise<'none' | 'converted' | 'discarded'> {
      const [found] = await table().findBy<LeadRecord>('submission', [submissionId], ['id']);
      const [record] = found ? await findLocked<LeadRecord>(table(), [found.id]) : [];
      if (!record) return 'none';
      if (record.status === 'converted') return 'converted';
      if (record.status === 'junk') return 'discarded';
      await save(record, { status: 'junk', statusChangedAt: clock.now(), unqualifiedReason: 'spam' });
      await note(record, by, 'lead.status-changed', { from: record.status, to: 'junk' }, 'spam');
      await events.publish('lead.statusChanged', { leadId: record.documentId, from: record.status, to: 'junk' });
      return 'discarded';
    },

    async countOfContact(contactId: number): Promise<number> {
      const query = table().query();
      const [answer] = (await query.where('t.contact_id', contactId).count({ count: '*' })) as { count: number | string }[];
      return Number(answer?.count ?? 0);
    },

    /** Only for test submissions: real leads are never deleted this way. In the caller's transaction. */
    async removeOf(submissionId: number): Promise<void> {
      const rows = await table().findBy<LeadRecord>('submission', [submissionId], ['id', 'documentId']);
      await timeline.removeOfSubject('lead', rows.map(({ documentId }) => documentId));
      await table().removeMany(rows.map(({ id }) => id));
    },

    /** By hand. The person is matched or made like with a form, and nothing they have is overwritten. */
    async create({ ownerId, amountHint, ...input }: z.output<typeof leadInput>, by: Caller): Promise<Lead> {
      const owner = ownerId === undefined ? { id: by.id, name: by.name, email: by.email } : await ownerOf(ownerId);
      const documentId = newDocumentId();
      await transaction(strapi, async () => {
        const now = clock.now();
        const person = withoutNulls(input);
        const [captured] = await matching.captureMany([{ ...person, source: 'manual', sourceId: documentId, at: now }], { actor: actorOf(by) });
        const { leadResponseMinutes } = await settings.general();
        const name = displayName(person) ?? captured!.name;
        await table().insertMany(
          [
            {
              ...input,
              ...amountColumns(amountHint ?? null),
              documentId,
              name,
              status: 'new',
              statusChangedAt: now,
              recycleCount: 0,
              source: 'manual',
              contact: captured!.id,
              company: captured!.company?.id ?? null,
              utm: {},
              firstResponseDueAt: new Date(now.getTime() + leadResponseMinutes * 60_000),
              tags: input.tags ?? [],
              owner: owner?.id ?? null,
              ownerEmail: owner?.email ?? null,
              searchText: searchText(name, input.email, input.phone?.replace(/\D/g, ''), input.companyName),
              isTest: false,
              isSample: false,
              version: 1,
            },
          ],
          now,
        );
        await timeline.record({ kind: 'lead.created', actor: actorOf(by), detail: {}, contactId: captured!.id, companyId: captured!.company?.id ?? null, subject: { type: 'lead', id: documentId } });
        await events.publish('lead.created', { leadId: documentId });
      });
      return queries.get(documentId, by);
    },

    async update(id: string, { version, ...change }: LeadChange & { version: number }, by: Caller): Promise<Lead> {
      await transaction(strapi, async () => {
        const record = await queries.find(id, await by.scope('leads.update'), { isLocked: true });
        if (record.version !== version) throw new StaleVersion({ current: await queries.get(id, by), version: record.version });

        const { ownerId, amountHint, ...fields } = change;
        const next = { ...record, ...fields };
        const name = displayName(withoutNulls({ firstName: next.firstName, lastName: next.lastName })) ?? next.email ?? record.name;
        const owner = ownerId === undefined ? undefined : await ownerOf(ownerId);
        await save(record, {
          ...fields,
          name,
          searchText: searchText(name, next.email, next.phone?.replace(/\D/g, ''), next.companyName),
          ...(amountHint === undefined ? {} : amountColumns(amountHint)),
          ...(owner === undefined ? {} : { owner: owner?.id ?? null, ownerEmail: owner?.email ?? null }),
        });
        if (owner !== undefined && (owner?.id ?? null) !== record.owner) {
          await note(record, by, 'lead.assigned', { ownerName: owner?.name ?? null });
          await events.publish('lead.assigned', { leadId: id, ownerId: ownerId ?? null });
        }
      });
      return queries.get(id, by);
    },

    /** Moving to the status it has is harmless. The first answer stops the response clock, once. */
    async changeStatus({ id, status, reason, by }: { id: string; status: Exclude<LeadStatus, 'converted'>; reason: string | undefined; by: Caller }): Promise<Lead> {
      await transaction(strapi, async () => {
        const record = await queries.find(id, await by.scope('leads.update'), { isLocked: true });
        if (record.status === status) return;
        if (!mayMove(record.status, status)) throw new RuleViolation('lead.status-not-allowed', `A lead can’t go from ${record.status} to ${status}.`, { from: record.status, to: status });
        if (needsReason(status) && !reason) throw new InvalidInput([{ path: ['reason'], message: `Say why the lead is ${status}.` }]);

        const now = clock.now();
        await save(record, {
          status,
          statusChangedAt: now,
          unqualifiedReason: needsReason(status) ? reason : null,
          recycleCount: record.recycleCount + (isRecycle(record.status, status) ? 1 : 0),
          firstRespondedAt: record.firstRespondedAt ?? (isAnswer(status) ? now : null),
        });
        await note(record, by, 'lead.status-changed', { from: record.status, to: status }, reason ?? null);
        await events.publish('lead.statusChanged', { leadId: id, from: record.status, to: status });
      });
      return queries.get(id, by);
    },

    async feed(id: string, query: { kind: string | undefined; limit: number; cursor: string | undefined }, by: Caller) {
      await queries.find(id, await by.scope('leads.read'));
      return timeline.feed({ on: { subject: { type: 'lead', id } }, ...query });
    },

    async note(id: string, text: string, by: Caller) {
      return transaction(strapi, async () => {
        const record = await queries.find(id, await by.scope('leads.update'), { isLocked: true });
        return note(record, by, 'note', {}, text);
      });
    },
  };
};

export type LeadsService = ReturnType<typeof createLeadsService>;

const amountColumns = (money: { amount: number; currency: string } | null) => ({ amountHint: money?.amount ?? null, amountHintCurrency: money?.currency ?? null });

const withoutNulls = <T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], null> } =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as { [K in keyof T]?: Exclude<T[K], null> };
