import { createElement, Fragment, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { REACT_NAMES, type Markup } from './markup';

const propsOf = (attributes: Markup['attributes'] = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [REACT_NAMES[name] ?? name, value]));

const draw = (node: Markup | string): ReactNode =>
  typeof node === 'string' ? node : createElement(node.tag, propsOf(node.attributes), ...(node.children ?? []).map(draw));

/** The markup that a site gets, drawn here: what is seen is what is copied. */
export const MarkupView = ({ nodes }: { nodes: readonly (Markup | string)[] }) => createElement(Fragment, null, ...nodes.map(draw));

/** Dresses plain controls like a plain site would. */
export const Sheet = styled.div`
  display: flex;
  flex-direction: column;
  gap: 1.6rem;
  min-width: 0;
  font-size: 1.4rem;
  line-height: 1.43;
  color: ${({ theme }) => theme.colors.neutral800};

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 2rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  /* Choices stand beside each other, parts of a name or an address below. */
  fieldset > :not(label:has(> [type='checkbox'], > [type='radio']), input) {
    flex: 1 1 100%;
  }

  legend {
    padding: 0 0 0.4rem;
    font-weight: 600;
  }

  label {
    display: block;
  }

  h2 {
    font-size: 1.6rem;
    line-height: 1.25;
    font-weight: 600;
  }

  small {
    font-size: 1.2rem;
    font-weight: 400;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  ul,
  ol {
    padding-left: 2rem;
    list-style: revert;
  }

  a {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: underline;
  }

  textarea,
  select,
  input:not([type='checkbox'], [type='radio']) {
    display: block;
    width: 100%;
    min-height: 4rem;
    margin: 0.4rem 0;
    padding: 0.8rem 1.2rem;
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    border-radius: ${({ theme }) => theme.borderRadius};
    background: ${({ theme }) => theme.colors.neutral0};
    font: inherit;
    font-weight: 400;
    color: inherit;
    color-scheme: ${({ theme }) => theme.colorScheme};

    &::placeholder {
      color: ${({ theme }) => theme.colors.neutral600};
    }
  }

  textarea {
    min-height: 8rem;
    resize: vertical;
  }

  input[type='checkbox'],
  input[type='radio'] {
    width: 1.6rem;
    height: 1.6rem;
    margin: 0.4rem 0.4rem 0.4rem 0;
    vertical-align: middle;
    accent-color: ${({ theme }) => theme.colors.primary600};
  }
`;
