import { useCallback } from 'react';
import { REFUSALS, type CaptureHealth } from '../../../server/src/traffic/contract';
import { useText, useTextIfKnown } from '../kernel/text';

export const OUTCOMES = ['accepted', 'held', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];
type Count = CaptureHealth['counts'][number];

const isRefusal = (reason: string): boolean => REFUSALS.some((one) => one === reason);

/** What became of the request; undefined for the reasons that are counted beside that. */
export const outcomeOf = (reason: string): Outcome | undefined => {
  if (reason === 'accepted' || reason === 'held') return reason;
  return isRefusal(reason) ? 'refused' : undefined;
};

export const countsOf = (counts: readonly Count[]): Record<Outcome, number> => {
  const sums = { accepted: 0, held: 0, refused: 0 };
  for (const { reason, count } of counts) {
    const outcome = outcomeOf(reason);
    if (outcome) sums[outcome] += count;
  }
  return sums;
};

/** Every day of the period, also those on which nothing came. */
export const daysOf = ({ from, to }: Pick<CaptureHealth, 'from' | 'to'>): string[] => {
  const days: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += 86_400_000) days.push(new Date(time).toISOString().slice(0, 10));
  return days;
};

const HELD = 'held:';

/** “Held: filled the trap field”; a reason of a newer server shows its id. */
export const useReasonWords = () => {
  const text = useText();
  const textIfKnown = useTextIfKnown();
  return useCallback(
    (reason: string): string => {
      if (reason === 'accepted' || reason === 'held') return text(`traffic.outcome.${reason}`);
      if (!reason.startsWith(HELD)) return textIfKnown(`traffic.reason.${reason}`) ?? reason;
      const why = reason.slice(HELD.length);
      return text('traffic.reason.held', { reason: textIfKnown(`submissions.reason.${why}`) ?? why });
    },
    [text, textIfKnown],
  );
};
