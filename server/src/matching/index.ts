import { defineFeature } from '../kernel/feature';
import type { CrmServices } from '../services';
import { events } from './events';

export type { CapturedPerson } from './draft';
export type { CapturedContact, MatchingService } from './service';

/** Which contact and company a person is who told us about themselves, and what we take over from them. */
export const matching = defineFeature<CrmServices, never>({ name: 'matching', events });
