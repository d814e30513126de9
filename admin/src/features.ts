import { capture } from './capture';
import { contacts } from './contacts';
import { jobs } from './jobs';
import type { AdminFeature } from './kernel/feature';
import { leads } from './leads';
import { settings } from './settings';

/** The order of the links inside each section of the sub-navigation. */
export const features: readonly AdminFeature[] = [contacts, leads, capture, jobs, settings];
