import { z } from 'zod';
import { date, datetime, defineEndpoints, id } from '../kernel/contract';

/** Why a request was answered without being stored. */
export const REFUSALS = ['rate-hard', 'size', 'body', 'validation', 'closed', 'unknown-form', 'unavailable'] as const;
/**
 * What became of a request at the door. Each adds one to `accepted`, to `held` or to one refusal. Beside that, a held
 * one adds one to each reason of its verdict (`held:honeypot`), and a double click one to `duplicate`.
 */
export type CounterReason = 'accepted' | 'duplicate' | 'held' | `held:${string}` | StepReason | (typeof REFUSALS)[number];

/** Steps of a form, counted from 1: how often one was passed or refused, and the seconds that people took to pass it. */
export const STEP_COUNTS = ['passed', 'refused', 'seconds'] as const;
type StepReason = `step-${(typeof STEP_COUNTS)[number]}:${number}`;

/** How long the counters are kept. */
export const KEPT_DAYS = 400;
export const MOST_LIMIT_HITS = 50;

export const captureHealth = z.object({
  /** UTC days, both included. */
  from: date,
  to: date,
  /** Oldest first; days and reasons without a request are left out. */
  counts: z.array(z.object({ day: date, reason: z.string(), count: z.number().int() })),
  /** Of one form that pages ask step by step; empty for all forms together. */
  steps: z.array(z.object({ step: z.number().int(), passed: z.number().int(), refused: z.number().int(), seconds: z.number().int() })),
  /** Where the hard limit refused, newest first. `formId` is null for addresses that are no form's. */
  limitHits: z.array(z.object({ day: date, formId: id.nullable(), count: z.number().int(), alertedAt: datetime.nullable() })),
});
export type CaptureHealth = z.infer<typeof captureHealth>;

export const trafficContract = defineEndpoints('traffic', {
  captureHealth: {
    method: 'GET',
    path: '/capture-health',
    permission: 'traffic.read',
    query: z.strictObject({ formId: id.optional(), days: z.coerce.number().int().min(1).max(KEPT_DAYS).default(30) }),
    returns: captureHealth,
  },
});
