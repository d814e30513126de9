import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router-dom';
import { useText } from '../kernel/text';
import { ConfirmDialog } from '../ui/ConfirmDialog';

/** Asks before unsaved changes are left behind. Moving between the tabs of the page is not leaving. */
export const UnsavedGuard = ({ isDirty }: { isDirty: boolean }) => {
  const text = useText();
  const isLeaving = useRef(false);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname);

  useEffect(() => {
    if (!isDirty) return undefined;
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [isDirty]);

  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={text('forms.leave.title')}
      confirmLabel={text('forms.leave.action')}
      isDanger
      onConfirm={async () => {
        isLeaving.current = true;
        blocker.proceed();
      }}
      onClose={() => {
        // The dialog also closes after it was confirmed: the way is open then.
        if (!isLeaving.current) blocker.reset();
      }}
    >
      <p>{text('forms.leave.words')}</p>
    </ConfirmDialog>
  );
};
