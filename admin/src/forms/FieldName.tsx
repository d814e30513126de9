import { useState } from 'react';
import { formField } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { TextField } from '../ui/Fields';

interface FieldNameProps {
  name: string;
  /** Names of the other fields. */
  others: readonly string[];
  isNew: boolean;
  error: string | undefined;
  onChange: (name: string) => void;
}

/** Taken over when it is left: conditions follow a name, and half a name may be the name of another field. */
export const FieldName = ({ name, others, isNew, error, onChange }: FieldNameProps) => {
  const text = useText();
  const [typed, setTyped] = useState(name);
  const parsed = formField.shape.name.safeParse(typed);
  const isTaken = others.includes(typed.trim());
  const fault = isTaken ? text('forms.field.name.taken', { name: typed }) : parsed.error?.issues[0]?.message;

  const commit = () => {
    if (parsed.success && !isTaken && parsed.data !== name) onChange(parsed.data);
  };

  return (
    <div onBlur={commit}>
      <TextField
        label={text('forms.field.name')}
        hint={text(!isNew && typed !== name ? 'forms.field.name.changed' : 'forms.field.name.hint')}
        error={fault ?? error}
        isRequired
        value={typed}
        onChange={setTyped}
      />
    </div>
  );
};
