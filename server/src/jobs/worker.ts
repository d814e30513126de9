import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { Clock } from '../kernel/context';
import { faultPoint } from '../kernel/faults';
import type { Lane, WorkDefinition } from '../kernel/work';
import type { ClaimedJob, Claims } from './claim';
import { JOB_LANES } from './contract';
import { maskedError } from './failure';
import type { Runner } from './runner';

/** Rows per transaction. Bulk sets are small, so that a visitor's write waits for at most one of them. */
const SET_SIZE = { interactive: 100, bulk: 25 } as const;
/** External runs at once, per lane. */
const EXTERNAL_PLACES = 10;
/** Another process holds every due row of the kind at this moment. */
const CONTENDED_MS = 100;
/** Running work ends by itself in this time, is then asked to, and is let go at the limit. */
const STOP_MS = { grace: 8_000, limit: 2_000, release: 2_000 } as const;

interface WorkerSource {
  strapi: Core.Strapi;
  clock: Clock;
  work: Map<string, Pick<WorkDefinition<never>, 'kind' | 'type'>>;
  claims: Claims;
  runner: Runner;
}

/** Two loops in each process. Woken by a commit or, at the latest, by the next tick of the clock. */
export const createWorker = ({ strapi, clock, work, claims, runner }: WorkerSource) => {
  const externalTypes = [...work.values()].filter((definition) => definition.kind === 'external').map((definition) => definition.type);
  const running = new Map<Promise<void>, readonly ClaimedJob[]>();
  const latches = { interactive: createLatch(), bulk: createLatch() };
  const externals = { interactive: 0, bulk: 0 };
  let loops: Promise<void>[] = [];
  let isStopping = false;
  let hasFailed = false;
  let stopSignal = new AbortController();

  const wake = (lane: Lane): void => latches[lane].open();

  const launch = (jobs: readonly ClaimedJob[]): Promise<void> => {
    const run = runner.run(jobs, stopSignal.signal).finally(() => running.delete(run));
    running.set(run, jobs);
    return run;
  };

  const launchExternal = (lane: Lane, jobs: readonly ClaimedJob[]): void => {
    for (const job of jobs) {
      externals[lane] += 1;
      void launch([job]).finally(() => {
        externals[lane] -= 1;
        wake(lane);
      });
    }
  };

  /**
   * One set of the lane. Bulk waits while anything interactive is due, which is stricter than pausing it
   * only at 10,000 waiting rows or five minutes (R16).
   */
  const step = async (lane: Lane, now: Date, mayRun: () => boolean): Promise<boolean> => {
    const free = EXTERNAL_PLACES - externals[lane];
    const except = free > 0 ? [] : externalTypes;
    const oldest = await claims.peek({ lane, now, except });
    if (!oldest) return false;
    if (lane === 'bulk' && (await claims.peek({ lane: 'interactive', now }))) return false;

    const isExternal = work.get(oldest.type)?.kind === 'external';
    const jobs = await claims.claim({ lane, now, except, type: oldest.type, limit: isExternal ? free : SET_SIZE[lane] });
    const [first] = jobs;
    if (!first) {
      await pause(CONTENDED_MS);
      return true;
    }
    faultPoint('after-claim');
    if (!mayRun()) {
      await claims.release(first.leaseToken, jobs.map((job) => job.id));
      return false;
    }
    if (isExternal) launchExternal(lane, jobs);
    else await launch(jobs);
    return true;
  };

  /** A database that is away stops the loop until the next tick, and is told once. */
  const safely = async (lane: Lane): Promise<boolean> => {
    try {
      const hasWorked = await step(lane, clock.now(), () => !isStopping);
      hasFailed = false;
      return hasWorked;
    } catch (error) {
      if (!hasFailed) strapi.log.error(`CRM jobs can't be read: ${maskedError(error)}`);
      hasFailed = true;
      return false;
    }
  };

  const loop = async (lane: Lane): Promise<void> => {
    while (!isStopping) {
      // eslint-disable-next-line no-await-in-loop -- one set after the other
      const hasWorked = await safely(lane);
      if (hasWorked) {
        // eslint-disable-next-line no-await-in-loop -- requests and the other lane come between two sets
        await breathe();
        continue;
      }
      if (lane === 'interactive') wake('bulk');
      // eslint-disable-next-line no-await-in-loop -- until somebody has work
      await latches[lane].passed();
    }
  };

  return {
    wake,

    start(): void {
      if (loops.length > 0) return;
      isStopping = false;
      loops = JOB_LANES.map(loop);
    },

    /** Ends within about ten seconds. What is still running then goes back to the queue and is fenced out here. */
    async stop(): Promise<void> {
      isStopping = true;
      JOB_LANES.forEach(wake);
      const finished = Promise.all([...loops, ...running.keys()]);
      if (!(await endsWithin(finished, STOP_MS.grace))) {
        stopSignal.abort();
        await endsWithin(finished, STOP_MS.limit);
      }
      const release = async (): Promise<void> => {
        await Promise.all([...running.values()].map((jobs) => claims.release(jobs[0]?.leaseToken ?? '', jobs.map((job) => job.id))));
      };
      try {
        await endsWithin(release(), STOP_MS.release);
      } catch (error) {
        strapi.log.warn(`CRM jobs could not be released and come back when their lease ends: ${maskedError(error)}`);
      }
      loops = [];
      stopSignal = new AbortController();
    },

    /** Runs everything that is due at `until`, one set after the other, and answers the number of sets. */
    async drain(until?: Date): Promise<number> {
      for (let sets = 0; ; ) {
        const now = until ?? clock.now();
        // eslint-disable-next-line no-await-in-loop -- single-threaded on purpose
        const hasWorked = (await step('interactive', now, () => true)) || (await step('bulk', now, () => true));
        if (!hasWorked && running.size === 0) return sets;
        if (hasWorked) sets += 1;
        // eslint-disable-next-line no-await-in-loop -- see above
        await Promise.all(running.keys());
      }
    },
  };
};

/** Remembers a wake-up that comes between looking for work and waiting for it. */
const createLatch = () => {
  let isOpen = false;
  let release: () => void = () => undefined;
  return {
    open(): void {
      isOpen = true;
      release();
    },
    async passed(): Promise<void> {
      if (!isOpen) await new Promise<void>((resolve) => (release = resolve));
      isOpen = false;
    },
  };
};

const endsWithin = async (promise: Promise<unknown>, ms: number): Promise<boolean> => {
  const timer = new AbortController();
  try {
    return await Promise.race([promise.then(() => true), pause(ms, false, { signal: timer.signal }).catch(() => false)]);
  } finally {
    timer.abort();
  }
};

export type Worker = ReturnType<typeof createWorker>;
