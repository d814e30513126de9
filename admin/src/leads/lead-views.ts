import { useMemo } from 'react';
import { leadsContract } from '../../../server/src/leads/contract';
import { useEndpoint } from '../kernel/api';
import { useText } from '../kernel/text';
import type { ListView } from '../ui/ListPage';
import { BINNED_STATUSES, OPEN_STATUSES } from './lead-status';

const COUNTED_EVERY_MS = 10_000;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** The tabs above the list; `total` is undefined until it is known. */
export const useLeadViews = (): { views: readonly ListView[]; total: number | undefined } => {
  const text = useText();
  const { data: counts } = useEndpoint(leadsContract.endpoints.counts, {}, { refetchInterval: COUNTED_EVERY_MS });
  return useMemo(() => {
    const countOf = (statuses: readonly (keyof NonNullable<typeof counts>['byStatus'])[]) =>
      counts && sum(statuses.map((status) => counts.byStatus[status]));
    const total = counts && sum(Object.values(counts.byStatus));
    const open = [...OPEN_STATUSES];
    const views: ListView[] = [
      { label: text('leads.view.open'), count: countOf(OPEN_STATUSES), filters: { status: open } },
      { label: text('leads.view.new'), count: countOf(['new']), filters: { status: ['new'] } },
      { label: text('leads.view.mine'), count: counts?.mine, filters: { status: open, owner: ['me'] } },
      { label: text('leads.view.unassigned'), count: counts?.unassigned, filters: { status: open, owner: ['none'] } },
      { label: text('leads.view.binned'), count: countOf(BINNED_STATUSES), filters: { status: [...BINNED_STATUSES] } },
      { label: text('leads.view.all'), count: total, filters: {} },
    ];
    return { views, total };
  }, [counts, text]);
};
