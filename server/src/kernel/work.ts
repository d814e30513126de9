import type { z } from 'zod';

export type Lane = 'interactive' | 'bulk';

/** A row to be queued. `effectKey` makes the same effect queue only once, whoever asks twice. */
export interface NewWork {
  type: string;
  payload: Record<string, unknown>;
  lane?: Lane;
  effectKey?: string;
  runAt?: Date;
}

/** The durable queue as lower layers see it. Enqueue inside the transaction that makes the work necessary. */
export interface Queue {
  enqueue(work: readonly NewWork[]): Promise<void>;
}

interface WorkBase<S, P> {
  type: string;
  lane: Lane;
  /** Ids only: a payload never carries personal data. */
  payload: z.ZodType<P>;
  maxAttempts?: number;
  /** The work became a dead letter: make that visible where people look. Runs with that in one transaction. */
  whenGivenUp?(payload: P, tools: { crm: S }, reason: string): Promise<void>;
}

/**
 * Effects only in this database: runs in one transaction together with its completion, so each effect
 * happens exactly once. Gets waiting work in sets; a set that fails is tried again one by one.
 */
export interface TransactionalWork<S, P> extends WorkBase<S, P> {
  kind: 'transactional';
  run(payloads: P[], tools: { crm: S }): Promise<void>;
}

/** Effects outside: at least once, so `run` must be idempotent under `effectKey`. No transaction is open. */
export interface ExternalWork<S, P> extends WorkBase<S, P> {
  kind: 'external';
  run(payload: P, tools: { crm: S; effectKey: string; attempt: number; signal: AbortSignal }): Promise<void>;
}

export type WorkDefinition<S> = TransactionalWork<S, never> | ExternalWork<S, never>;

/** Ties the payload's schema to the handler's type, then forgets it, so that a list can hold many kinds. */
export const defineWork = <S, P>(definition: TransactionalWork<S, P> | ExternalWork<S, P>): WorkDefinition<S> =>
  definition as unknown as WorkDefinition<S>;

export interface ScheduleDefinition {
  name: string;
  /** Five or six cron fields. */
  cron: string;
  /** IANA name. */
  timezone?: string;
  /** What happens with ticks that were missed while the server was down. */
  missed?: 'coalesce' | 'skip' | 'all';
  /** The kind of work each tick queues; its payload is `{ plannedAt, isLate }`. */
  work: string;
}

/** Try again never: goes to the dead letters at once. */
export class PermanentFailure extends Error {}
