const CLOCK = Symbol.for('strapi-plugin-crm.clock');

/** Runs like the real one until a test moves or holds it. */
export interface TestClock {
  now(): Date;
  /** Goes on from this moment. */
  set(moment: Date | string): void;
  advance(ms: number): void;
  /** Stands still, at `moment` or where it is. */
  hold(moment?: Date | string): void;
  /** Stands still while this runs, so that what a failure put off can't fall due by itself on a slow machine. */
  still<T>(work: () => Promise<T>): Promise<T>;
  /** Real time again. */
  reset(): void;
}

/** The plugin takes its clock from this place when it boots. */
export const installClock = (): TestClock & { uninstall(): void } => {
  let offset = 0;
  let held: number | null = null;
  const now = (): Date => new Date(held ?? Date.now() + offset);

  const clock: TestClock = {
    now,
    set: (moment) => {
      held = null;
      offset = new Date(moment).getTime() - Date.now();
    },
    advance: (ms) => {
      if (held === null) offset += ms;
      else held += ms;
    },
    hold: (moment) => {
      held = (moment === undefined ? now() : new Date(moment)).getTime();
    },
    async still(work) {
      if (held !== null) return work();
      const began = now().getTime();
      held = began;
      try {
        return await work();
      } finally {
        if (held !== null) offset += held - began;
        held = null;
      }
    },
    reset: () => {
      held = null;
      offset = 0;
    },
  };
  const place = globalThis as { [CLOCK]?: TestClock };
  place[CLOCK] = clock;
  return { ...clock, uninstall: () => void delete place[CLOCK] };
};
