import { z } from 'zod';
import { defineEndpoints } from '../kernel/contract';

export const LIMITS = { bodyBytes: 64 * 1024, views: 50, agoMs: 60 * 60_000 } as const;

/** 16 random bytes in base64url. */
export const VISITOR_ID = /^[A-Za-z0-9_-]{22}$/;

const address = z.string().max(4000);

/** What the script on the site sends: pages that one browser showed, after its owner agreed. */
export const pageViews = z.strictObject({
  /** Made by the browser and known to nobody else. */
  visitor: z.string().regex(VISITOR_ID, 'Send 16 random bytes in base64url: 22 characters'),
  consent: z.literal(true),
  views: z
    .array(
      z.strictObject({
        page: address,
        referrer: address.nullable().default(null),
        /** `uid:documentId:locale` of the entry that the page shows. */
        entry: z.string().max(200).nullable().default(null),
        /** How long ago, for views that waited in the browser. */
        agoMs: z.number().int().min(0).max(LIMITS.agoMs).default(0),
      }),
    )
    .min(1)
    .max(LIMITS.views),
});

export const visitsContract = defineEndpoints('visits', {
  collect: { method: 'POST', path: '/visits', public: { rateLimit: 'visits.collect' }, body: pageViews, returns: z.null() },
  script: { method: 'GET', path: '/visits.js', public: { rateLimit: 'visits.script' }, returns: z.string() },
});
