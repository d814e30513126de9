import { css, type DefaultTheme } from 'styled-components';

export const TONES = ['neutral', 'primary', 'secondary', 'alternative', 'success', 'warning', 'danger'] as const;
export type Tone = (typeof TONES)[number];

/** For dots, bars and icons. `warning600` fails 3:1 on white, `warning700` is too pale in dark. */
export const toneColor = (theme: DefaultTheme, tone: Tone): string => {
  if (tone === 'neutral') return theme.colors.neutral500;
  if (tone === 'warning') return isDark(theme) ? theme.colors.warning600 : theme.colors.warning700;
  return theme.colors[`${tone}600`];
};

export const isDark = (theme: DefaultTheme): boolean => theme.colorScheme === 'dark';

export const focusRing = css`
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

/** 44 px to touch, 32 px to click. */
export const controlHeight = css`
  min-height: 4.4rem;

  ${({ theme }) => theme.breakpoints.medium} {
    min-height: 3.2rem;
  }
`;

export const surface = css`
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.tableShadow};
`;

export const pagePadding = css`
  padding-left: 1.6rem;
  padding-right: 1.6rem;

  ${({ theme }) => theme.breakpoints.medium} {
    padding-left: 2.4rem;
    padding-right: 2.4rem;
  }
`;

export const plainButton = css`
  ${focusRing}
  background: none;
  border: 0;
  padding: 0;
  font: inherit;
  color: inherit;
  text-align: inherit;
  cursor: pointer;

  &:disabled {
    cursor: default;
  }
`;

export const ellipsis = css`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;
