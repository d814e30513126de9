import { useSyncExternalStore } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The field that is being edited is part of the address, so that a problem can lead to it. */
export const useSelectedField = (): [string | null, (name: string | null) => void] => {
  const [params, setParams] = useSearchParams();
  const select = (name: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (name) next.set('field', name);
        else next.delete('field');
        return next;
      },
      { replace: true },
    );
  return [params.get('field'), select];
};

const THREE_COLUMNS = '(min-width: 1280px)';

const subscribe = (onChange: () => void) => {
  const query = window.matchMedia(THREE_COLUMNS);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
};

/** Whether palette, canvas and inspector fit beside each other; otherwise two of them are drawers. */
export const useThreeColumns = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(THREE_COLUMNS).matches);
