import { useEffect, useState } from 'react';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

const SAVED_SHOWN_MS = 2_000;

/** One field's way from typed to saved: the value is never lost when saving fails. */
export const useInlineSave = <Value>(onSave: (value: Value) => Promise<unknown>) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const [state, setState] = useState<SaveState>('idle');
  const [error, setError] = useState<string>();

  useEffect(() => {
    if (state !== 'saved') return undefined;
    const timer = setTimeout(() => setState('idle'), SAVED_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const save = async (value: Value): Promise<boolean> => {
    setState('saving');
    setError(undefined);
    try {
      await onSave(value);
      setState('saved');
      announce(text('ui.saved'));
      return true;
    } catch (thrown) {
      const failure = toApiError(thrown);
      const words = failure.fields[0]?.message ?? errorText(failure);
      setState('failed');
      setError(words);
      announce(words, 'assertive');
      return false;
    }
  };

  const forget = () => {
    setState('idle');
    setError(undefined);
  };

  return { state, error, save, forget };
};
