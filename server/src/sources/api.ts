import type { Handlers } from '../kernel/implement';
import type { CrmServices } from '../services';
import type { sourcesContract } from './contract';

export const handlers: Handlers<(typeof sourcesContract)['endpoints'], CrmServices> = {
  list: ({ query, crm }) => crm.sources.list(query),
  types: ({ crm }) => Promise.resolve({ results: crm.sources.types() }),
  get: ({ params, crm }) => crm.sources.get(params.id),
  create: ({ body, crm }) => crm.sources.create(body),
  update: ({ params, body, crm }) => crm.sources.update(params.id, body),
  preview: ({ params, crm }) => crm.sources.preview(params.id),
  runs: ({ params, crm }) => crm.sources.runs(params.id),
  backfill: ({ params, crm }) => crm.sources.backfill(params.id),
};
