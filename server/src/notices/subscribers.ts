import { on } from '../kernel/events';
import type { CrmServices } from '../services';

export const subscribers = [
  on<CrmServices, 'traffic.limitHit'>('traffic.limitHit', {
    async react(payloads, { crm }) {
      for (const payload of payloads) {
        // eslint-disable-next-line no-await-in-loop -- at most one an hour for each form
        await crm.notices.alert(payload);
      }
    },
  }),
];
