export interface Limit {
  max: number;
  windowMs: number;
}

/** Hard limits: beyond them a request is answered 429 and nothing is stored. */
export const HARD_LIMITS = {
  submitPerAddress: { max: 60, windowMs: 60_000 },
  submitPerForm: { max: 50, windowMs: 10_000 },
  readPerAddress: { max: 300, windowMs: 60_000 },
} as const satisfies Record<string, Limit>;

/** More addresses than this at once are an attack: the oldest are forgotten, memory stays bounded. */
const MAX_KEYS = 100_000;

interface Window {
  startedAt: number;
  count: number;
}

/** Fixed windows in this process. Answers how long to wait in ms, or 0 when the request may pass. */
export const createLimiter = (now: () => number, maxKeys = MAX_KEYS) => {
  const windows = new Map<string, Window>();

  return {
    hit(key: string, { max, windowMs }: Limit): number {
      const time = now();
      const known = windows.get(key);
      if (known && time - known.startedAt < windowMs) {
        known.count += 1;
        return known.count > max ? known.startedAt + windowMs - time : 0;
      }
      windows.delete(key);
      if (windows.size >= maxKeys) windows.delete(windows.keys().next().value!);
      windows.set(key, { startedAt: time, count: 1 });
      return 0;
    },
    get size(): number {
      return windows.size;
    },
  };
};

export type Limiter = ReturnType<typeof createLimiter>;
