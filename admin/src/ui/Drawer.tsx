import { FocusTrap, IconButton, Portal } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { keyframes, styled } from 'styled-components';
import { useText } from '../kernel/text';

const slideIn = keyframes`
  from { transform: translateX(2.4rem); opacity: 0; }
`;

const Overlay = styled.div`
  position: fixed;
  inset: 0;
  z-index: ${({ theme }) => theme.zIndices.overlay};
  background: color-mix(in srgb, ${({ theme }) => theme.colors.neutral1000} 20%, transparent);
`;

const Panel = styled.div<{ $width: number }>`
  position: fixed;
  inset: 0;
  z-index: ${({ theme }) => theme.zIndices.modal};
  display: flex;
  flex-direction: column;
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};

  @media (prefers-reduced-motion: no-preference) {
    animation: ${slideIn} 160ms ease-out;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    left: auto;
    width: ${({ $width }) => $width}px;
    max-width: 90vw;
  }
`;

const Head = styled.header`
  display: flex;
  align-items: center;
  gap: 1.2rem;
  padding: 1.2rem 1.6rem 1.2rem 2.4rem;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Title = styled.h2`
  font-size: 1.6rem;
  line-height: 1.25;
  font-weight: 600;
`;

const Subtitle = styled.div`
  font-size: 1.3rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const End = styled.div`
  display: flex;
  gap: 0.8rem;
  margin-left: auto;
`;

const Body = styled.div`
  flex: 1;
  overflow: auto;
  overscroll-behavior: contain;
  padding: 2rem 2.4rem;
`;

const Foot = styled.footer`
  display: flex;
  gap: 0.8rem;
  padding: 1.2rem 2.4rem;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

interface DrawerProps {
  title: string;
  subtitle?: ReactNode;
  onClose: () => void;
  width?: 480 | 640;
  /** Beside the close button, such as previous and next. */
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** Esc belongs to what is open inside (a select, a menu) before it belongs to the drawer. */
const isForDrawer = (event: KeyboardEvent<HTMLElement>) =>
  event.key === 'Escape' &&
  !event.defaultPrevented &&
  event.target instanceof HTMLElement &&
  event.currentTarget.contains(event.target) &&
  event.target.getAttribute('aria-expanded') !== 'true';

/** Rendered while open. Focus goes to the first field and returns to where it came from. */
export const Drawer = ({ title, subtitle, onClose, width = 480, actions, footer, children }: DrawerProps) => {
  const text = useText();
  const titleId = useId();
  const body = useRef<HTMLDivElement>(null);
  const close = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const field = body.current?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, [role="combobox"]');
    (field ?? close.current?.querySelector<HTMLElement>('button'))?.focus();
  }, []);

  return (
    <Portal>
      <Overlay onClick={onClose} />
      <FocusTrap skipAutoFocus>
        <Panel
          role="dialog"
          aria-modal
          aria-labelledby={titleId}
          $width={width}
          onKeyDown={(event) => {
            if (isForDrawer(event)) onClose();
          }}
        >
          <Head>
            <div>
              <Title id={titleId}>{title}</Title>
              {subtitle && <Subtitle>{subtitle}</Subtitle>}
            </div>
            <End>
              {actions}
              <span ref={close}>
                <IconButton label={text('ui.close')} size="S" variant="ghost" onClick={onClose}>
                  <Cross />
                </IconButton>
              </span>
            </End>
          </Head>
          <Body ref={body}>{children}</Body>
          {footer && <Foot>{footer}</Foot>}
        </Panel>
      </FocusTrap>
    </Portal>
  );
};
