import { Link } from 'react-router-dom';
import { css, styled } from 'styled-components';
import { focusRing, plainButton } from './styles';

/** A quiet line: colour alone does not tell a link from the words around it. */
const underlined = css`
  text-decoration: underline;
  text-underline-offset: 0.25em;
  text-decoration-thickness: 1px;
  text-decoration-color: ${({ theme }) => theme.colors.neutral300};

  &:hover {
    text-decoration-color: currentColor;
  }
`;

/** A name in a table: reads as text, behaves as a link. */
export const RowLink = styled(Link)`
  ${focusRing}
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
  text-decoration: none;
  border-radius: 2px;

  &:hover {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: underline;
  }
`;

export const TextLink = styled(Link)`
  ${focusRing}
  ${underlined}
  color: ${({ theme }) => theme.colors.primary600};
  border-radius: 2px;
`;

/** `mailto:`, `tel:` and addresses outside the admin. */
export const OuterLink = styled.a`
  ${focusRing}
  ${underlined}
  color: ${({ theme }) => theme.colors.primary600};
  border-radius: 2px;
  overflow-wrap: anywhere;
`;

/** An action that reads as a link, for quiet places such as card corners. */
export const LinkLikeButton = styled.button.attrs({ type: 'button' })`
  ${plainButton}
  min-height: 2.4rem;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.primary600};

  &:hover:not(:disabled) {
    text-decoration: underline;
  }

  &:disabled {
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;
