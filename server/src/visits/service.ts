import type { CrmConfig } from '../config';
import type { Touch } from '../contacts/contract';
import type { Context } from '../kernel/context';
import type { Door } from '../kernel/door';
import { tableOf } from '../kernel/records';
import { transaction } from '../kernel/transaction';
import type { TrafficService } from '../traffic';
import type { VisitorRecord } from './content-types';
import { createVisitsDoor } from './door';
import { createVisitIntake } from './intake';
import { touchOf, type RawTouch } from './page';
import { createVisitors } from './visitors';

interface Dependencies {
  config: CrmConfig;
  traffic: Pick<TrafficService, 'limit'>;
}

/** The longest that is needed to tell one spring from the next. */
const KEEP_MONTHS = 25;
const PURGE_BATCH = 1000;
/** Children before parents. */
const PURGED = [
  { uid: 'plugin::crm.page-view', time: 'viewedAt' },
  { uid: 'plugin::crm.visit', time: 'lastSeenAt' },
  { uid: 'plugin::crm.visitor', time: 'lastSeenAt' },
] as const;

export const createVisitsService = (context: Context, { config, traffic }: Dependencies) => {
  const { strapi, clock } = context;
  const denied = new Set(config.capture.deniedParameters.map((name) => name.toLowerCase()));
  const visitors = createVisitors(context);
  const intake = createVisitIntake({ ...context, visitors });

  return {
    door: (): Door => createVisitsDoor({ clock, config, denied, add: intake.add, traffic }),

    /** Stores the page views that still wait in memory. */
    flush: intake.flush,

    /** Cuts what a page sent to what may be stored. */
    touch: (raw: Omit<RawTouch, 'at'>): Touch => touchOf({ ...raw, at: clock.now() }, denied),

    /**
     * What brought this browser, by the id that it sent; where that is not known, the page it is on says it. The first
     * touch is not told once somebody was recognised there: it may be another person's, and the contact it belongs to
     * has it already.
     */
    async touchesOf(visitorId: string | null, here: Touch): Promise<{ first: Touch; last: Touch }> {
      const [visitor] = visitorId === null ? [] : await tableOf(strapi, 'plugin::crm.visitor').findBy<VisitorRecord>('clientId', [visitorId], ['contact', 'firstTouch', 'lastTouch']);
      return { first: (visitor?.contact === null && visitor.firstTouch) || here, last: visitor?.lastTouch ?? here };
    },

    /** Links browsers to contacts in the caller's transaction: three statements for a set. Never merges, never moves. */
    identifyMany: visitors.identifyMany,

    /** Deletes one batch of what is older than 25 months, and answers whether there may be more. */
    async purge(): Promise<{ hasMore: boolean }> {
      const before = clock.now();
      before.setUTCMonth(before.getUTCMonth() - KEEP_MONTHS);
      return transaction(strapi, async () => {
        for (const { uid, time } of PURGED) {
          const table = tableOf(strapi, uid);
          // eslint-disable-next-line no-await-in-loop -- parents only after all of their children
          const rows = (await table.query().where(`t.${table.columnOf(time)}`, '<', before).orderBy(`t.${table.columnOf(time)}`).limit(PURGE_BATCH).select('t.id')) as { id: number }[];
          // eslint-disable-next-line no-await-in-loop -- see above
          const removed = await table.removeMany(rows.map(({ id }) => id));
          if (removed > 0) strapi.log.info(`CRM removed ${removed} rows of ${table.tableName} that were older than ${KEEP_MONTHS} months`);
          if (removed === PURGE_BATCH) return { hasMore: true };
        }
        return { hasMore: false };
      });
    },
  };
};

export type VisitsService = ReturnType<typeof createVisitsService>;
