import { z } from 'zod';

/** Everything a site may set under `crm.config` in config/plugins. No option is needed. */
export const crmConfig = z.strictObject({
  capture: z
    .strictObject({
      /**
       * How many proxies stand before Strapi. The visitor's address is then the n-th entry of X-Forwarded-For
       * counted from the right; with 0 the header is ignored, because a visitor can write it.
       */
      trustedProxyHops: z.number().int().min(0).max(10).default(0),
      /** Hard limits of the public form endpoint. Off only for load tests; the boot log warns. */
      rateLimits: z.enum(['on', 'off']).default('on'),
    })
    .prefault({}),
  jobs: z
    .strictObject({
      /** `off` leaves queued work to other processes on the same database. */
      workers: z.enum(['on', 'off']).default('on'),
    })
    .prefault({}),
});
export type CrmConfig = z.output<typeof crmConfig>;

export const parseConfig = (input: unknown): CrmConfig => {
  const parsed = crmConfig.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `crm.config.${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`config/plugins is not valid for the CRM plugin.\n${problems.join('\n')}`);
};
