import { z } from 'zod';
import { id } from '../kernel/contract';

export const events = {
  /** An accepted submission is on disk and waits for its effects. */
  'submission.received': z.object({ submissionId: id }),
  /** It waits until the person confirms the address. */
  'submission.pending': z.object({ submissionId: id }),
};

declare module '../kernel/events' {
  interface EventPayloads {
    'submission.received': { submissionId: string };
    'submission.pending': { submissionId: string };
  }
}
