import { styled } from 'styled-components';
import { useText } from '../kernel/text';
import { TextField } from '../ui/Fields';
import type { FieldValues } from './field-values';

const Pair = styled.div`
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: 1.6rem;
`;

interface FieldRangeProps {
  values: FieldValues;
  errorOf: (path: string) => string | undefined;
  onChange: (limit: 'min' | 'max', value: string) => void;
}

export const FieldRange = ({ values, errorOf, onChange }: FieldRangeProps) => {
  const text = useText();
  const isNumber = values.type === 'number';
  return (
    <Pair>
      <TextField
        type="number"
        label={text(isNumber ? 'forms.field.min' : 'forms.field.min-length')}
        error={errorOf('min')}
        value={values.min}
        onChange={(value) => onChange('min', value)}
      />
      <TextField
        type="number"
        label={text(isNumber ? 'forms.field.max' : 'forms.field.max-length')}
        error={errorOf('max')}
        value={values.max}
        onChange={(value) => onChange('max', value)}
      />
    </Pair>
  );
};
