import { useRef } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Page, SentQueryOf } from '../../../server/src/kernel/contract';
import { leadsContract, type LeadRow } from '../../../server/src/leads/contract';
import { useEndpoint } from '../kernel/api';
import type { ApiError } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { useSteadyRows } from './steady-rows';

const { list } = leadsContract.endpoints;
const ASKED_EVERY_MS = 5_000;
/** Scrolled this far, the first rows are out of sight. */
const READING_PX = 120;

/** The list, asked again every few seconds while the tab is visible. */
export const useLiveLeads = (query: Partial<SentQueryOf<typeof list>>) => {
  const text = useText();
  const announce = useAnnounce();
  const top = useRef<HTMLDivElement>(null);
  const leads = useEndpoint(list, { query }, { keepPrevious: true, refetchInterval: ASKED_EVERY_MS });
  const { shown, waiting, showAll } = useSteadyRows({
    rows: leads.data?.results,
    question: JSON.stringify(query),
    isSettled: !leads.isPlaceholderData,
    isReading: () => (top.current?.getBoundingClientRect().top ?? 0) < -READING_PX,
    onArrival: (count) => announce(text('leads.arrived', { count })),
  });

  return {
    /** Goes on the element whose top is the top of the list. */
    top,
    rows: shown,
    query: leads.data ? withRows(leads, { ...leads.data, results: shown }) : leads,
    /** What is shown is the last answer; the server does not answer now. */
    isCutOff: leads.isRefetchError,
    waiting,
    showWaiting: () => {
      showAll();
      top.current?.scrollIntoView({ block: 'start' });
    },
  };
};

/** One question without an answer takes no list away that is being read. */
const withRows = (query: UseQueryResult<Page<LeadRow>, ApiError>, data: Page<LeadRow>) =>
  ({ ...query, data, error: null, isError: false, isSuccess: true, isPending: false, status: 'success' }) as UseQueryResult<Page<LeadRow>, ApiError>;
