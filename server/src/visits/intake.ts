import { AsyncResource } from 'node:async_hooks';
import type { Touch } from '../contacts/contract';
import type { Context } from '../kernel/context';
import { tableOf, type Row } from '../kernel/records';
import { againIfTaken, transaction } from '../kernel/transaction';
import type { VisitorRecord, VisitRecord } from './content-types';
import type { Visitors } from './visitors';

/** Half an hour without a page ends a visit. */
export const VISIT_GAP_MS = 30 * 60_000;
const FLUSH_MS = 250;
const SET_SIZE = 200;
/** Beyond this the database is not keeping up, and more would only fill the memory. */
const MAX_WAITING = 10_000;

export interface PageView {
  /** What the browser calls itself. */
  visitorId: string;
  touch: Touch;
}

interface VisitDraft extends Pick<VisitRecord, 'startedAt' | 'lastSeenAt'> {
  /** Null until it is written. */
  id: number | null;
  touch: Touch | null;
  isChanged: boolean;
}

interface VisitorDraft extends Pick<VisitorRecord, 'firstTouch' | 'lastTouch' | 'lastSeenAt'> {
  id: number | null;
  clientId: string;
  visits: VisitDraft[];
}

/**
 * Page views are collected in memory and stored together a moment later: one transaction for many visitors. A crash
 * loses the last quarter of a second, which is why nothing but statistics goes this way.
 */
export const createVisitIntake = ({ strapi, clock, visitors }: Context & { visitors: Visitors }) => {
  const waiting: PageView[] = [];
  // A flush serves many requests, so it must not run inside the first one's async context.
  const detached = new AsyncResource('crm.visits');
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const set = waiting.splice(0, SET_SIZE);
      try {
        // eslint-disable-next-line no-await-in-loop -- one transaction after the other: the next set fills meanwhile
        await againIfTaken(() => transaction(strapi, () => store(set)));
      } catch (error) {
        strapi.log.warn(`CRM could not store ${set.length} page views: ${(error as Error).message}`);
      }
    }
  };

  const store = async (views: readonly PageView[]): Promise<void> => {
    const drafts = await findDrafts(views);
    const placed = views
      .map(({ visitorId, touch }) => ({ visitor: drafts.get(visitorId)!, touch, at: new Date(touch.at) }))
      .sort((one, other) => one.at.getTime() - other.at.getTime())
      .map(({ visitor, touch, at }) => ({ visit: visitOf(visitor, touch, at), touch, at }));

    const all = [...drafts.values()];
    await saveVisitors(all);
    await saveVisits(all);
    await tableOf(strapi, 'plugin::crm.page-view').insertMany(
      placed.map(({ visit, touch, at }) => ({ visit: visit.id, viewedAt: at, page: touch.page, ...entryColumns(touch) })),
      clock.now(),
    );
  };

  const findDrafts = async (views: readonly PageView[]): Promise<Map<string, VisitorDraft>> => {
    const known = await visitors.lock(views.map(({ visitorId }) => visitorId));
    const ids = [...known.values()].map(({ id }) => id);
    const earliest = Math.min(...views.map(({ touch }) => Date.parse(touch.at)));
    const table = tableOf(strapi, 'plugin::crm.visit');
    const rows = (await table.query().whereIn('t.visitor_id', ids).where('t.last_seen_at', '>=', new Date(earliest - VISIT_GAP_MS)).orderBy('t.last_seen_at').limit(ids.length * 10).select('t.*')) as Row[];
    const open = rows.map((row) => table.read<VisitRecord>(row));
    return new Map(
      views.map(({ visitorId, touch }) => {
        const visitor = known.get(visitorId);
        const visits = open.filter((visit) => visit.visitor === visitor?.id).map(({ id, startedAt, lastSeenAt }) => ({ id, startedAt, lastSeenAt, touch: null, isChanged: false }));
        const nobody = { id: null, firstTouch: null, lastTouch: null, lastSeenAt: new Date(touch.at) };
        return [visitorId, { ...(visitor ?? nobody), clientId: visitorId, visits }];
      }),
    );
  };

  const saveVisitors = async (drafts: readonly VisitorDraft[]): Promise<void> => {
    const table = tableOf(strapi, 'plugin::crm.visitor');
    const fresh = drafts.filter(({ id }) => id === null);
    const inserted = await table.insertMany(fresh.map(({ clientId, firstTouch, lastTouch, lastSeenAt }) => ({ clientId, firstTouch, lastTouch, lastSeenAt })), clock.now());
    const seen = drafts.flatMap(({ id, firstTouch, lastTouch, lastSeenAt }) => (id === null ? [] : [{ id, change: { firstTouch, lastTouch, lastSeenAt } }]));
    await table.updateEach(seen);
    fresh.forEach((draft, index) => {
      draft.id = inserted[index]!.id;
    });
  };

  const saveVisits = async (drafts: readonly VisitorDraft[]): Promise<void> => {
    const table = tableOf(strapi, 'plugin::crm.visit');
    const all = drafts.flatMap((visitor) => visitor.visits.map((visit) => ({ visit, visitorId: visitor.id })));
    const fresh = all.flatMap(({ visit, visitorId }) => (visit.touch ? [{ visit, visitorId, touch: visit.touch }] : []));
    const inserted = await table.insertMany(
      fresh.map(({ visit: { startedAt, lastSeenAt }, visitorId, touch }) => ({ visitor: visitorId, startedAt, lastSeenAt, landing: touch.page, referrer: touch.referrer, utm: touch.utm, ...entryColumns(touch) })),
      clock.now(),
    );
    await table.updateEach(all.flatMap(({ visit: { id, isChanged, lastSeenAt } }) => (id !== null && isChanged ? [{ id, change: { lastSeenAt } }] : [])));
    fresh.forEach(({ visit }, index) => {
      visit.id = inserted[index]!.id;
    });
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    flushing ??= drain().finally(() => {
      flushing = undefined;
    });
    await flushing;
  };

  return {
    /** On disk within a second; never throws and never waits. */
    add(views: readonly PageView[]): void {
      waiting.push(...views.slice(0, MAX_WAITING - waiting.length));
      timer ??= detached.runInAsyncScope(() => setTimeout(() => void flush(), FLUSH_MS).unref());
    },
    /** Stores what waits: before the server stops. */
    flush,
  };
};

/** The visit that this view belongs to; it may begin with it. What brings somebody is a touch: a new visit, or a campaign during one. */
const visitOf = (visitor: VisitorDraft, touch: Touch, at: Date): VisitDraft => {
  const time = at.getTime();
  const known = [...visitor.visits].reverse().find(({ startedAt, lastSeenAt }) => time - lastSeenAt.getTime() <= VISIT_GAP_MS && startedAt.getTime() - time <= VISIT_GAP_MS);
  const visit = known ?? { id: null, startedAt: at, lastSeenAt: at, touch, isChanged: false };
  if (!known) visitor.visits.push(visit);
  if (at > visit.lastSeenAt) Object.assign(visit, { lastSeenAt: at, isChanged: true });
  if (at > visitor.lastSeenAt) visitor.lastSeenAt = at;

  if (!known || Object.keys(touch.utm).length > 0) {
    visitor.firstTouch ??= touch;
    if (!visitor.lastTouch || visitor.lastTouch.at <= touch.at) visitor.lastTouch = touch;
  }
  return visit;
};

const entryColumns = ({ entry }: Touch) => ({ entryUid: entry?.uid ?? null, entryDocumentId: entry?.documentId ?? null, entryLocale: entry?.locale ?? null });
