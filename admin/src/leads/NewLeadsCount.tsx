import { leadsContract } from '../../../server/src/leads/contract';
import { useEndpoint } from '../kernel/api';
import { useFormat } from '../kernel/format';

const ASKED_EVERY_MS = 60_000;

/** The badge beside “Leads”: how many nobody has answered yet. */
export const NewLeadsCount = () => {
  const { number } = useFormat();
  const counts = useEndpoint(leadsContract.endpoints.counts, {}, { refetchInterval: ASKED_EVERY_MS });
  const waiting = counts.data?.byStatus.new;
  if (!waiting) return null;
  return <span>{number(waiting)}</span>;
};
