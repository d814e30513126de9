import { VisuallyHidden } from '@strapi/design-system';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

type Announce = (message: string, urgency?: 'polite' | 'assertive') => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Says a change aloud: `announce('Saved')`, or `announce('Could not save', 'assertive')`. */
export const useAnnounce = (): Announce => useContext(AnnounceContext);

export const LiveRegion = ({ children }: { children: ReactNode }) => {
  const [said, setSaid] = useState({ polite: '', assertive: '' });
  const announce = useCallback<Announce>((message, urgency = 'polite') => {
    setSaid((before) => ({
      ...before,
      // The same words twice in a row are only read again if the node changes.
      [urgency]: before[urgency] === message ? `${message}\u00a0` : message,
    }));
  }, []);

  return (
    <AnnounceContext.Provider value={announce}>
      {children}
      <VisuallyHidden>
        <div role="status">{said.polite}</div>
        <div role="alert">{said.assertive}</div>
      </VisuallyHidden>
    </AnnounceContext.Provider>
  );
};
