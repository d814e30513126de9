import { AsyncResource } from 'node:async_hooks';
import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { limiterKey } from '../kernel/address';
import type { Context } from '../kernel/context';
import { secretFor } from '../kernel/secret';
import { within } from '../kernel/within';
import type { CounterReason } from './contract';
import { createCounters } from './counters';
import { createLedger } from './ledger';
import { createTrafficQueries } from './queries';
import { createRedisStore } from './redis';
import { createWindows, type Hit, type RateStore } from './windows';

/** F6; the numbers come from the form's settings. */
export interface Limits {
  /** Per minute: beyond it a submission is stored, but held. */
  softPerAddress: number;
  softPerForm: number;
  /** Per minute: beyond it the door answers 429. */
  hardPerAddress: number;
  /** Per ten seconds. */
  hardPerForm: number;
}

export interface Verdict {
  state: 'ok' | 'soft' | 'hard';
  /** 0 unless `hard`. */
  retryAfterMs: number;
}

const MINUTE_MS = 60_000;
const TEN_SECONDS_MS = 10_000;
/** A crash loses at most this much of what was counted. */
const ROUND_MS = 250;
/** Windows a round: what a flood of invented addresses may cost the database. */
const MOST_PER_ROUND = 500;
const STOP_MS = 2_000;
const OK: Verdict = { state: 'ok', retryAfterMs: 0 };

interface Dependencies {
  isOn: boolean;
  redisUrl: string | undefined;
}

/**
 * Rate limits and counters of the public doors. A request is decided in memory (or by Redis); what was counted goes to
 * the database in rounds, so that limits outlive a restart and hold for all processes together. Nothing here throws at
 * a visitor: while the database is away, this process counts alone.
 */
export const createTrafficService = (context: Context, { isOn, redisUrl }: Dependencies) => {
  const { strapi, clock } = context;
  const ledger = createLedger(context);
  const counters = createCounters(() => clock.now());
  /** No address at rest: neither the database nor Redis sees more than this. */
  let secret: Buffer | undefined;
  const hash = (text: string): string => {
    secret ??= secretFor(strapi, 'rate-limits');
    return createHmac('sha256', secret).update(text).digest('base64url');
  };
  const windows = createWindows({ now: () => clock.now().getTime(), hash, onDirty: () => schedule() });
  const redis = redisUrl === undefined ? undefined : createRedisStore({ strapi, url: redisUrl, hash, fallback: windows });
  const store: RateStore = redis ?? windows;

  // A round serves many requests, so it must not run inside the transaction of the one that began it.
  const detached = new AsyncResource('crm.traffic');
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let hasFailed = false;

  const hasWork = (): boolean => windows.hasDirty() || !counters.isEmpty();

  const round = async (): Promise<void> => {
    const taken = { windows: windows.take(MOST_PER_ROUND), counters: counters.take() };
    try {
      windows.settle(taken.windows, await ledger.add(taken));
      hasFailed = false;
    } catch (error) {
      windows.putBack(taken.windows);
      counters.putBack(taken.counters);
      if (!hasFailed) strapi.log.error(`CRM rate limits and counters are kept in memory until the database takes them: ${(error as Error).name} ${(error as { code?: string }).code ?? ''}`);
      hasFailed = true;
    }
  };

  /** One round at a time; whoever finds one under way waits for it. */
  const runRound = async (): Promise<void> => {
    running ??= round().finally(() => (running = undefined));
    await running;
  };

  const schedule = (): void => {
    if (timer) return;
    detached.runInAsyncScope(() => {
      timer = setTimeout(() => {
        timer = undefined;
        void runRound().then(() => hasWork() && schedule());
      }, ROUND_MS);
      timer.unref();
    });
  };

  /** Everything counted before this call is on disk after it, unless the database is away. */
  const flush = async (): Promise<void> => {
    await running;
    do {
      // eslint-disable-next-line no-await-in-loop -- each round takes a part; one that failed put its part back
      await runRound();
    } while (hasWork() && !hasFailed);
  };

  const keyOf = (name: string, key: string): string => `${name} ${isIP(key) ? limiterKey(key) : key}`;
  const hit = (name: string, key: string, windowMs: number): Promise<Hit> => store.hit(keyOf(name, key), windowMs);

  return {
    /**
     * Counts a submission. `hard`: answer 429 and store nothing; `soft`: store and hold with the reason `rate`.
     * An address is a client's whole IP: it counts by itself, or by its /64. Without a form only the address counts.
     */
    async hit({ formKey, address, limits }: { formKey: string | null; address: string; limits: Limits }): Promise<Verdict> {
      if (!isOn) return OK;
      // A form that takes no more counts no addresses either: a flood of them fills nothing.
      const full = formKey === null ? null : await store.peek(keyOf('form', formKey), TEN_SECONDS_MS);
      if (full && full.count >= limits.hardPerForm) return { state: 'hard', retryAfterMs: full.resetMs };

      const byAddress = await hit('address', address, MINUTE_MS);
      if (byAddress.count > limits.hardPerAddress) return { state: 'hard', retryAfterMs: byAddress.resetMs };
      if (formKey === null) return OK;

      const [byForm, softly, softlyByForm] = await Promise.all([
        hit('form', formKey, TEN_SECONDS_MS),
        hit(`address of ${formKey}`, address, MINUTE_MS),
        hit('form', formKey, MINUTE_MS),
      ]);
      if (byForm.count > limits.hardPerForm) return { state: 'hard', retryAfterMs: byForm.resetMs };
      return softly.count > limits.softPerAddress || softlyByForm.count > limits.softPerForm ? { state: 'soft', retryAfterMs: 0 } : OK;
    },

    /** For any other door: counts one under `name` for `key` (an address, a user's id). Answers how long to wait, 0 to pass. */
    async limit(name: string, key: string, { max, windowMs }: { max: number; windowMs: number }): Promise<number> {
      if (!isOn) return 0;
      const { count, resetMs } = await hit(`limit ${name}`, key, windowMs);
      return count > max ? resetMs : 0;
    },

    /** Never throws and never waits. The counters page shows it after the next round, at most ROUND_MS later. */
    count(formId: string | null, reason: CounterReason, count = 1): void {
      counters.count(formId, reason, count);
      schedule();
    },

    captureHealth: createTrafficQueries(context).captureHealth,
    purge: ledger.purge,

    flush,

    async start(): Promise<void> {
      if (!isOn) return;
      windows.load(await ledger.liveWindows());
      await redis?.start();
    },

    async stop(): Promise<void> {
      clearTimeout(timer);
      redis?.stop();
      await within(STOP_MS, flush()).catch((error: Error) => strapi.log.warn(`CRM counters of the last moment are lost: ${error.message}`));
    },
  };
};

export type TrafficService = ReturnType<typeof createTrafficService>;
