const CLOCK = Symbol.for('strapi-plugin-crm.clock');

let hoursBack = 0;

/** The CRM's services read this clock when they are made, so it has to be there before Strapi loads. */
export const installClock = (): void => {
  (globalThis as { [CLOCK]?: { now(): Date } })[CLOCK] = { now: () => new Date(Date.now() - hoursBack * 3_600_000) };
};

/** Demo records tell a story of weeks that is written in seconds. */
export const moveClock = (hoursAgo: number): void => {
  hoursBack = hoursAgo;
};
