export interface Hit {
  /** In this window, with this one. */
  count: number;
  /** Until the window ends. */
  resetMs: number;
}

/** Where requests are counted. `windowMs` is whole seconds. What leaves this process has the hash for a key. */
export interface RateStore {
  hit(key: string, windowMs: number): Promise<Hit>;
  /** As it stands, without counting. */
  peek(key: string, windowMs: number): Promise<Hit>;
}

/** What nobody can tell an address from without the site's secret. */
export type Hash = (text: string) => string;

export interface StoredWindow {
  /** A hash. */
  key: string;
  endsAt: number;
  hits: number;
}

export interface TakenWindow extends StoredWindow {
  name: string;
}

interface Window {
  endsAt: number;
  /** What the database said at last, our own part included. */
  stored: number;
  /** On its way to the database. */
  sending: number;
  fresh: number;
}

interface WindowsOptions {
  now: () => number;
  hash: Hash;
  /** Called when there is something for the database. */
  onDirty?: () => void;
  maxKeys?: number;
}

/** More addresses at once than this are an attack: those not seen for long are forgotten, memory stays bounded (S32). */
const MAX_KEYS = 100_000;
/** What came once has limited nobody yet. Sharing it would give whoever invents addresses a row for each. */
const SHARED_FROM = 2;

/**
 * Fixed windows in this process. They begin at multiples of their length, so that all processes mean the same one, and
 * learn what the others counted from the database, in rounds: a request neither reads nor writes it.
 */
export const createWindows = ({ now, hash, onDirty = () => undefined, maxKeys = MAX_KEYS }: WindowsOptions) => {
  // Two generations instead of one list in order of use: V8 takes longer for each oldest entry that was deleted before.
  let recent = new Map<string, Window>();
  let older = new Map<string, Window>();
  const dirty = new Set<string>();
  /** From before this process began, until the last of them has ended. */
  let earlier = new Map<string, StoredWindow>();
  let earlierUntil = 0;

  const find = (name: string): Window | undefined => recent.get(name) ?? older.get(name);

  const keep = (name: string, window: Window): void => {
    if (recent.size >= maxKeys / 2) {
      for (const forgotten of older.keys()) dirty.delete(forgotten);
      older = recent;
      recent = new Map();
    }
    recent.set(name, window);
    older.delete(name);
  };

  const begin = (name: string, endsAt: number, time: number): Window => {
    if (time >= earlierUntil) earlier.clear();
    return { endsAt, stored: earlier.size > 0 ? (earlier.get(hash(name))?.hits ?? 0) : 0, sending: 0, fresh: 0 };
  };

  /** The window that `key` is in now. Its name has length and end in it, so each window is a key of its own. */
  const current = (key: string, windowMs: number): { name: string; window: Window; resetMs: number } => {
    const time = now();
    const endsAt = (Math.floor(time / windowMs) + 1) * windowMs;
    const name = `${key} ${windowMs} ${endsAt}`;
    return { name, window: find(name) ?? begin(name, endsAt, time), resetMs: endsAt - time };
  };

  const countOf = ({ stored, sending, fresh }: Window): number => stored + sending + fresh;

  return {
    async hit(key: string, windowMs: number): Promise<Hit> {
      const { name, window, resetMs } = current(key, windowMs);
      if (!recent.has(name)) keep(name, window);
      window.fresh += 1;
      const count = countOf(window);
      if (count >= SHARED_FROM && !dirty.has(name)) {
        dirty.add(name);
        onDirty();
      }
      return { count, resetMs };
    },

    async peek(key: string, windowMs: number): Promise<Hit> {
      const { window, resetMs } = current(key, windowMs);
      return { count: countOf(window), resetMs };
    },

    /** At most `limit` windows with the hits that the database does not know. `settle` or `putBack` follows. */
    take(limit: number): TakenWindow[] {
      const taken: TakenWindow[] = [];
      for (const name of dirty) {
        if (taken.length === limit) break;
        dirty.delete(name);
        const window = find(name)!;
        taken.push({ name, key: hash(name), endsAt: window.endsAt, hits: window.fresh });
        window.sending = window.fresh;
        window.fresh = 0;
      }
      return taken;
    },

    /** The taken ones are on disk; `stored` are the hits of all processes together. */
    settle(taken: readonly TakenWindow[], stored: readonly StoredWindow[]): void {
      const hitsOf = new Map(stored.map(({ key, hits }) => [key, hits]));
      for (const { name, key } of taken) {
        const window = find(name);
        if (window) Object.assign(window, { stored: hitsOf.get(key) ?? window.stored + window.sending, sending: 0 });
      }
    },

    putBack(taken: readonly TakenWindow[]): void {
      for (const { name, hits } of taken) {
        const window = find(name);
        if (!window) continue;
        window.fresh += hits;
        window.sending = 0;
        dirty.add(name);
      }
    },

    /** What was counted before this process began. */
    load(stored: readonly StoredWindow[]): void {
      earlier = new Map(stored.map((window) => [window.key, window]));
      earlierUntil = Math.max(0, ...stored.map(({ endsAt }) => endsAt));
    },

    hasDirty: (): boolean => dirty.size > 0,
    size: (): number => recent.size + older.size,
  };
};

export type Windows = ReturnType<typeof createWindows>;
