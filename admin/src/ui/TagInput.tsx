import { Cross } from '@strapi/icons';
import { useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { controlHeight, plainButton } from './styles';

const Frame = styled.div`
  ${controlHeight}
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem;
  padding: 0.3rem 0.8rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};

  &:focus-within {
    border-color: ${({ theme }) => theme.colors.primary600};
    box-shadow: 0 0 0 2px ${({ theme }) => theme.colors.primary600};
  }
`;

const Tag = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 0.2rem;
  min-height: 2.4rem;
  padding-left: 0.8rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 1.2rem;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const Remove = styled.button`
  ${plainButton}
  display: grid;
  place-items: center;
  width: 2.4rem;
  height: 2.4rem;
  color: ${({ theme }) => theme.colors.neutral600};

  svg {
    width: 0.8rem;
    height: 0.8rem;
  }
`;

const Input = styled.input`
  flex: 1;
  min-width: 4rem;
  border: 0;
  outline: 0;
  padding: 0;
  background: transparent;
  font: inherit;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
`;

interface TagInputProps {
  label: string;
  value: readonly string[];
  onChange: (tags: string[]) => void;
  placeholder?: string;
}

/** Enter or comma adds, Backspace in the empty field takes the last one away. */
export const TagInput = ({ label, value, onChange, placeholder }: TagInputProps) => {
  const text = useText();
  const [typed, setTyped] = useState('');

  const add = () => {
    const tag = typed.trim();
    setTyped('');
    if (tag && !value.includes(tag)) onChange([...value, tag]);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      add();
    }
    if (event.key === 'Backspace' && typed === '' && value.length > 0) onChange(value.slice(0, -1));
  };

  return (
    <Frame role="group" aria-label={label}>
      {value.map((tag) => (
        <Tag key={tag}>
          {tag}
          <Remove type="button" aria-label={text('ui.tags.remove', { tag })} onClick={() => onChange(value.filter((one) => one !== tag))}>
            <Cross aria-hidden />
          </Remove>
        </Tag>
      ))}
      <Input
        aria-label={label}
        placeholder={value.length === 0 ? (placeholder ?? text('ui.tags.add')) : undefined}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={add}
      />
    </Frame>
  );
};
