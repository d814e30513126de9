import { Field, SingleSelect, SingleSelectOption, Textarea, TextInput } from '@strapi/design-system';
import type { ComponentProps, ReactNode } from 'react';
import { styled } from 'styled-components';
import type { Option } from './FilterBar';

/** A browser draws its own calendar icon, and has to know on what. */
const Input = styled(TextInput)`
  color-scheme: ${({ theme }) => theme.colorScheme};
`;

interface FieldFrameProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  isRequired?: boolean;
}

/** Label, control, hint and error of one form field, tied together for screen readers. */
export const FormField = ({ label, hint, error, isRequired, children }: FieldFrameProps & { children: ReactNode }) => (
  <Field.Root hint={hint} error={error} required={isRequired} width="100%">
    <Field.Label>{label}</Field.Label>
    {children}
    <Field.Hint />
    <Field.Error />
  </Field.Root>
);

type TextFieldProps = FieldFrameProps &
  Pick<ComponentProps<typeof TextInput>, 'placeholder' | 'autoComplete' | 'disabled' | 'autoFocus'> & {
    value: string;
    onChange: (value: string) => void;
    type?: 'text' | 'email' | 'tel' | 'url' | 'number' | 'date' | 'time' | 'datetime-local';
  };

export const TextField = ({ label, hint, error, isRequired, value, onChange, ...rest }: TextFieldProps) => (
  <FormField label={label} hint={hint} error={error} isRequired={isRequired}>
    <Input {...rest} value={value} onChange={(event) => onChange(event.target.value)} />
  </FormField>
);

type TextAreaFieldProps = FieldFrameProps & {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
};

export const TextAreaField = ({ label, hint, error, isRequired, value, onChange, ...rest }: TextAreaFieldProps) => (
  <FormField label={label} hint={hint} error={error} isRequired={isRequired}>
    <Textarea {...rest} value={value} onChange={(event) => onChange(event.target.value)} />
  </FormField>
);

interface SelectFieldProps<Value extends string> extends FieldFrameProps {
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  placeholder?: string;
  disabled?: boolean;
}

export const SelectField = <Value extends string>(props: SelectFieldProps<Value>) => {
  const { label, hint, error, isRequired, value, onChange, options, ...rest } = props;
  return (
    <FormField label={label} hint={hint} error={error} isRequired={isRequired}>
      <SingleSelect
        {...rest}
        value={value}
        onChange={(picked) => {
          const option = options.find((one) => one.value === picked);
          if (option) onChange(option.value);
        }}
      >
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </FormField>
  );
};
