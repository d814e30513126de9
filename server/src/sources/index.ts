import { z } from 'zod';
import { id } from '../kernel/contract';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { sourcesContract } from './contract';
import { syncDeclared } from './declared';
import { listen } from './hook';

export type { SourcesService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

const capture = defineWork<CrmServices, { sourceId: string; documentId: string; isVisitor: boolean }>({
  kind: 'external',
  type: 'sources.capture',
  lane: 'interactive',
  payload: z.object({ sourceId: id, documentId: id, isVisitor: z.boolean() }),
  run: (payload, { crm }) => crm.sources.captureEntry(payload),
  whenGivenUp: ({ sourceId }, { crm }, reason) => crm.sources.fail(sourceId, reason),
});

const backfill = defineWork<CrmServices, { runId: string; afterId: number }>({
  kind: 'external',
  type: 'sources.backfill',
  lane: 'bulk',
  payload: z.object({ runId: id, afterId: z.number().int() }),
  run: (payload, { crm }) => crm.sources.runBatch(payload),
  whenGivenUp: ({ runId }, { crm }) => crm.sources.failRun(runId),
});

const mark = defineWork<CrmServices, { sourceId: string; afterId: number }>({
  kind: 'external',
  type: 'sources.mark',
  lane: 'interactive',
  payload: z.object({ sourceId: id, afterId: z.number().int() }),
  run: (payload, { crm }) => crm.sources.markBatch(payload),
});

const reconcile = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'external',
  type: 'sources.reconcile',
  lane: 'bulk',
  payload: tick,
  async run(payload, { crm }) {
    const { hasMore } = await crm.sources.reconcile();
    if (hasMore) await crm.jobs.enqueue([{ type: 'sources.reconcile', payload }]);
  },
});

/** Content types that the site had before become sources of leads (F52–F54). */
export const sources = defineFeature<CrmServices, (typeof sourcesContract)['endpoints']>({
  name: 'sources',
  contentTypes,
  contract: sourcesContract,
  handlers,
  work: [capture, backfill, mark, reconcile],
  schedules: [{ name: 'sources.reconcile', cron: '*/5 * * * *', missed: 'coalesce', work: 'sources.reconcile' }],
  contributes: { rolePresets: { marketer: ['sources.read', 'sources.update'], 'read-only': ['sources.read'] } },
  async bootstrap({ strapi, crm }) {
    listen(strapi, crm);
    await syncDeclared(strapi, crm.sources);
    await crm.sources.reload();
  },
});
