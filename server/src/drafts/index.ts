import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { contentTypes } from './content-types';
import { draftsContract } from './contract';

export type { DraftsService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

/** One batch a transaction; a full batch queues the next one, so that nothing else waits long. */
const purge = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'drafts.purge',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.drafts.purge();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'drafts.purge', payload: first }]);
  },
});

export const drafts = defineFeature<CrmServices, (typeof draftsContract)['endpoints']>({
  name: 'drafts',
  contentTypes,
  contract: draftsContract,
  doors: ({ crm }) => [crm.drafts.door()],
  work: [purge],
  schedules: [{ name: 'drafts.purge', cron: '29 * * * *', missed: 'coalesce', work: 'drafts.purge' }],
});
