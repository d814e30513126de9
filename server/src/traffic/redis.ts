import type { Core } from '@strapi/strapi';
import type { Redis } from 'ioredis';
import type { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Hash, Hit, RateStore } from './windows';

interface RedisOptions {
  strapi: Core.Strapi;
  url: string;
  hash: Hash;
  /** Counts while Redis does not answer. */
  fallback: RateStore;
}

/** An answer that takes longer is as good as none: a visitor waits for it. */
const ANSWER_MS = 100;
const REST_MS = 5_000;
const CONNECT_MS = 2_000;

/**
 * The library's Redis store counts by one atomic script. Its other stores don't fit: in memory it holds a timer for
 * each key and no bound, in SQL it writes at each request. Windows here begin with their first request.
 */
export const createRedisStore = ({ strapi, url, hash, fallback }: RedisOptions) => {
  let client: Redis | undefined;
  let limiter: RateLimiterRedis | undefined;
  let restsUntil = 0;
  let isTold = false;

  const keyOf = (key: string, windowMs: number): string => hash(`${key} ${windowMs}`);

  const tell = (error: unknown): void => {
    if (!isTold) strapi.log.warn(`CRM rate limits go on without Redis until it answers again: ${(error as Error).message}`);
    isTold = true;
  };

  const ask = async (question: (limiter: RateLimiterRedis) => Promise<Hit>, otherwise: () => Promise<Hit>): Promise<Hit> => {
    if (!limiter || Date.now() < restsUntil) return otherwise();
    try {
      return await question(limiter);
    } catch (error) {
      tell(error);
      restsUntil = Date.now() + REST_MS;
      return otherwise();
    }
  };

  return {
    hit: (key: string, windowMs: number): Promise<Hit> =>
      ask(
        async (redis) => {
          const { consumedPoints, msBeforeNext } = await redis.consume(keyOf(key, windowMs), 1, { customDuration: windowMs / 1000 });
          return { count: consumedPoints, resetMs: msBeforeNext };
        },
        () => fallback.hit(key, windowMs),
      ),

    peek: (key: string, windowMs: number): Promise<Hit> =>
      ask(
        async (redis) => {
          const answer = await redis.get(keyOf(key, windowMs));
          return { count: answer?.consumedPoints ?? 0, resetMs: answer?.msBeforeNext ?? windowMs };
        },
        () => fallback.peek(key, windowMs),
      ),

    /** Returns before Redis answers; `ioredis` is the site's own dependency. */
    async start(): Promise<void> {
      const [redis, library] = await Promise.all([import('ioredis'), import('rate-limiter-flexible')]).catch(() => {
        throw new Error('CRM_REDIS_URL is set, but the package ioredis is not installed. Run `npm install ioredis`, or unset the variable.');
      });
      client = new redis.Redis(url, { connectTimeout: CONNECT_MS, commandTimeout: ANSWER_MS, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
      client.on('error', tell);
      client.on('ready', () => {
        isTold = false;
        restsUntil = 0;
      });
      limiter = new library.RateLimiterRedis({ storeClient: client, keyPrefix: 'crm', points: Number.MAX_SAFE_INTEGER, duration: 60, rejectIfRedisNotReady: true });
    },

    stop(): void {
      client?.disconnect();
    },
  } satisfies RateStore & { start(): Promise<void>; stop(): void };
};
