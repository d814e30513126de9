import { z } from 'zod';
import { defineEndpoints } from '../kernel/contract';

export const OPT_IN_MODES = ['marketing', 'submission'] as const;
export type OptInMode = (typeof OPT_IN_MODES)[number];

/** Both answer a page for people. Only the second one changes anything: programs that follow links in mails press no button. */
export const optInContract = defineEndpoints('opt-in', {
  show: { method: 'GET', path: '/confirm/:token', public: { rateLimit: 'confirm' }, returns: z.string() },
  confirm: { method: 'POST', path: '/confirm/:token', public: { rateLimit: 'confirm' }, returns: z.string() },
});
