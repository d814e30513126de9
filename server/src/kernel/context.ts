import type { Core } from '@strapi/strapi';
import type { Events } from './events';

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** What every service gets. Times come from `clock`, so that a test can hold it still. */
export interface Context {
  strapi: Core.Strapi;
  clock: Clock;
  events: Events;
}

/** Who did it: shown in timelines and kept in histories. */
export type Actor = { kind: 'user'; id: number; name: string } | { kind: 'visitor'; name: string | null } | { kind: 'system'; name: string };
