import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { toneColor, type Tone } from './styles';

const Pill = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 0.6rem;
  min-height: 2.2rem;
  max-width: 100%;
  padding: 0 0.8rem;
  border-radius: 1.1rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.2rem;
  line-height: 1.33;
  white-space: nowrap;
`;

export const Dot = styled.span<{ $tone: Tone; $isHollow?: boolean }>`
  display: inline-block;
  flex: none;
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 50%;
  border: 2px solid ${({ theme, $tone }) => toneColor(theme, $tone)};
  background: ${({ theme, $tone, $isHollow }) => ($isHollow ? 'transparent' : toneColor(theme, $tone))};
`;

interface ChipProps {
  children: ReactNode;
  /** Colours the dot only; the label says the thing. Without a tone there is no dot (tags). */
  tone?: Tone;
  isHollow?: boolean;
  endIcon?: ReactNode;
}

export const Chip = ({ children, tone, isHollow, endIcon }: ChipProps) => (
  <Pill>
    {tone && <Dot $tone={tone} $isHollow={isHollow} aria-hidden />}
    {children}
    {endIcon}
  </Pill>
);
