import { IconButton } from '@strapi/design-system';
import { ArrowDown, ArrowUp, Duplicate, Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { plainButton, toneColor } from '../ui/styles';
import { Code, Small } from '../ui/Type';

const Row = styled.li`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.8rem 1.6rem;
  padding: 1.2rem 0;
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};

  &:first-child {
    border-top: 0;
    padding-top: 0;
  }

  &:last-child {
    padding-bottom: 0;
  }
`;

const Words = styled.div`
  flex: 1 1 20rem;
  min-width: 0;
`;

const Label = styled.button`
  ${plainButton}
  min-height: 2.4rem;
  font-size: 1.4rem;
  line-height: 1.43;
  font-weight: 600;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};

  &:hover:not(:disabled) {
    color: ${({ theme }) => theme.colors.primary600};
    text-decoration: underline;
  }
`;

const Facts = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 0.2rem 1.2rem;
`;

const Wrong = styled.p`
  font-size: 1.2rem;
  line-height: 1.5;
  color: ${({ theme }) => toneColor(theme, 'danger')};
`;

const Buttons = styled.div`
  display: flex;
  gap: 0.4rem;

  /* A direction that leads nowhere steps back; the design system would put it in a box. */
  button:disabled {
    border-color: transparent;
    background: transparent;
    opacity: 0.4;
  }
`;

type Place = 'edit' | 'up' | 'down';

const elementId = (name: string, place: Place) => `field-${name}-${place}`;

/** After the list was drawn anew; at the end of the list the other direction takes over. */
export const focusField = (name: string, place: Place) =>
  requestAnimationFrame(() => {
    const others: readonly Place[] = place === 'up' ? ['up', 'down', 'edit'] : place === 'down' ? ['down', 'up', 'edit'] : ['edit'];
    others
      .map((one) => document.getElementById(elementId(name, one)))
      .find((element) => element && !element.hasAttribute('disabled'))
      ?.focus();
  });

interface FieldRowProps {
  field: FormField;
  errors: readonly string[];
  isFirst: boolean;
  isLast: boolean;
  isReadOnly: boolean;
  onEdit: () => void;
  onMove: (step: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export const FieldRow = ({ field, errors, isFirst, isLast, isReadOnly, onEdit, onMove, onDuplicate, onRemove }: FieldRowProps) => {
  const text = useText();
  const { label, name } = field;

  return (
    <Row>
      <Words>
        <Label
          type="button"
          id={elementId(name, 'edit')}
          disabled={isReadOnly}
          aria-label={isReadOnly ? undefined : text('forms.field.edit-one', { label })}
          onClick={onEdit}
        >
          {label}
        </Label>
        <Facts>
          <Small>{text(`forms.type.${field.type}`)}</Small>
          <Small>
            <Code>{name}</Code>
          </Small>
          {field.isRequired && <Small>{text('forms.field.required')}</Small>}
          <Small>
            {field.mapTo ? text('forms.field.goes-to', { target: text(`forms.target.${field.mapTo}`) }) : text('forms.field.stays')}
          </Small>
        </Facts>
        {errors.map((error) => (
          <Wrong key={error}>{error}</Wrong>
        ))}
      </Words>
      {!isReadOnly && (
        <Buttons>
          <IconButton
            id={elementId(name, 'up')}
            size="S"
            variant="ghost"
            label={text('forms.field.up', { label })}
            disabled={isFirst}
            onClick={() => onMove(-1)}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            id={elementId(name, 'down')}
            size="S"
            variant="ghost"
            label={text('forms.field.down', { label })}
            disabled={isLast}
            onClick={() => onMove(1)}
          >
            <ArrowDown />
          </IconButton>
          <IconButton size="S" variant="ghost" label={text('forms.field.duplicate', { label })} onClick={onDuplicate}>
            <Duplicate />
          </IconButton>
          <IconButton size="S" variant="ghost" label={text('forms.field.remove', { label })} onClick={onRemove}>
            <Trash />
          </IconButton>
        </Buttons>
      )}
    </Row>
  );
};
