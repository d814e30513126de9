import type { Core } from '@strapi/strapi';
import type { Contract, EndpointTable } from './contract';
import { collectContributions, type CollectedContributions, type Contributions } from './contributions';
import type { Door } from './door';
import { subscriberWork, type EventSchemas, type Subscription } from './events';
import type { Handlers } from './implement';
import type { SearchIndex } from './search';
import type { ScheduleDefinition, WorkDefinition } from './work';

export interface ContentTypeSchema {
  kind: 'collectionType';
  collectionName: `crm_${string}`;
  info: { singularName: string; pluralName: string; displayName: string };
  options: { draftAndPublish: false; noStageAttribute: true };
  pluginOptions: Record<string, unknown>;
  attributes: Record<string, { type: string; pluginOptions?: { crm?: { pii?: string } } }>;
  indexes?: { name: string; columns: string[]; type?: 'unique' }[];
}

interface Runtime<S> {
  strapi: Core.Strapi;
  crm: S;
}

/** A feature on one screen. Everything is optional but the name. */
export interface Feature<S, T extends EndpointTable = EndpointTable> {
  name: string;
  contentTypes?: Record<string, ContentTypeSchema>;
  contract?: Contract<T>;
  handlers?: Handlers<T, S>;
  doors?: (runtime: Runtime<S>) => readonly Door[];
  events?: EventSchemas;
  subscribers?: readonly Subscription<S>[];
  work?: readonly WorkDefinition<S>[];
  schedules?: readonly ScheduleDefinition[];
  search?: readonly SearchIndex[];
  contributes?: Contributions;
  /** After the tables exist. */
  bootstrap?: (runtime: Runtime<S>) => Promise<void>;
  destroy?: (runtime: Runtime<S>) => Promise<void>;
}

/** Checks the handlers against the contract's types, then forgets them, so that one list can hold all features. */
export const defineFeature = <S, T extends EndpointTable>(feature: Feature<S, T>): Feature<S> => feature as unknown as Feature<S>;

export interface MergedFeatures<S> {
  features: readonly Feature<S>[];
  contentTypes: Record<string, { schema: ContentTypeSchema }>;
  contracts: Contract[];
  eventSchemas: EventSchemas;
  subscribers: { event: string; feature: string; lane: 'interactive' | 'bulk' }[];
  work: Map<string, WorkDefinition<S>>;
  schedules: ScheduleDefinition[];
  search: SearchIndex[];
  contributions: CollectedContributions;
}

/** Puts the features together and throws on every name that two of them claim. */
export const mergeFeatures = <S>(features: readonly Feature<S>[]): MergedFeatures<S> => {
  const contentTypes: MergedFeatures<S>['contentTypes'] = {};
  const eventSchemas: EventSchemas = {};
  const work = new Map<string, WorkDefinition<S>>();
  const schedules = new Map<string, ScheduleDefinition>();
  const routes = new Set<string>();
  const names = new Set<string>();
  const subjects = new Set<string>();

  const claim = (taken: { has(name: string): boolean }, name: string, what: string): string => {
    if (taken.has(name)) throw new Error(`Two features declare the ${what} “${name}”`);
    return name;
  };
  const keysOf = (record: object) => ({ has: (name: string) => Object.hasOwn(record, name) });

  for (const feature of features) {
    names.add(claim(names, feature.name, 'name'));
    for (const [name, schema] of Object.entries(feature.contentTypes ?? {})) contentTypes[claim(keysOf(contentTypes), name, 'content type')] = { schema };
    for (const [name, schema] of Object.entries(feature.events ?? {})) eventSchemas[claim(keysOf(eventSchemas), name, 'event')] = schema;
    for (const definition of feature.work ?? []) work.set(claim(work, definition.type, 'work'), definition);
    for (const schedule of feature.schedules ?? []) schedules.set(claim(schedules, schedule.name, 'schedule'), schedule);
    for (const { type } of feature.contributes?.timelineSubjects ?? []) subjects.add(claim(subjects, type, 'timeline subject'));
    for (const endpoint of Object.values(feature.contract?.endpoints ?? {})) {
      const key = `${endpoint.method} ${endpoint.public ? '/api' : ''}${endpoint.path.replace(/:[^/]+/g, ':')}`;
      routes.add(claim(routes, key, 'endpoint'));
    }
  }
  for (const feature of features) {
    for (const subscription of feature.subscribers ?? []) {
      const schema = eventSchemas[subscription.event];
      if (!schema) throw new Error(`“${feature.name}” subscribes to “${subscription.event}”, which no feature declares`);
      const definition = subscriberWork(feature.name, subscription, schema);
      work.set(claim(work, definition.type, 'subscriber'), definition);
    }
  }
  for (const schedule of schedules.values()) if (!work.has(schedule.work)) throw new Error(`The schedule “${schedule.name}” queues “${schedule.work}”, which no feature declares`);

  return {
    features,
    contentTypes,
    contracts: features.flatMap((feature) => feature.contract ?? []),
    eventSchemas,
    subscribers: features.flatMap((feature) => (feature.subscribers ?? []).map(({ event, lane }) => ({ event, lane, feature: feature.name }))),
    work,
    schedules: [...schedules.values()],
    search: features.flatMap((feature) => feature.search ?? []),
    contributions: collectContributions(features.map((feature) => feature.contributes)),
  };
};
