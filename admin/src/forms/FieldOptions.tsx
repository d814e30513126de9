import { Button, Field, IconButton, TextInput } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import type { FieldError } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { Small, Stack } from '../ui/Type';
import type { FieldOption } from './field-kinds';
import { Wrong } from './Wrong';

const Line = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) 4rem;
  gap: 0.8rem;
  align-items: center;
`;

interface FieldOptionsProps {
  options: readonly FieldOption[];
  /** Paths start at the field: `options`, `options.2.label`. */
  errors: readonly FieldError[];
  onChange: (options: readonly FieldOption[]) => void;
}

/** The stored value follows the label until somebody writes another. */
const relabelled = (option: FieldOption, label: string): FieldOption => ({
  label,
  value: option.value === option.label ? label : option.value,
});

export const FieldOptions = ({ options, errors, onChange }: FieldOptionsProps) => {
  const text = useText();
  const put = (index: number, option: FieldOption) => onChange(options.map((one, at) => (at === index ? option : one)));
  const messageAt = (path: string) => errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message;
  const whole = errors.find(({ path }) => path === 'options')?.message;

  return (
    <Stack $gap={2}>
      {options.length > 0 && (
        <Line aria-hidden>
          <Small>{text('forms.option.label-column')}</Small>
          <Small>{text('forms.option.value-column')}</Small>
        </Line>
      )}
      {options.map((option, index) => {
        const number = index + 1;
        const error = messageAt(`options.${index}`);
        return (
          <Field.Root key={index} error={error} width="100%">
            <Line>
              <TextInput
                size="S"
                aria-label={text('forms.option.label', { number })}
                value={option.label}
                onChange={(event) => put(index, relabelled(option, event.target.value))}
              />
              <TextInput
                size="S"
                aria-label={text('forms.option.value', { number })}
                value={option.value}
                onChange={(event) => put(index, { ...option, value: event.target.value })}
              />
              <IconButton
                size="S"
                variant="ghost"
                label={text('forms.option.remove', { number })}
                onClick={() => onChange(options.filter((_, at) => at !== index))}
              >
                <Trash />
              </IconButton>
            </Line>
            <Field.Error />
          </Field.Root>
        );
      })}
      {whole && <Wrong role="alert">{whole}</Wrong>}
      <div>
        <Button size="S" variant="tertiary" startIcon={<Plus />} onClick={() => onChange([...options, { value: '', label: '' }])}>
          {text('forms.option.add')}
        </Button>
      </div>
    </Stack>
  );
};
