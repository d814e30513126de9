import { on } from '../kernel/events';
import type { CrmServices } from '../services';

export const subscribers = [
  on<CrmServices, 'submission.pending'>('submission.pending', {
    react: (payloads, { crm }) => crm.optIn.requestSubmissions(payloads.map(({ submissionId }) => submissionId)),
  }),
];
