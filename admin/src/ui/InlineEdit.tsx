import { Pencil } from '@strapi/icons';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { useInlineSave } from './inline-save';
import { PropertyRow } from './PropertyList';
import { controlHeight, plainButton } from './styles';

const Show = styled.button<{ $isEmpty: boolean }>`
  ${plainButton}
  ${controlHeight}
  position: relative;
  display: block;
  width: calc(100% + 1.6rem);
  margin: 0 -0.8rem;
  padding: 0.4rem 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  color: ${({ theme, $isEmpty }) => ($isEmpty ? theme.colors.neutral600 : theme.colors.neutral800)};

  > svg {
    position: absolute;
    top: 0.4rem;
    right: 0.4rem;
    width: 2rem;
    height: 2rem;
    padding: 0.4rem;
    opacity: 0;
    background: ${({ theme }) => theme.colors.neutral100};
    color: ${({ theme }) => theme.colors.neutral600};
  }

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &:hover > svg,
  &:focus-visible > svg {
    opacity: 1;
  }
`;

const Input = styled.input`
  ${controlHeight}
  width: calc(100% + 1.6rem);
  margin: 0 -0.8rem;
  padding: 0.4rem 0.7rem;
  border: 1px solid ${({ theme }) => theme.colors.primary600};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: 0 0 0 1px ${({ theme }) => theme.colors.primary600};
  outline: 0;
  background: ${({ theme }) => theme.colors.neutral0};
  font: inherit;
  color: inherit;
`;

const Hint = styled.p`
  padding: 0.2rem 0 0.4rem;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;

interface InlineEditProps {
  label: string;
  value: string | null;
  /** Rejects to keep the editor open with the reason under it. An emptied field sends null. */
  onSave: (value: string | null) => Promise<unknown>;
  type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'number';
  isMultiline?: boolean;
  /** How the value is shown when it isn't being edited. */
  children?: ReactNode;
  isReadOnly?: boolean;
}

/** Click, type, Enter or leave to save, Esc to revert. */
export const InlineEdit = ({ label, value, onSave, type = 'text', isMultiline, children, isReadOnly }: InlineEditProps) => {
  const text = useText();
  const errorId = useId();
  const { state, error, save, forget } = useInlineSave(onSave);
  const [typed, setTyped] = useState<string | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const isEditing = typed !== null;

  const close = () => {
    setTyped(null);
    requestAnimationFrame(() => trigger.current?.focus());
  };

  const commit = async (returnsFocus: boolean) => {
    if (typed === null || state === 'saving') return;
    const next = typed.trim() || null;
    if (next !== value && !(await save(next))) return;
    if (returnsFocus) close();
    else setTyped(null);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      forget();
      close();
    }
    if (event.key === 'Enter' && (!isMultiline || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void commit(true);
    }
  };

  if (isReadOnly || !isEditing)
    return (
      <PropertyRow label={label} state={state}>
        <Show
          ref={trigger}
          type="button"
          disabled={isReadOnly}
          $isEmpty={!value}
          aria-label={text('ui.property.edit', { label, value: typeof children === 'string' && children ? children : (value ?? text('ui.property.none')) })}
          onClick={() => setTyped(value ?? '')}
        >
          {value ? (children ?? value) : text(isReadOnly ? 'ui.property.none' : 'ui.property.add')}
          {!isReadOnly && <Pencil aria-hidden />}
        </Show>
      </PropertyRow>
    );

  return (
    <PropertyRow label={label} state={state} error={error} errorId={errorId}>
      <Input
        as={isMultiline ? 'textarea' : 'input'}
        autoFocus
        rows={isMultiline ? 4 : undefined}
        type={isMultiline ? undefined : type}
        aria-label={label}
        aria-invalid={Boolean(error)}
        aria-describedby={error ? errorId : undefined}
        value={typed}
        onChange={(event: { target: { value: string } }) => setTyped(event.target.value)}
        onBlur={() => void commit(false)}
        onKeyDown={onKeyDown}
      />
      {!error && <Hint>{text(isMultiline ? 'ui.property.hint-multiline' : 'ui.property.hint')}</Hint>}
    </PropertyRow>
  );
};
