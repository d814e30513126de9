import type { Context } from '../kernel/context';
import { tableOf, type Row } from '../kernel/records';
import { againIfTaken, transaction } from '../kernel/transaction';
import type { VisitorRecord } from './content-types';

export interface Identified {
  /** The id that the browser sent with the form. */
  visitorId: string;
  contactId: number;
  at: Date;
}

interface Draft extends Pick<VisitorRecord, 'contact' | 'clientId'> {
  /** Null until it is written. */
  id: number | null;
  at: Date;
}

/** Which row stands for a browser now, and who uses it. */
export const createVisitors = ({ strapi, clock }: Context) => {
  const table = () => tableOf(strapi, 'plugin::crm.visitor');

  /** By the browsers' ids; locked until commit, so that two processes see one after the other. */
  const lock = async (clientIds: readonly string[]): Promise<Map<string, VisitorRecord>> => {
    if (clientIds.length === 0) return new Map();
    const rows = (await table().query().whereIn('t.client_id', [...new Set(clientIds)]).orderBy('t.id').select('t.*').forUpdate()) as Row[];
    return new Map(rows.map((row) => table().read<VisitorRecord>(row)).map((visitor) => [visitor.clientId!, visitor]));
  };

  return {
    lock,

    /**
     * People said who they are. A browser that belongs to somebody else already is a shared one: from now on a new
     * visitor stands for it, and what the other one looked at stays theirs. In sets, in the caller's transaction.
     */
    async identifyMany(links: readonly Identified[]): Promise<void> {
      const identify = async (): Promise<void> => {
        const known = await lock(links.map(({ visitorId }) => visitorId));
        const current = new Map<string, Draft>([...known].map(([clientId, { id, contact }]) => [clientId, { id, contact, clientId, at: clock.now() }]));
        const changed = new Set<Draft>();
        for (const { visitorId, contactId, at } of links) {
          const before = current.get(visitorId);
          if (before?.contact === contactId) continue;
          const isShared = before !== undefined && before.contact !== null;
          const visitor = before && !isShared ? before : { id: null, contact: null, clientId: visitorId, at };
          if (isShared) before.clientId = null;
          visitor.contact = contactId;
          current.set(visitorId, visitor);
          changed.add(visitor);
          if (before) changed.add(before);
        }
        // The ids become free before others take them. Who was only known for a moment within this set leaves no row.
        const rows = [...changed];
        await table().updateEach(rows.flatMap(({ id, contact, clientId }) => (id === null ? [] : [{ id, change: { contact, clientId } }])));
        await table().insertMany(rows.filter(({ id, clientId }) => id === null && clientId !== null).map(({ contact, clientId, at }) => ({ contact, clientId, lastSeenAt: at })), clock.now());
      };
      await againIfTaken(() => transaction(strapi, identify));
    },
  };
};

export type Visitors = ReturnType<typeof createVisitors>;
