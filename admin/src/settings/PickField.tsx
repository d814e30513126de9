import { Combobox, ComboboxOption } from '@strapi/design-system';
import { useMemo, type ReactNode } from 'react';
import { useText } from '../kernel/text';
import { FormField } from '../ui/Fields';
import type { Option } from '../ui/FilterBar';

interface PickFieldProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  value: string;
  /** Empty where the field was cleared. */
  onChange: (value: string) => void;
  options: readonly Option[];
  isDisabled?: boolean;
}

/** One of hundreds, found by typing. Its text is only read when it mounts: give it another key to reset it. */
export const PickField = ({ label, hint, error, value, onChange, options, isDisabled }: PickFieldProps) => {
  const text = useText();
  // The same elements each time, so that typing elsewhere in the form does not render hundreds of options.
  const children = useMemo(
    () =>
      options.map((option) => (
        <ComboboxOption key={option.value} value={option.value}>
          {option.label}
        </ComboboxOption>
      )),
    [options],
  );

  return (
    <FormField isRequired label={label} hint={hint} error={error}>
      <Combobox
        disabled={isDisabled}
        placeholder={text('settings.general.pick')}
        noOptionsMessage={() => text('settings.general.no-option')}
        // Without it a list of more than a hundred options is virtual and never finds the text of its own value.
        defaultTextValue={options.find((option) => option.value === value)?.label ?? value}
        value={value}
        onChange={(picked) => onChange(picked ?? '')}
      >
        {children}
      </Combobox>
    </FormField>
  );
};
