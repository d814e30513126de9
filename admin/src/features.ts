import { capture } from './capture';
import { contacts } from './contacts';
import { forms } from './forms';
import { jobs } from './jobs';
import type { AdminFeature } from './kernel/feature';
import { leads } from './leads';
import { settings } from './settings';
import { submissions } from './submissions';

/** The order of the links inside each section of the sub-navigation. */
export const features: readonly AdminFeature[] = [contacts, leads, forms, submissions, capture, jobs, settings];
