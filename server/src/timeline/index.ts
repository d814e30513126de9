import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { timelineContract } from './contract';
import { subscribers } from './subscribers';

export type { FeedQuery, NewTimelineEntry, TimelineService } from './service';

export const timeline = defineFeature<CrmServices, (typeof timelineContract)['endpoints']>({
  name: 'timeline',
  contentTypes,
  contract: timelineContract,
  handlers,
  subscribers,
});
