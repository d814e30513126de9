import { z } from 'zod';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { submissionsContract } from './contract';
import { events } from './events';

export { isQuarantined, type Reason } from './verdict';
export { entryOf, type SubmissionRecord, type Touches } from './queries';
export { hashOf, type NewSubmission, type Receipt } from './intake';
export type { Processed, SubmissionsService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

/** One batch a transaction; a full batch queues the next one. */
const cutAddresses = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'submissions.cut-addresses',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.submissions.cutAddresses();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'submissions.cut-addresses', payload: first }]);
  },
});

export const submissions = defineFeature<CrmServices, (typeof submissionsContract)['endpoints']>({
  name: 'submissions',
  contentTypes,
  contract: submissionsContract,
  handlers,
  events,
  work: [cutAddresses],
  schedules: [{ name: 'submissions.cut-addresses', cron: '23 3 * * *', missed: 'coalesce', work: 'submissions.cut-addresses' }],
  contributes: {
    rolePresets: {
      sales: ['submissions.read', 'files.read'],
      marketer: ['submissions.read', 'submissions.update', 'files.read'],
      support: ['submissions.read', 'files.read'],
      'read-only': ['submissions.read', 'files.read'],
    },
  },
});
