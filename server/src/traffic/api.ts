import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { trafficContract } from './contract';

export const handlers: Handlers<(typeof trafficContract)['endpoints'], CrmServices> = {
  captureHealth: ({ query, crm }) => crm.traffic.captureHealth(query),
};
