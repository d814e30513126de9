import { z } from 'zod';
import { origin } from './forms/contract';
import { FILE_KINDS } from './files/contract';

const captchaKeys = z.strictObject({ siteKey: z.string().trim().min(1), secret: z.string().trim().min(1) });

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
      /** Keys of captcha providers, for sites that keep secrets in the environment. They win over Settings › CRM › Spam protection. */
      captcha: z
        .strictObject({ turnstile: captchaKeys, hcaptcha: captchaKeys, recaptcha: captchaKeys.extend({ minScore: z.number().min(0).max(1).default(0.5) }) })
        .partial()
        .default({}),
      /** Keeps a submission's whole IP address for 30 days. Otherwise, and from then on, only /24 or /48 of it is known. */
      keepsAddresses: z.boolean().default(false),
      /** Parameters that are cut from stored addresses, beside those that look like secrets or personal data. */
      deniedParameters: z.array(z.string().trim().min(1).max(60)).max(100).default([]),
    })
    .prefault({}),
  visits: z
    .strictObject({
      /** Sites whose pages may send page views, such as https://www.example.com. Strapi's own address always may. */
      allowedOrigins: z.array(origin).max(50).default([]),
    })
    .prefault({}),
  files: z
    .strictObject({
      /**
       * Where the files that visitors send are kept; relative to the site's folder. Never inside the public folder. The
       * dot keeps `strapi develop` from restarting at each upload.
       */
      directory: z.string().trim().min(1).default('.crm-files'),
      /** The kinds that any form may take; a form's field can only narrow them. */
      kinds: z.array(z.enum(FILE_KINDS)).min(1).default([...FILE_KINDS]),
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
