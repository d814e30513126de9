import { capture } from './capture';
import { companies } from './companies';
import { contacts } from './contacts';
import { forms } from './forms';
import { jobs } from './jobs';
import type { AdminFeature } from './kernel/feature';
import { leads } from './leads';
import { mail } from './mail';
import { settings } from './settings';
import { sources } from './sources';
import { spam } from './spam';
import { submissions } from './submissions';
import { traffic } from './traffic';

/** The order of the links inside each section of the sub-navigation. */
export const features: readonly AdminFeature[] = [contacts, companies, leads, forms, submissions, sources, traffic, capture, jobs, settings, mail, spam];
