import { IconButton, MultiSelect, MultiSelectOption } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { FormField as Framed, SelectField, TextField } from '../ui/Fields';
import { NumberField } from '../ui/NumberField';
import { leafFor, verbsFor, withVerb, type Leaf, type Operand } from './conditions';
import { takes } from './field-kinds';
import { countryOptions } from './field-markup';

const Row = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0.8rem;
  align-items: end;
`;

const Inputs = styled.div`
  display: grid;
  grid-column: 1 / -1;
  grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
  gap: 0.8rem;
  align-items: end;
`;

interface ConditionRowProps {
  leaf: Leaf;
  /** All fields of the form, and those this one may ask. */
  fields: readonly FormField[];
  sources: readonly FormField[];
  onChange: (leaf: Leaf) => void;
  onRemove: () => void;
}

export const ConditionRow = ({ leaf, fields, sources, onChange, onRemove }: ConditionRowProps) => {
  const text = useText();
  const source = fields.find(({ name }) => name === leaf.field);
  // What is chosen stays in the list, so that a broken condition can be read and mended.
  const listed = sources.some(({ name }) => name === leaf.field) ? sources : [{ name: leaf.field, label: source?.label ?? text('forms.when.gone', { name: leaf.field }) }, ...sources];
  const verbs = source ? verbsFor(source.type) : [];

  return (
    <Row role="group" aria-label={text('forms.logic.condition')}>
      <SelectField
        label={text('forms.logic.field')}
        value={leaf.field}
        options={listed.map(({ name, label }) => ({ value: name, label }))}
        onChange={(name) => {
          const next = sources.find((one) => one.name === name);
          if (next && name !== leaf.field) onChange(leafFor(next));
        }}
      />
      <IconButton variant="ghost" label={text('forms.logic.remove')} onClick={onRemove}>
        <Trash />
      </IconButton>
      {source && (
        <Inputs>
          <SelectField
            label={text('forms.logic.verb')}
            value={leaf.verb}
            options={(verbs.includes(leaf.verb) ? verbs : [leaf.verb, ...verbs]).map((value) => ({ value, label: text(`forms.verb.${value}`) }))}
            onChange={(verb) => onChange(withVerb(leaf, verb, source))}
          />
          <ConditionValues leaf={leaf} source={source} onChange={(values) => onChange({ ...leaf, values })} />
        </Inputs>
      )}
    </Row>
  );
};

interface ValuesProps {
  leaf: Leaf;
  source: FormField;
  onChange: (values: readonly Operand[]) => void;
}

const ConditionValues = ({ leaf: { verb, values }, source, onChange }: ValuesProps) => {
  const text = useText();
  const { locale } = useIntl();
  const options = source.type === 'country' ? countryOptions(locale) : source.options;

  if ((verb === 'in' || verb === 'not-in') && options)
    return (
      <Framed label={text('forms.logic.values')}>
        <MultiSelect value={values.map(String)} onChange={(chosen) => chosen.length > 0 && onChange(chosen)}>
          {options.map(({ value, label }) => (
            <MultiSelectOption key={value} value={value}>
              {label}
            </MultiSelectOption>
          ))}
        </MultiSelect>
      </Framed>
    );
  return (
    <>
      {values.map((value, index) => (
        <OneValue
          key={index}
          label={text(index === 0 ? 'forms.logic.value' : 'forms.logic.other')}
          value={value}
          source={{ type: source.type, options }}
          onChange={(next) => onChange(values.map((one, at) => (at === index ? next : one)))}
        />
      ))}
    </>
  );
};

const INPUTS = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

interface OneValueProps {
  label: string;
  value: Operand;
  source: Pick<FormField, 'type' | 'options'>;
  onChange: (value: Operand) => void;
}

const OneValue = ({ label, value, source: { type, options }, onChange }: OneValueProps) => {
  if (options) return <SelectField label={label} value={String(value)} options={options} onChange={onChange} />;
  if (takes(type, 'range')) return <NumberField label={label} value={typeof value === 'number' ? value : undefined} onChange={(number) => onChange(number ?? '')} />;
  const inputType = type === 'date' || type === 'time' || type === 'datetime' ? INPUTS[type] : 'text';
  return <TextField type={inputType} label={label} value={String(value)} onChange={onChange} />;
};
