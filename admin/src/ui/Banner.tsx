import { IconButton } from '@strapi/design-system';
import { CheckCircle, Cross, Information, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { surface, toneColor } from './styles';

type BannerTone = 'primary' | 'success' | 'warning' | 'danger';

const ICONS = { primary: Information, success: CheckCircle, warning: WarningCircle, danger: WarningCircle } as const;

const Frame = styled.div<{ $tone: BannerTone }>`
  ${surface}
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem 1.2rem;
  padding: 1.2rem 1.6rem;
  border-left: 3px solid ${({ theme, $tone }) => toneColor(theme, $tone)};
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};

  > svg {
    flex: none;
    width: 1.6rem;
    height: 1.6rem;
    color: ${({ theme, $tone }) => toneColor(theme, $tone)};
  }
`;

const Words = styled.div`
  flex: 1 1 20rem;
  min-width: 0;

  strong {
    display: block;
    font-weight: 600;
  }
`;

interface BannerProps {
  tone?: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
}

export const Banner = ({ tone = 'primary', title, children, actions, onDismiss }: BannerProps) => {
  const text = useText();
  const Icon = ICONS[tone];
  return (
    <Frame $tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon aria-hidden />
      <Words>
        {title && <strong>{title}</strong>}
        {children}
      </Words>
      {actions}
      {onDismiss && (
        <IconButton label={text('ui.dismiss')} size="S" variant="ghost" onClick={onDismiss}>
          <Cross />
        </IconButton>
      )}
    </Frame>
  );
};
