import { z } from 'zod';
import { id } from '../kernel/contract';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { contentTypes } from './content-types';
import { DIGEST } from './service';
import { subscribers } from './subscribers';

export type { NoticesService, ProcessedSubmission } from './service';

const digest = defineWork<CrmServices, { formId: string }>({
  kind: 'transactional',
  type: DIGEST,
  lane: 'bulk',
  payload: z.object({ formId: id }),
  async run(payloads, { crm }) {
    for (const formId of new Set(payloads.map((payload) => payload.formId))) {
      // eslint-disable-next-line no-await-in-loop -- at most one an hour for each form
      await crm.notices.digest(formId);
    }
  },
});

/** Mails that a submission causes. It has no endpoints: a form's settings say who is told and what is answered. */
export const notices = defineFeature<CrmServices, never>({ name: 'notices', contentTypes, subscribers, work: [digest] });
