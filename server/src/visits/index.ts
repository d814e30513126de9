import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { contentTypes } from './content-types';
import { visitsContract } from './contract';

export { visitorIdOf } from './page';
export type { VisitsService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

/** One batch a transaction; a full batch queues the next one, so that nothing else waits long. */
const purge = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'visits.purge',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.visits.purge();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'visits.purge', payload: first }]);
  },
});

export const visits = defineFeature<CrmServices, (typeof visitsContract)['endpoints']>({
  name: 'visits',
  contentTypes,
  contract: visitsContract,
  doors: ({ crm }) => [crm.visits.door()],
  work: [purge],
  schedules: [{ name: 'visits.purge', cron: '43 3 * * *', missed: 'coalesce', work: 'visits.purge' }],
  destroy: ({ crm }) => crm.visits.flush(),
});
