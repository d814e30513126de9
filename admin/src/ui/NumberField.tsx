import { useState, type ComponentProps } from 'react';
import { TextField } from './Fields';

const numberOf = (typed: string): number | undefined => {
  const number = typed.trim() === '' ? Number.NaN : Number(typed);
  return Number.isFinite(number) ? number : undefined;
};

type NumberFieldProps = Omit<ComponentProps<typeof TextField>, 'type' | 'value' | 'onChange'> & {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
};

/** A number, or none. What is being typed (`-`, `1.`) stays as it is typed. */
export const NumberField = ({ value, onChange, ...rest }: NumberFieldProps) => {
  const [typed, setTyped] = useState('');
  return (
    <TextField
      {...rest}
      type="number"
      value={numberOf(typed) === value ? typed : String(value ?? '')}
      onChange={(next) => {
        setTyped(next);
        onChange(numberOf(next));
      }}
    />
  );
};
