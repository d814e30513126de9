import { Cross, Search } from '@strapi/icons';
import { useEffect, useRef, useState } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { plainButton } from './styles';

const PAUSE_MS = 300;

const Frame = styled.div`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  height: 4.4rem;
  padding: 0 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral600};

  &:focus-within {
    border-color: ${({ theme }) => theme.colors.primary600};
    box-shadow: 0 0 0 2px ${({ theme }) => theme.colors.primary600};
  }

  svg {
    flex: none;
    width: 1.6rem;
    height: 1.6rem;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    height: 3.2rem;
  }
`;

const Input = styled.input`
  flex: 1;
  min-width: 0;
  border: 0;
  outline: 0;
  padding: 0;
  background: transparent;
  font: inherit;
  font-size: 1.6rem;
  color: ${({ theme }) => theme.colors.neutral800};

  &::placeholder {
    color: ${({ theme }) => theme.colors.neutral600};
  }

  &::-webkit-search-cancel-button {
    display: none;
  }

  ${({ theme }) => theme.breakpoints.medium} {
    font-size: 1.4rem;
  }
`;

const Key = styled.kbd`
  display: none;
  padding: 0 0.5rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  font: inherit;
  font-size: 1.1rem;

  ${({ theme }) => theme.breakpoints.large} {
    display: inline;
  }
`;

const Clear = styled.button`
  ${plainButton}
  display: grid;
  place-items: center;
  width: 2.4rem;
  height: 2.4rem;
`;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

interface SearchFieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
}

/** Asks after a pause in typing. `/` puts the cursor here. */
export const SearchField = ({ value, onChange, placeholder }: SearchFieldProps) => {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;

  useEffect(() => setTyped(value), [value]);

  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => latest.current(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <Frame role="search">
      <Search aria-hidden />
      <Input
        ref={input}
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange(typed);
          if (event.key === 'Escape') setTyped('');
        }}
      />
      {typed ? (
        <Clear
          type="button"
          aria-label={text('ui.search.clear')}
          onClick={() => {
            setTyped('');
            onChange('');
            input.current?.focus();
          }}
        >
          <Cross aria-hidden />
        </Clear>
      ) : (
        <Key aria-hidden>/</Key>
      )}
    </Frame>
  );
};
