import { Plus } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { styled } from 'styled-components';
import { useText } from '../kernel/text';

const Line = styled.form`
  display: flex;
  align-items: center;
  gap: 1rem;
  min-height: 4.4rem;
  margin: 1.2rem;
  padding: 0 1.2rem;
  border: 1px dashed ${({ theme }) => theme.colors.neutral300};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral600};

  &:focus-within {
    border-color: ${({ theme }) => theme.colors.primary600};
    box-shadow: 0 0 0 1px ${({ theme }) => theme.colors.primary600};
  }

  svg {
    flex: none;
    width: 1.2rem;
    height: 1.2rem;
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
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};

  &::placeholder {
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;

/** Question after question, without the mouse: Enter adds a field for a short text and waits for the next one. */
export const QuestionLine = ({ onAdd }: { onAdd: (label: string) => void }) => {
  const text = useText();
  const [typed, setTyped] = useState('');

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === '') return;
    onAdd(typed.trim());
    setTyped('');
  };

  return (
    <Line onSubmit={add}>
      <Plus aria-hidden />
      <Input aria-label={text('forms.question')} placeholder={text('forms.question.placeholder')} value={typed} onChange={(event) => setTyped(event.target.value)} />
    </Line>
  );
};
