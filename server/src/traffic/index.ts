import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { trafficContract } from './contract';
import { events } from './events';

export type { Limits, TrafficService, Verdict } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

/** One batch a transaction; a full batch queues the next one. */
const purge = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'traffic.purge',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.traffic.purge();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'traffic.purge', payload: first }]);
  },
});

export const traffic = defineFeature<CrmServices, (typeof trafficContract)['endpoints']>({
  name: 'traffic',
  contentTypes,
  contract: trafficContract,
  handlers,
  events,
  work: [purge],
  schedules: [{ name: 'traffic.purge', cron: '*/10 * * * *', missed: 'coalesce', work: 'traffic.purge' }],
  bootstrap: ({ crm }) => crm.traffic.start(),
  destroy: ({ crm }) => crm.traffic.stop(),
  contributes: {
    rolePresets: { marketer: ['traffic.read'], support: ['traffic.read'], 'read-only': ['traffic.read'] },
  },
});
