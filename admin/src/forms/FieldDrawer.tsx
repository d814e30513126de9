import { Button } from '@strapi/design-system';
import { useId, useState, type FormEvent } from 'react';
import { FIELD_TARGETS, FIELD_TYPES, formFields } from '../../../server/src/forms/contract';
import type { FieldError } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { Drawer } from '../ui/Drawer';
import { SelectField, TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { Muted, Stack } from '../ui/Type';
import {
  fieldOf,
  nameFromLabel,
  takesHelp,
  takesPlaceholder,
  takesRange,
  takesTarget,
  valuesOfField,
  withTarget,
  withType,
  type FieldValues,
} from './field-values';
import { FieldOptions } from './FieldOptions';
import { FieldRange } from './FieldRange';
import type { FormDraft } from './form-draft';

const NOWHERE = 'none';

interface FieldDrawerProps {
  draft: FormDraft;
  at: number | 'new';
  onClose: () => void;
}

export const FieldDrawer = ({ draft, at, onClose }: FieldDrawerProps) => {
  const text = useText();
  const formId = useId();
  const { fields } = draft.values;
  const index = at === 'new' ? fields.length : at;
  const before = fields[index] ?? null;
  const others = fields.filter((_, place) => place !== index);
  const [values, setValues] = useState(() => valuesOfField(before));
  const [isNamed, setIsNamed] = useState(before !== null);
  const [errors, setErrors] = useState<readonly FieldError[]>(() => within(draft.errors, index));
  const errorOf = (path: string) => errors.find((error) => error.path === path)?.message;

  const change = (next: FieldValues, touched: keyof FieldValues) => {
    setValues(next);
    setErrors((known) => known.filter(({ path }) => path.split('.')[0] !== touched));
  };
  const set = <K extends keyof FieldValues>(key: K, value: FieldValues[K]) => change({ ...values, [key]: value }, key);

  const setLabel = (label: string) => {
    const name = isNamed ? values.name : label.trim() && nameFromLabel(label, others.map((field) => field.name));
    change({ ...values, label, name }, 'label');
  };

  const apply = (event: FormEvent) => {
    event.preventDefault();
    const field = fieldOf(values);
    const next = [...fields.slice(0, index), field, ...fields.slice(index + 1)];
    const isReversed = field.min !== undefined && field.max !== undefined && field.min > field.max;
    const range = isReversed ? [{ path: 'max', message: text('forms.field.range') }] : [];
    const parsed = formFields.safeParse(next);
    const issues = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path: ['fields', ...path].join('.'), message }));
    const found = [...within(issues, index), ...range];
    setErrors(found);
    if (found.length > 0) return;
    draft.set('fields', next);
    onClose();
  };

  return (
    <Drawer
      title={text(before ? 'forms.field.edit' : 'forms.field.add')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId}>
            {text(before ? 'forms.field.apply' : 'forms.field.insert')}
          </Button>
          <Button variant="tertiary" onClick={onClose}>
            {text('ui.cancel')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={apply}>
        <Stack>
          <TextField
            label={text('forms.field.label')}
            hint={text('forms.field.label.hint')}
            error={errorOf('label')}
            isRequired
            value={values.label}
            onChange={setLabel}
          />
          <SelectField
            label={text('forms.field.type')}
            value={values.type}
            options={FIELD_TYPES.map((value) => ({ value, label: text(`forms.type.${value}`) }))}
            onChange={(type) => change(withType(values, type, others), 'type')}
          />
          <TextField
            label={text('forms.field.name')}
            hint={text(before && values.name !== before.name ? 'forms.field.name.changed' : 'forms.field.name.hint')}
            error={errorOf('name')}
            isRequired
            value={values.name}
            onChange={(name) => {
              setIsNamed(name !== '');
              set('name', name);
            }}
          />
          {values.type === 'consent' ? (
            <Muted as="p">{text('forms.field.consent-free')}</Muted>
          ) : (
            <SwitchRow
              label={text('forms.field.required')}
              description={text('forms.field.required.hint')}
              isOn={values.isRequired}
              onChange={(isRequired) => set('isRequired', isRequired)}
            />
          )}
          {values.type === 'select' && <FieldOptions options={values.options} errors={errors} onChange={(options) => set('options', options)} />}
          {takesTarget(values.type) && (
            <SelectField
              label={text('forms.field.target')}
              hint={text('forms.field.target.hint')}
              value={values.mapTo ?? NOWHERE}
              options={[
                { value: NOWHERE, label: text('forms.target.none') },
                ...FIELD_TARGETS.map((value) => ({ value, label: text(`forms.target.${value}`) })),
              ]}
              onChange={(target) => change(withTarget(values, target === NOWHERE ? null : target), 'mapTo')}
            />
          )}
          {takesHelp(values.type) && (
            <TextField label={text('forms.field.help')} error={errorOf('help')} value={values.help} onChange={(help) => set('help', help)} />
          )}
          {takesPlaceholder(values.type) && (
            <TextField
              label={text('forms.field.placeholder')}
              error={errorOf('placeholder')}
              value={values.placeholder}
              onChange={(placeholder) => set('placeholder', placeholder)}
            />
          )}
          {takesRange(values.type) && <FieldRange values={values} errorOf={errorOf} onChange={set} />}
        </Stack>
      </form>
    </Drawer>
  );
};

/** The errors of one field, with paths that start at the field. */
const within = (errors: readonly FieldError[], index: number): FieldError[] => {
  const prefix = `fields.${index}.`;
  return errors.filter(({ path }) => path.startsWith(prefix)).map(({ path, message }) => ({ path: path.slice(prefix.length), message }));
};
