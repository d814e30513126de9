import type { Core } from '@strapi/strapi';
import { parseConfig } from './config';
import { features } from './features';
import { openDoors } from './kernel/door';
import { adminRoutes, controllerFor, permissionActions, permits } from './kernel/implement';
import { ensureSearchIndexes } from './kernel/search';
import { persistTables } from './kernel/tables';
import { crm, type CrmServices } from './services';

/** What site code reaches as `strapi.plugin('crm').service(name)`; a service that is missing here does not compile. */
const SERVICES: Record<Exclude<keyof CrmServices, 'access'>, true> = {
  settings: true,
  jobs: true,
  traffic: true,
  companies: true,
  contacts: true,
  matching: true,
  timeline: true,
  mail: true,
  consents: true,
  files: true,
  forms: true,
  drafts: true,
  submissions: true,
  spam: true,
  visits: true,
  optIn: true,
  notices: true,
  capture: true,
  leads: true,
  sources: true,
  processing: true,
};

interface Lifecycle {
  strapi: Core.Strapi;
}

const register = ({ strapi }: Lifecycle): void => {
  if (parseConfig(strapi.config.get('plugin::crm')).capture.rateLimits === 'off')
    strapi.log.warn('CRM: the public form endpoint runs without rate limits. That is for load tests only: remove capture.rateLimits from crm.config.');
  hideFromGraphql(strapi);
  openDoors(strapi, features.features.flatMap((feature) => feature.doors?.({ strapi, crm: crm(strapi) }) ?? []));
};

const bootstrap = async ({ strapi }: Lifecycle): Promise<void> => {
  await persistTables(strapi);
  await ensureSearchIndexes(strapi, features.search);
  await strapi.service('admin::permission').actionProvider.registerMany(permissionActions(features.contracts));
  for (const feature of features.features) {
    // eslint-disable-next-line no-await-in-loop -- in the features' order
    await feature.bootstrap?.({ strapi, crm: crm(strapi) });
  }
  // Commands such as export also load Strapi: only a server that listens works on jobs.
  strapi.server.httpServer.once('listening', () => crm(strapi).jobs.start());
};

const destroy = async ({ strapi }: Lifecycle): Promise<void> => {
  await crm(strapi).jobs.stop();
  for (const feature of [...features.features].reverse()) {
    // eslint-disable-next-line no-await-in-loop -- in the opposite order of bootstrap
    await feature.destroy?.({ strapi, crm: crm(strapi) });
  }
};

interface GraphqlExtension {
  shadowCRUD(uid: string): { disable(): void };
}

/** The GraphQL plugin shows every type by default; ours are reached through our own doors only. */
const hideFromGraphql = (strapi: Core.Strapi): void => {
  const extension = strapi.plugin('graphql')?.service('extension') as GraphqlExtension | undefined;
  for (const name of Object.keys(features.contentTypes)) extension?.shadowCRUD(`plugin::crm.${name}`).disable();
};

const controllers = Object.fromEntries(
  features.features.flatMap((feature) => (feature.contract ? [[feature.contract.feature, controllerFor(feature.contract, (feature.handlers ?? {}) as Parameters<typeof controllerFor<CrmServices>>[1], crm)]] : [])),
);

/** Annotated, because the declaration of the inferred type would spell out every content type. */
const plugin: Readonly<Record<string, unknown>> = {
  register,
  bootstrap,
  destroy,
  config: { default: {}, validator: (config: unknown) => void parseConfig(config) },
  contentTypes: features.contentTypes,
  controllers,
  policies: { permits },
  routes: { admin: () => ({ type: 'admin', routes: adminRoutes(features.contracts) }) },
  services: Object.fromEntries((Object.keys(SERVICES) as (keyof typeof SERVICES)[]).map((name) => [name, ({ strapi }: Lifecycle) => crm(strapi)[name]])),
};

export default plugin;
