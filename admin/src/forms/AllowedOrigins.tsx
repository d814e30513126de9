import { Button, IconButton } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { styled } from 'styled-components';
import { origin as originSchema } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { TextField } from '../ui/Fields';
import { Code, Muted, Stack } from '../ui/Type';
import { Wrong } from './Wrong';

const List = styled.ul`
  margin: 0;
  padding: 0;
  list-style: none;
`;

const Line = styled.li`
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 0.8rem;
  min-height: 4rem;
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const AddRow = styled.form`
  display: flex;
  align-items: flex-start;
  gap: 0.8rem;

  /* Level with the input, below its label. */
  > :last-child {
    margin-top: 2.2rem;
  }
`;

/** A whole address is taken too: what counts is where the page is, not which page. */
const originOf = (typed: string): string | undefined => {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  try {
    const parsed = originSchema.safeParse(new URL(address).origin);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};

interface AllowedOriginsProps {
  origins: readonly string[];
  errorOf: (path: string) => string | undefined;
  onChange: (origins: string[]) => void;
  isReadOnly: boolean;
}

export const AllowedOrigins = ({ origins, errorOf, onChange, isReadOnly }: AllowedOriginsProps) => {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [isRefused, setIsRefused] = useState(false);

  const add = (event: FormEvent) => {
    event.preventDefault();
    const origin = originOf(typed.trim());
    setIsRefused(!origin);
    if (!origin) return;
    setTyped('');
    if (!origins.includes(origin)) onChange([...origins, origin]);
  };

  return (
    <Stack>
      <Muted as="p">{origins.length === 0 ? text('forms.origins.any') : text('forms.origins.words')}</Muted>
      {origins.length > 0 && (
        <List aria-label={text('forms.origins')}>
          {origins.map((origin, index) => (
            <Line key={origin}>
              <div>
                <Code>{origin}</Code>
                {errorOf(`allowedOrigins.${index}`) && <Wrong>{errorOf(`allowedOrigins.${index}`)}</Wrong>}
              </div>
              {!isReadOnly && (
                <IconButton
                  size="S"
                  variant="ghost"
                  label={text('forms.origins.remove', { origin })}
                  onClick={() => onChange(origins.filter((one) => one !== origin))}
                >
                  <Trash />
                </IconButton>
              )}
            </Line>
          ))}
        </List>
      )}
      {!isReadOnly && (
        <AddRow noValidate onSubmit={add}>
          <TextField
            label={text('forms.origins.add')}
            placeholder={text('forms.origins.placeholder')}
            error={isRefused ? text('forms.origins.invalid') : undefined}
            value={typed}
            onChange={(value) => {
              setTyped(value);
              setIsRefused(false);
            }}
          />
          <Button type="submit" variant="secondary" size="L" disabled={typed.trim() === ''}>
            {text('forms.origins.add-action')}
          </Button>
        </AddRow>
      )}
    </Stack>
  );
};
