import { on } from '../kernel/events';
import type { CrmServices } from '../services';

export const subscribers = [
  /** People look for a contact by the company's name, too. */
  on<CrmServices, 'company.updated'>('company.updated', {
    lane: 'bulk',
    async react(payloads, { crm }) {
      const renamed = new Set(payloads.filter(({ fields }) => fields.includes('name')).map(({ companyId }) => companyId));
      for (const companyId of renamed) {
        let afterId: number | null = 0;
        while (afterId !== null) {
          // eslint-disable-next-line no-await-in-loop -- bounded batches, one after the other
          afterId = await crm.contacts.refreshSearchOfCompany(companyId, afterId);
        }
      }
    },
  }),
];
