import { useCallback } from 'react';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';

const IN_SECONDS_FROM_MS = 100;

/** “0.4 s”, and “38 ms” where a tenth of a second says too little. */
export const useDuration = () => {
  const text = useText();
  const { number } = useFormat();
  return useCallback(
    (ms: number): string =>
      ms < IN_SECONDS_FROM_MS
        ? text('forms.duration.ms', { value: number(Math.max(0, Math.round(ms))) })
        : text('forms.duration.seconds', { value: number(Math.round(ms / 100) / 10) }),
    [number, text],
  );
};
