import { Search } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { styled } from 'styled-components';
import type { FieldType } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { controlHeight, plainButton } from '../ui/styles';
import { Muted } from '../ui/Type';
import { FIELD_GROUPS, FIELD_ICONS } from './field-kinds';

const Find = styled.form`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  height: 3.2rem;
  margin-bottom: 1.2rem;
  padding: 0 1rem;
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
    width: 1.4rem;
    height: 1.4rem;
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
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral800};

  &::placeholder {
    color: ${({ theme }) => theme.colors.neutral600};
  }
`;

const Title = styled.h2`
  padding: 0.8rem;
  font-size: 1.1rem;
  line-height: 1.45;
  font-weight: 600;
  text-transform: uppercase;
  color: ${({ theme }) => theme.colors.neutral600};
`;

const Kind = styled.button`
  ${plainButton}
  ${controlHeight}
  display: flex;
  align-items: center;
  gap: 1rem;
  width: 100%;
  padding: 0 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral800};

  svg {
    flex: none;
    width: 1.4rem;
    height: 1.4rem;
    color: ${({ theme }) => theme.colors.neutral600};
  }

  &:hover {
    background: ${({ theme }) => theme.colors.neutral150};
  }

  &:focus-visible {
    outline-offset: -2px;
  }
`;

/** Every kind of field, grouped by meaning. Enter adds the first that was found. */
export const FieldPalette = ({ onAdd }: { onAdd: (type: FieldType) => void }) => {
  const text = useText();
  const [wanted, setWanted] = useState('');
  const isFound = (type: FieldType) => text(`forms.type.${type}`).toLowerCase().includes(wanted.trim().toLowerCase());
  const groups = FIELD_GROUPS.map(({ id, types }) => ({ id, types: types.filter(isFound) })).filter(({ types }) => types.length > 0);

  const addFirst = (event: FormEvent) => {
    event.preventDefault();
    const first = groups[0]?.types[0];
    if (!first || wanted.trim() === '') return;
    setWanted('');
    onAdd(first);
  };

  return (
    <>
      <Find onSubmit={addFirst} role="search">
        <Search aria-hidden />
        <Input aria-label={text('forms.palette.find')} placeholder={text('forms.palette.find')} value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </Find>
      {groups.map(({ id, types }) => (
        <div key={id} role="group" aria-label={text(`forms.palette.${id}`)}>
          <Title>{text(`forms.palette.${id}`)}</Title>
          {types.map((type) => {
            const Icon = FIELD_ICONS[type];
            return (
              <Kind key={type} type="button" aria-label={text('forms.palette.add', { type: text(`forms.type.${type}`) })} onClick={() => onAdd(type)}>
                <Icon aria-hidden />
                {text(`forms.type.${type}`)}
              </Kind>
            );
          })}
        </div>
      ))}
      {groups.length === 0 && <Muted as="p">{text('forms.palette.nothing')}</Muted>}
    </>
  );
};
