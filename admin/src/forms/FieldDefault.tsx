import { MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { FormField } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { FormField as Framed, SelectField, TextAreaField, TextField } from '../ui/Fields';
import { NumberField } from '../ui/NumberField';
import { SwitchRow } from '../ui/SwitchRow';
import { takes } from './field-kinds';
import { countryOptions } from './field-markup';

const NOTHING = '';
const INPUTS = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

interface FieldDefaultProps {
  field: FormField;
  error: string | undefined;
  onChange: (parts: Pick<FormField, 'default'>) => void;
}

/** What a page starts with, asked in the way the field itself asks. */
export const FieldDefault = ({ field, error, onChange }: FieldDefaultProps) => {
  const text = useText();
  const { locale } = useIntl();
  const { type, default: value } = field;
  if (!takes(type, 'default')) return null;

  const frame = { label: text(field.isLocked ? 'forms.field.locked-value' : 'forms.field.default'), error };
  const written = typeof value === 'string' ? value : '';
  const put = (next: string) => onChange({ default: next === '' && !field.isLocked ? undefined : next });

  if (type === 'checkbox') return <SwitchRow label={text('forms.field.ticked')} isOn={value === true} onChange={(isOn) => onChange({ default: isOn || undefined })} />;
  if (takes(type, 'range')) return <NumberField {...frame} value={typeof value === 'number' ? value : undefined} onChange={(number) => onChange({ default: number })} />;
  if (type === 'textarea') return <TextAreaField {...frame} value={written} onChange={put} />;
  if (type === 'multi-select')
    return (
      <Framed {...frame}>
        <MultiSelect value={Array.isArray(value) ? value : []} onChange={(chosen) => onChange({ default: chosen.length > 0 ? chosen : undefined })}>
          {(field.options ?? []).map((option, index) => (
            <MultiSelectOption key={index} value={option.value}>
              {option.label}
            </MultiSelectOption>
          ))}
        </MultiSelect>
      </Framed>
    );
  if (type === 'select' || type === 'radio' || type === 'country') {
    const options = type === 'country' ? countryOptions(locale) : (field.options ?? []);
    return <SelectField {...frame} value={written} options={[{ value: NOTHING, label: text('forms.field.no-default') }, ...options.filter((option) => option.value !== NOTHING)]} onChange={put} />;
  }
  return <TextField {...frame} type={type === 'date' || type === 'time' || type === 'datetime' ? INPUTS[type] : 'text'} value={written} onChange={put} />;
};
