import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { jobsContract } from './contract';

export { maskedError } from './failure';
export type { JobsService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

/** One batch a transaction; a full batch queues the next one, so that nothing else waits long. */
const purge = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'jobs.purge',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.jobs.purgeFinished();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'jobs.purge', payload: first }]);
  },
});

export const jobs = defineFeature<CrmServices, (typeof jobsContract)['endpoints']>({
  name: 'jobs',
  contentTypes,
  contract: jobsContract,
  handlers,
  work: [purge],
  schedules: [{ name: 'jobs.purge', cron: '17 * * * *', missed: 'coalesce', work: 'jobs.purge' }],
});
