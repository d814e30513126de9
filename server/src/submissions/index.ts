import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { submissionsContract } from './contract';
import { events } from './events';

export { isQuarantined, judge } from './verdict';
export { entryOf, type SubmissionRecord } from './queries';
export type { NewSubmission, Receipt } from './intake';
export type { SubmissionsService } from './service';

export const submissions = defineFeature<CrmServices, (typeof submissionsContract)['endpoints']>({
  name: 'submissions',
  contentTypes,
  contract: submissionsContract,
  handlers,
  events,
  contributes: {
    rolePresets: {
      sales: ['submissions.read'],
      marketer: ['submissions.read', 'submissions.update'],
      support: ['submissions.read'],
      'read-only': ['submissions.read'],
    },
  },
});
