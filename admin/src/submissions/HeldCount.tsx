import { submissionsContract } from '../../../server/src/submissions/contract';
import { useEndpoint } from '../kernel/api';
import { useFormat } from '../kernel/format';

const ASKED_EVERY_MS = 60_000;
const COUNTED_UP_TO = 1_000;

/** The badge beside “Submissions”: how many are held for somebody to look at. */
export const HeldCount = () => {
  const { number } = useFormat();
  const held = useEndpoint(
    submissionsContract.endpoints.list,
    { query: { filters: { state: 'quarantined' }, limit: 1 } },
    { refetchInterval: ASKED_EVERY_MS },
  );
  const total = held.data?.page.total;
  if (total === undefined || total === 0) return null;
  return <span>{total === null ? `${number(COUNTED_UP_TO)}+` : number(total)}</span>;
};
