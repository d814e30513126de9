const HALF_DAY = 12 * 60 * 60_000;

/** What a clock in that zone shows, as a `datetime-local` input takes it: `2026-11-20T14:30`. */
export const wallClock = (at: string | Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at)).replace(' ', 'T');

const asUtc = (clock: string): number => new Date(`${clock}Z`).getTime();

/**
 * The moment at which a clock in that zone shows this, as ISO. An hour that is skipped in spring is read as if it were not; of one that
 * comes twice in autumn, the first counts. Null for what is no date and time.
 */
export const instantOf = (clock: string, timeZone: string): string | null => {
  const wanted = asUtc(clock);
  if (Number.isNaN(wanted)) return null;
  const offsets = [wanted - HALF_DAY, wanted + HALF_DAY].map((near) => asUtc(wallClock(new Date(near), timeZone)) - near);
  const candidates = offsets.map((offset) => new Date(wanted - offset).toISOString());
  return candidates.find((at) => wallClock(at, timeZone) === clock) ?? candidates[0] ?? null;
};
