import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { spamContract } from './contract';

export type { Evidence } from './judge';
export type { SpamService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

/** One batch a transaction; a full batch queues the next one. */
const purge = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'spam.purge',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.spam.purgeChallenges();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'spam.purge', payload: first }]);
  },
});

export const spam = defineFeature<CrmServices, (typeof spamContract)['endpoints']>({
  name: 'spam',
  contentTypes,
  contract: spamContract,
  handlers,
  doors: ({ crm }) => [crm.spam.door()],
  work: [purge],
  schedules: [{ name: 'spam.purge', cron: '*/10 * * * *', missed: 'coalesce', work: 'spam.purge' }],
  contributes: {
    rolePresets: { marketer: ['spam.read', 'spam.update'], support: ['spam.read'], 'read-only': ['spam.read'] },
  },
  destroy: ({ crm }) => crm.spam.flushHits(),
});
