import { useRef } from 'react';
import type { Job } from '../../../server/src/jobs/contract';

/** The job in the drawer. One that moves on to another tab while somebody reads its error stays open as it was. */
export const usePeekedJob = (id: string | undefined, listed: readonly Job[] | undefined): Job | undefined => {
  const last = useRef<Job>();
  const found = listed?.find((job) => job.id === id);
  if (found) last.current = found;
  return last.current?.id === id ? last.current : undefined;
};
