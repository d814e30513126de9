import type { LeadRow } from '../../../server/src/leads/contract';
import type { Tone } from '../ui/styles';
import { isOpen } from './lead-status';

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

export type ResponseClock =
  | { state: 'waiting'; waited: number; left: number | null; elapsed: number }
  | { state: 'late'; waited: number; late: number; elapsed: 1 }
  | { state: 'answered'; after: number; isInTime: boolean; elapsed: 1 }
  | { state: 'closed'; elapsed: 0 };

export type ClockState = ResponseClock['state'];

export const CLOCK_TONES: Readonly<Record<ClockState, Tone>> = {
  waiting: 'warning',
  late: 'danger',
  answered: 'success',
  closed: 'neutral',
};

const roundTo = (minutes: number, unit: number): number => Math.round(minutes / unit) * unit;

/** Whole minutes, never none; nobody waits by the minute after three hours, or by the hour after two days. */
export const wholeMinutes = (milliseconds: number): number => {
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE));
  if (minutes < 3 * HOUR) return minutes;
  return roundTo(minutes, minutes < 2 * DAY ? HOUR : DAY);
};

type Timed = Pick<LeadRow, 'status' | 'createdAt' | 'firstResponseDueAt' | 'firstRespondedAt'>;

/** How the first answer stands. All figures are minutes; `elapsed` is the part of the time that is used up. */
export const responseClock = ({ status, createdAt, firstResponseDueAt, firstRespondedAt }: Timed, now: number): ResponseClock => {
  const since = Date.parse(createdAt);
  const due = firstResponseDueAt === null ? null : Date.parse(firstResponseDueAt);

  if (firstRespondedAt !== null) {
    const answered = Date.parse(firstRespondedAt);
    return { state: 'answered', after: wholeMinutes(answered - since), isInTime: due === null || answered <= due, elapsed: 1 };
  }
  if (!isOpen(status)) return { state: 'closed', elapsed: 0 };

  const waited = wholeMinutes(now - since);
  if (due === null) return { state: 'waiting', waited, left: null, elapsed: 0 };
  if (now > due) return { state: 'late', waited, late: wholeMinutes(now - due), elapsed: 1 };
  return { state: 'waiting', waited, left: wholeMinutes(due - now), elapsed: Math.max(0, (now - since) / Math.max(1, due - since)) };
};
