import { z } from 'zod';
import { id } from '../kernel/contract';
import { defineFeature } from '../kernel/feature';
import { defineWork } from '../kernel/work';
import type { CrmServices } from '../services';
import { handlers } from './api';
import { contentTypes } from './content-types';
import { mailContract } from './contract';
import { SEND } from './outbox';
import { mailCheck } from './sender';

export { safeName, type NewMail } from './message';
export type { MailService } from './service';

const tick = z.object({ plannedAt: z.iso.datetime(), isLate: z.boolean() });

const send = defineWork<CrmServices, { mailId: string }>({
  kind: 'external',
  type: SEND,
  lane: 'interactive',
  payload: z.object({ mailId: id }),
  run: ({ mailId }, { crm }) => crm.mail.send(mailId),
  whenGivenUp: ({ mailId }, { crm }, reason) => crm.mail.giveUp(mailId, reason),
});

const purge = defineWork<CrmServices, z.infer<typeof tick>>({
  kind: 'transactional',
  type: 'mail.purge',
  lane: 'bulk',
  payload: tick,
  async run([first], { crm }) {
    const { hasMore } = await crm.mail.purge();
    if (hasMore && first) await crm.jobs.enqueue([{ type: 'mail.purge', payload: first }]);
  },
});

export const mail = defineFeature<CrmServices, (typeof mailContract)['endpoints']>({
  name: 'mail',
  contentTypes,
  contract: mailContract,
  handlers,
  work: [send, purge],
  schedules: [{ name: 'mail.purge', cron: '41 3 * * *', missed: 'coalesce', work: 'mail.purge' }],
  contributes: {
    healthChecks: [mailCheck],
    rolePresets: { marketer: ['mail.read', 'mail.update'] },
  },
});
