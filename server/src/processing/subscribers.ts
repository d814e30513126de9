import { on } from '../kernel/events';
import type { CrmServices } from '../services';

export const subscribers = [
  on<CrmServices, 'submission.received'>('submission.received', {
    react: (payloads, { crm }) => crm.processing.run(payloads.map(({ submissionId }) => submissionId)),
    whenGivenUp: ({ submissionId }, { crm }, reason) => crm.submissions.markFailed([submissionId], reason),
  }),
];
