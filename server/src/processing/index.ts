import { z } from 'zod';
import { id } from '../kernel/contract';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { processingContract } from './contract';
import { subscribers } from './subscribers';

export type { ProcessingService } from './service';

const undoRun = defineWork<CrmServices, { runId: string }>({
  kind: 'transactional',
  type: 'processing.undo-run',
  lane: 'bulk',
  payload: z.object({ runId: id }),
  async run(payloads, { crm }) {
    for (const { runId } of payloads) {
      // eslint-disable-next-line no-await-in-loop -- a batch each, in one transaction
      await crm.processing.undoBatch(runId);
    }
  },
});

/** What becomes of a submission: records, mails, consents; and how that is taken back. */
export const processing = defineFeature<CrmServices, (typeof processingContract)['endpoints']>({
  name: 'processing',
  contract: processingContract,
  handlers,
  subscribers,
  work: [undoRun],
});
