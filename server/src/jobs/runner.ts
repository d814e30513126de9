import type { Core } from '@strapi/strapi';
import { faultPoint } from '../kernel/faults';
import { transaction } from '../kernel/transaction';
import { PermanentFailure, type ExternalWork, type TransactionalWork, type WorkDefinition } from '../kernel/work';
import { FencedOut, type ClaimedJob, type Claims } from './claim';
import { maskedError } from './failure';

const HEARTBEAT_MS = 20_000;
const LEASE_EXPIRED = 'LeaseExpired: the worker stopped answering before the job was done.';

interface RunnerSource<S> {
  strapi: Core.Strapi;
  work: Map<string, WorkDefinition<S>>;
  services: () => S;
  claims: Claims;
}

interface Checked {
  job: ClaimedJob;
  payload: never;
}

/** Runs what was claimed and settles each row: done, later, dead, or left to whoever holds it now. */
export const createRunner = <S>({ strapi, work, services, claims }: RunnerSource<S>) => {
  const about = (job: ClaimedJob): string => `CRM job ${job.documentId} (${job.type}), attempt ${job.attempts} of ${job.maxAttempts}`;

  const giveUp = async (job: ClaimedJob, reason: string, payload?: never): Promise<void> => {
    strapi.log.error(`${about(job)}, gave up: ${reason}`);
    await transaction(strapi, async () => {
      const isOurs = await claims.giveUp(job.leaseToken, [job.id], reason);
      if (isOurs && payload !== undefined) await work.get(job.type)?.whenGivenUp?.(payload, { crm: services() }, reason);
    });
  };

  const failed = async (job: ClaimedJob, error: unknown, payload?: never): Promise<void> => {
    const reason = maskedError(error);
    if (error instanceof PermanentFailure || job.attempts >= job.maxAttempts) return giveUp(job, reason, payload);
    strapi.log.warn(`${about(job)}, will be tried again: ${reason}`);
    await claims.retryLater(job.leaseToken, job, reason);
  };

  /** Keeps the lease while a long run is alive. A beat that the database missed is made up by the next one. */
  const keepLease = (token: string, jobs: readonly ClaimedJob[], onLost: () => void): (() => void) => {
    const ids = jobs.map((job) => job.id);
    const beat = async (): Promise<void> => {
      try {
        if (!(await claims.extend(token, ids))) onLost();
      } catch (error) {
        strapi.log.warn(`CRM jobs could not extend a lease: ${maskedError(error)}`);
      }
    };
    const timer = setInterval(() => void beat(), HEARTBEAT_MS);
    timer.unref();
    return () => clearInterval(timer);
  };

  /** Invalid payloads are given up one by one and never reach the work. */
  const checked = async (definition: WorkDefinition<S>, jobs: readonly ClaimedJob[]): Promise<Checked[]> => {
    const good: Checked[] = [];
    for (const job of jobs) {
      const parsed = definition.payload.safeParse(job.payload);
      if (parsed.success) {
        good.push({ job, payload: parsed.data });
        continue;
      }
      const where = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'payload'} (${issue.code})`).join(', ');
      // eslint-disable-next-line no-await-in-loop -- rare: somebody queued what the work does not take
      await failed(job, new PermanentFailure(`The payload is not what “${job.type}” takes: ${where}`));
    }
    return good;
  };

  const runSet = async (definition: TransactionalWork<S, never>, set: readonly Checked[], signal: AbortSignal): Promise<void> => {
    const [first] = set;
    if (!first) return;
    const token = first.job.leaseToken;
    try {
      await transaction(strapi, async () => {
        faultPoint('before-effect');
        await definition.run(
          set.map(({ payload }) => payload),
          { crm: services() },
        );
        faultPoint('after-effect-before-complete');
        await claims.complete(
          token,
          set.map(({ job }) => job.id),
        );
      });
      return;
    } catch (error) {
      if (error instanceof FencedOut) throw error;
      if (set.length === 1) return failed(first.job, error, first.payload);
    }
    // The set was rolled back. Alone, only the bad ones fail.
    for (const [index, one] of set.entries()) {
      if (signal.aborted) return claims.release(token, set.slice(index).map(({ job }) => job.id));
      // eslint-disable-next-line no-await-in-loop -- each row in a transaction of its own
      await runSet(definition, [one], signal);
    }
  };

  const runExternal = async (definition: ExternalWork<S, never>, { job, payload }: Checked, stop: AbortSignal): Promise<void> => {
    const lost = new AbortController();
    const stopBeating = keepLease(job.leaseToken, [job], () => lost.abort());
    try {
      faultPoint('before-effect');
      await definition.run(payload, {
        crm: services(),
        effectKey: job.effectKey ?? `job:${job.documentId}`,
        attempt: job.attempts,
        signal: AbortSignal.any([stop, lost.signal]),
      });
      faultPoint('after-effect-before-complete');
    } catch (error) {
      // A run that gave way to our stop did nothing wrong: its attempt does not count.
      return await (stop.aborted ? claims.release(job.leaseToken, [job.id]) : failed(job, error, payload));
    } finally {
      stopBeating();
    }
    await claims.complete(job.leaseToken, [job.id]);
  };

  const runTransactional = async (definition: TransactionalWork<S, never>, set: readonly Checked[], signal: AbortSignal): Promise<void> => {
    const [first] = set;
    if (!first) return;
    const stopBeating = keepLease(first.job.leaseToken, set.map(({ job }) => job), () => undefined);
    try {
      await runSet(definition, set, signal);
    } finally {
      stopBeating();
    }
  };

  const settle = async (jobs: readonly ClaimedJob[], signal: AbortSignal): Promise<void> => {
    const [first] = jobs;
    if (!first) return;
    const definition = work.get(first.type);
    if (!definition) {
      const reason = `Nothing in this version of the plugin does “${first.type}”. Discard the job, or retry it after an upgrade.`;
      strapi.log.error(`${about(first)}${jobs.length > 1 ? ` and ${jobs.length - 1} more` : ''}: ${reason}`);
      await claims.giveUp(first.leaseToken, jobs.map((job) => job.id), reason);
      return;
    }
    const good = await checked(definition, jobs);
    if (definition.kind === 'transactional') return runTransactional(definition, good, signal);
    await Promise.all(good.map((one) => runExternal(definition, one, signal)));
  };

  /** Never throws: what could not be settled comes back when its lease ends. */
  const settled = async (jobs: readonly ClaimedJob[], settling: Promise<void>): Promise<void> => {
    try {
      await settling;
    } catch (error) {
      const ids = jobs.map((job) => job.documentId).join(', ');
      const reason = error instanceof FencedOut ? 'the lease ran out and somebody else holds them, so this run does not count' : maskedError(error);
      strapi.log.error(`CRM jobs ${ids} (${jobs[0]?.type ?? ''}) were not settled: ${reason}`);
    }
  };

  return {
    /** Takes jobs of one type and one claim. Never throws. */
    run: (jobs: readonly ClaimedJob[], signal: AbortSignal): Promise<void> => settled(jobs, settle(jobs, signal)),

    /** Takes back what crashed or frozen workers held; what crashed its worker too often is given up. Harmless at any time and in any process. */
    async sweep(): Promise<void> {
      await claims.recover(LEASE_EXPIRED);
      for (const job of await claims.claimLost()) {
        const payload = work.get(job.type)?.payload.safeParse(job.payload).data;
        // eslint-disable-next-line no-await-in-loop -- each in a transaction of its own, so that one can't hold up the others
        await settled([job], giveUp(job, LEASE_EXPIRED, payload));
      }
    },
  };
};

export type Runner = ReturnType<typeof createRunner>;
