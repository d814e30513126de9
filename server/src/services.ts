import type { Core } from '@strapi/strapi';
import { createCaptureService, type CaptureService } from './capture/service';
import { createCompaniesService, type CompaniesService } from './companies/service';
import { parseConfig } from './config';
import { createConsentsService, type ConsentsService } from './consents/service';
import { createContactsService, type ContactsService } from './contacts/service';
import { createDraftsService, type DraftsService } from './drafts/service';
import { features } from './features';
import { createFilesService, type FilesService } from './files/service';
import { createFormsService, type FormsService } from './forms/service';
import { createJobsService, type JobsService } from './jobs/service';
import { systemClock, type Clock, type Context } from './kernel/context';
import { createEvents } from './kernel/events';
import { databaseCheck } from './kernel/health';
import { permissionActions } from './kernel/implement';
import { createLeadsService, type LeadsService } from './leads/service';
import { createMailService, type MailService } from './mail/service';
import type { MailProvider } from './mail/transport';
import { createMatchingService, type MatchingService } from './matching/service';
import { createProcessingService, type ProcessingService } from './processing/service';
import { createNoticesService, type NoticesService } from './notices/service';
import { createOptInService, type OptInService } from './opt-in/service';
import { createSettingsService, type SettingsService } from './settings/service';
import { createSourcesService, type SourcesService } from './sources/service';
import { createSpamService, type SpamService } from './spam/service';
import { createSubmissionsService, type SubmissionsService } from './submissions/service';
import { createTimelineService, type TimelineService } from './timeline/service';
import { createTrafficService, type TrafficService } from './traffic/service';
import { createVisitsService, type VisitsService } from './visits/service';

/** Everything the CRM can do, by feature. Handlers, subscribers and site code all come through here. */
export interface CrmServices {
  access: { teammatesOf(userId: number): Promise<number[]> };
  settings: SettingsService;
  jobs: JobsService;
  traffic: TrafficService;
  companies: CompaniesService;
  contacts: ContactsService;
  matching: MatchingService;
  timeline: TimelineService;
  mail: MailService;
  consents: ConsentsService;
  files: FilesService;
  forms: FormsService;
  drafts: DraftsService;
  submissions: SubmissionsService;
  spam: SpamService;
  visits: VisitsService;
  optIn: OptInService;
  notices: NoticesService;
  capture: CaptureService;
  leads: LeadsService;
  sources: SourcesService;
  processing: ProcessingService;
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
  const traffic = createTrafficService(context, { isOn: config.capture.rateLimits === 'on', redisUrl: process.env.CRM_REDIS_URL });
  const settings = createSettingsService({
    strapi,
    clock,
    rolePresets: () => features.contributions.rolePresets,
    knownActions: () => permissionActions(features.contracts).map(({ uid }) => uid),
  });
  const companies = createCompaniesService(context, { settings, linkedRecords: () => features.contributions.linkedRecords });
  const contacts = createContactsService(context, { settings, companies });
  const matching = createMatchingService(context, { settings, companies, contacts });
  const timeline = createTimelineService({ ...context, contacts, companies, subjects: () => features.contributions.timelineSubjects });
  const mail = createMailService(context, { jobs, provider: () => strapi.plugin('email')?.service('email') as MailProvider | undefined });
  const consents = createConsentsService(context);
  const files = createFilesService(context, { config: config.files, traffic });
  const forms = createFormsService(context);
  const drafts = createDraftsService(context, { config: config.capture, forms, traffic });
  const submissions = createSubmissionsService(context, { forms, contacts, consents, files });
  const spam = createSpamService(context, { config: config.capture, forms, submissions, traffic });
  const visits = createVisitsService(context, { config, traffic });
  const optIn = createOptInService(context, { mail, consents, forms, submissions, traffic, trustedProxyHops: config.capture.trustedProxyHops });
  const notices = createNoticesService(context, { jobs, mail, forms, submissions });
  const capture = createCaptureService(context, { config: config.capture, traffic, files, forms, drafts, submissions, spam, visits, settings });
  const leads = createLeadsService(context, { matching, settings, submissions, timeline });
  const sources = createSourcesService(context, { jobs, forms, settings, submissions, spam });
  const processing = createProcessingService(context, { jobs, sources, contacts, matching, timeline, mail, consents, forms, submissions, visits, optIn, notices, leads });

  return { access: { teammatesOf: (userId) => settings.teammatesOf(userId) }, settings, jobs, traffic, companies, contacts, matching, timeline, mail, consents, files, forms, drafts, submissions, spam, visits, optIn, notices, capture, leads, sources, processing };
};
