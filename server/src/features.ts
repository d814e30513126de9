import { capture } from './capture';
import { contacts } from './contacts';
import { forms } from './forms';
import { jobs } from './jobs';
import { mergeFeatures } from './kernel/feature';
import { leads } from './leads';
import type { CrmServices } from './services';
import { settings } from './settings';
import { submissions } from './submissions';
import { timeline } from './timeline';

/** THE order: a feature imports only features above it. */
export const features = mergeFeatures<CrmServices>([settings, jobs, contacts, timeline, forms, submissions, capture, leads]);
