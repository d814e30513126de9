import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { contentTypes } from './content-types';
import { optInContract } from './contract';
import { subscribers } from './subscribers';

export type { OptInService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

const purge = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'opt-in.purge',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.optIn.purge();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'opt-in.purge', payload: first }]);
  },
});

export const optIn = defineFeature<CrmServices, (typeof optInContract)['endpoints']>({
  name: 'opt-in',
  contentTypes,
  contract: optInContract,
  doors: ({ crm }) => [crm.optIn.door()],
  subscribers,
  work: [purge],
  schedules: [{ name: 'opt-in.purge', cron: '53 3 * * *', missed: 'coalesce', work: 'opt-in.purge' }],
});
