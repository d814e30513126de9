import { styled } from 'styled-components';

/** The three ways of quiet text, in design-system tokens. */
export const Muted = styled.span`
  color: ${({ theme }) => theme.colors.neutral600};
`;

export const Small = styled.span`
  font-size: 1.2rem;
  line-height: 1.33;
  color: ${({ theme }) => theme.colors.neutral600};
`;

export const Strong = styled.strong`
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
`;

export const Code = styled.code`
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  font-size: 0.92em;
  overflow-wrap: anywhere;
`;

/** Children under each other. */
export const Stack = styled.div<{ $gap?: number }>`
  display: flex;
  flex-direction: column;
  gap: ${({ theme, $gap = 4 }) => theme.spaces[$gap as 4]};
  min-width: 0;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};
`;

/** Children beside each other, wrapping. */
export const Cluster = styled.div<{ $gap?: number }>`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: ${({ theme, $gap = 2 }) => theme.spaces[$gap as 2]};
  min-width: 0;
`;
