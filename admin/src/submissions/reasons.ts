import { useCallback } from 'react';
import type { SubmissionRow } from '../../../server/src/submissions/contract';
import { useText, useTextIfKnown } from '../kernel/text';

/** “filled the trap field”; a reason of a newer server shows its id. */
export const useReasonWords = () => {
  const textIfKnown = useTextIfKnown();
  return useCallback((reason: string): string => textIfKnown(`submissions.reason.${reason}`) ?? reason, [textIfKnown]);
};

/** “Held: filled the trap field”, or the plain state. */
export const useStateWords = () => {
  const text = useText();
  const reasonWords = useReasonWords();
  return useCallback(
    ({ state, reasons }: Pick<SubmissionRow, 'state' | 'reasons'>): string => {
      if (state !== 'quarantined' || reasons.length === 0) return text(`submissions.state.${state}`);
      return text('submissions.held-because', { reasons: reasons.map(({ reason }) => reasonWords(reason)).join(', ') });
    },
    [reasonWords, text],
  );
};
