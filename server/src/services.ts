import type { Core } from '@strapi/strapi';
import { createCaptureService, type CaptureService } from './capture/service';
import { parseConfig } from './config';
import { createCompaniesService, type CompaniesService } from './contacts/companies';
import { createContactsService, type ContactsService } from './contacts/service';
import { features } from './features';
import { createFormsService, type FormsService } from './forms/service';
import { createJobsService, type JobsService } from './jobs/service';
import { systemClock, type Clock, type Context } from './kernel/context';
import { createEvents } from './kernel/events';
import { databaseCheck } from './kernel/health';
import { permissionActions } from './kernel/implement';
import { createLeadsService, type LeadsService } from './leads/service';
import { createSettingsService, type SettingsService } from './settings/service';
import { createSubmissionsService, type SubmissionsService } from './submissions/service';
import { createTimelineService, type TimelineService } from './timeline/service';

/** Everything the CRM can do, by feature. Handlers, subscribers and site code all come through here. */
export interface CrmServices {
  access: { teammatesOf(userId: number): Promise<number[]> };
  settings: SettingsService;
  jobs: JobsService;
  contacts: ContactsService;
  companies: CompaniesService;
  timeline: TimelineService;
  forms: FormsService;
  submissions: SubmissionsService;
  capture: CaptureService;
  leads: LeadsService;
}

const CLOCK = Symbol.for('strapi-plugin-crm.clock');
const instances = new WeakMap<Core.Strapi, CrmServices>();

/** The services of one running Strapi, built on first use. */
export const crm = (strapi: Core.Strapi): CrmServices => {
  const known = instances.get(strapi);
  if (known) return known;
  const built = build(strapi);
  instances.set(strapi, built);
  return built;
};

/** The composition root: each feature gets the ones above it. */
const build = (strapi: Core.Strapi): CrmServices => {
  const config = parseConfig(strapi.config.get('plugin::crm'));
  const clock = (globalThis as { [CLOCK]?: Clock })[CLOCK] ?? systemClock;
  const events = createEvents({ schemas: features.eventSchemas, subscribers: features.subscribers, queue: () => jobs });
  const context: Context = { strapi, clock, events };

  const jobs = createJobsService({
    strapi,
    clock,
    work: features.work,
    schedules: features.schedules,
    services: () => crm(strapi),
    isWorkerOn: config.jobs.workers === 'on',
    healthChecks: () => [databaseCheck, ...features.contributions.healthChecks],
  });
  const settings = createSettingsService({
    strapi,
    clock,
    rolePresets: () => features.contributions.rolePresets,
    knownActions: () => permissionActions(features.contracts).map(({ uid }) => uid),
  });
  const companies = createCompaniesService({ ...context, settings });
  const contacts = createContactsService({ ...context, settings, companies });
  const timeline = createTimelineService({ ...context, contacts, companies });
  const forms = createFormsService(context);
  const submissions = createSubmissionsService(context, { forms, contacts });
  const capture = createCaptureService(context, { config: config.capture, forms, submissions, settings });
  const leads = createLeadsService(context, { contacts, forms, settings, submissions, timeline });

  return { access: { teammatesOf: (userId) => settings.teammatesOf(userId) }, settings, jobs, contacts, companies, timeline, forms, submissions, capture, leads };
};
