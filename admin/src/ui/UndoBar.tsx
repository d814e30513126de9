import { Button, IconButton } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useAnnounce } from '../kernel/LiveRegion';
import { useText } from '../kernel/text';
import { surface } from './styles';

const SHOWN_MS = 10_000;

const Bar = styled.div`
  ${surface}
  position: fixed;
  z-index: ${({ theme }) => theme.zIndices.notification};
  left: 1.6rem;
  right: 1.6rem;
  bottom: 1.6rem;
  display: flex;
  align-items: center;
  gap: 1.2rem;
  padding: 0.8rem 0.8rem 0.8rem 1.6rem;
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};

  > span {
    flex: 1;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    left: 50%;
    right: auto;
    min-width: 36rem;
    transform: translateX(-50%);
  }
`;

interface Undoable {
  /** What happened: “3 leads moved to Contacted”. */
  message: string;
  /** Left out, the bar only tells. */
  undo?: () => Promise<unknown>;
}

type OfferUndo = (offer: Undoable) => void;

const UndoContext = createContext<OfferUndo>(() => undefined);

/** `offerUndo({ message, undo })`: Strapi's own notifications can't carry an action. */
export const useUndo = (): OfferUndo => useContext(UndoContext);

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA'].includes(target.tagName));

export const UndoProvider = ({ children }: { children: ReactNode }) => {
  const text = useText();
  const announce = useAnnounce();
  const [offer, setOffer] = useState<Undoable | null>(null);

  const offerUndo = useCallback<OfferUndo>(
    (next) => {
      setOffer(next);
      announce(next.undo ? text('ui.undo.announced', { message: next.message }) : next.message);
    },
    [announce, text],
  );

  return (
    <UndoContext.Provider value={offerUndo}>
      {children}
      {offer && <UndoBar key={offer.message} offer={offer} onClose={() => setOffer(null)} />}
    </UndoContext.Provider>
  );
};

const UndoBar = ({ offer, onClose }: { offer: Undoable; onClose: () => void }) => {
  const text = useText();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const [isHeld, setIsHeld] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const undo = useCallback(async () => {
    if (!offer.undo) return;
    setIsBusy(true);
    try {
      await offer.undo();
      announce(text('ui.undo.done'));
      onClose();
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
      setIsBusy(false);
    }
  }, [announce, errorText, offer, onClose, text]);

  useEffect(() => {
    if (isHeld || isBusy || failure) return undefined;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, isBusy, failure, onClose]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'z' || !(event.metaKey || event.ctrlKey) || event.shiftKey || isTyping(event.target)) return;
      event.preventDefault();
      void undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [undo]);

  return (
    <Bar
      onMouseEnter={() => setIsHeld(true)}
      onMouseLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <span>{failure ?? offer.message}</span>
      {offer.undo && (
        <Button size="S" variant="tertiary" loading={isBusy} onClick={() => void undo()}>
          {text('ui.undo.action')}
        </Button>
      )}
      <IconButton label={text('ui.dismiss')} size="S" variant="ghost" onClick={onClose}>
        <Cross />
      </IconButton>
    </Bar>
  );
};
