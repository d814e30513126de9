import { useIntl } from 'react-intl';
import { FIELD_TARGETS, FIELD_TYPES, type FormField } from '../../../server/src/forms/contract';
import type { FieldError } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { currencyOptions } from '../settings/choices';
import { SelectField, TextAreaField, TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { Stack } from '../ui/Type';
import { nameFromLabel, namesOf, retyped, withTarget, type Starters } from './field-changes';
import { isAsked, isTick, takes, takesPrefill, takesTarget } from './field-kinds';
import { FieldConsent } from './FieldConsent';
import { FieldDefault } from './FieldDefault';
import { FieldLimits } from './FieldLimits';
import { FieldLogic } from './FieldLogic';
import { FieldName } from './FieldName';
import { FieldOptions } from './FieldOptions';
import { InspectorSection } from './InspectorSection';

const NOWHERE = 'none';

interface FieldInspectorProps {
  field: FormField;
  fields: readonly FormField[];
  /** Paths start at the field: `label`, `options.2.value`. */
  problems: readonly FieldError[];
  starters: Starters;
  /** No page sends this field yet, so its name may follow its label. */
  isNew: boolean;
  /** A changed name is followed by the conditions of other fields. */
  onChange: (field: FormField) => void;
}

/** Everything about one field. What is typed is in the draft at once. */
export const FieldInspector = ({ field, fields, problems, starters, isNew, onChange }: FieldInspectorProps) => {
  const text = useText();
  const { locale } = useIntl();
  const { type } = field;
  const errorOf = (path: string) => problems.find((problem) => problem.path === path)?.message;
  const put = (parts: Partial<FormField>) => onChange({ ...field, ...parts });
  const others = namesOf(fields.filter((one) => one !== field));

  const setLabel = (label: string) => {
    const follows = isNew && field.name === nameFromLabel(field.label, others) && label.trim() !== '';
    put({ label, ...(follows && { name: nameFromLabel(label, others) }) });
  };

  return (
    <Stack $gap={5}>
      <Stack $gap={4}>
        {type === 'consent' ? (
          <TextAreaField label={text('forms.consent.text')} hint={text('forms.consent.text.hint')} error={errorOf('label')} isRequired value={field.label} onChange={setLabel} />
        ) : (
          <TextField label={text(type === 'page-break' ? 'forms.field.step-title' : 'forms.field.label')} error={errorOf('label')} isRequired value={field.label} onChange={setLabel} />
        )}
        <SelectField
          label={text('forms.field.type')}
          value={type}
          options={FIELD_TYPES.map((value) => ({ value, label: text(`forms.type.${value}`) }))}
          onChange={(next) => next !== type && onChange(retyped(field, next, starters))}
        />
        {type === 'html' && (
          <TextAreaField label={text('forms.field.html')} hint={text('forms.field.html.hint')} error={errorOf('html')} isRequired value={field.html ?? ''} onChange={(html) => put({ html })} />
        )}
        {isAsked(type) && <TextField label={text('forms.field.help')} error={errorOf('help')} value={field.help ?? ''} onChange={(help) => put({ help: help || undefined })} />}
        {takes(type, 'placeholder') && (
          <TextField label={text('forms.field.placeholder')} error={errorOf('placeholder')} value={field.placeholder ?? ''} onChange={(placeholder) => put({ placeholder: placeholder || undefined })} />
        )}
        {type === 'currency' && (
          <SelectField
            label={text('forms.field.currency')}
            error={errorOf('currency')}
            value={field.currency ?? null}
            options={currencyOptions(locale, field.currency ?? '')}
            onChange={(currency) => put({ currency })}
          />
        )}
        {isAsked(type) && type !== 'consent' && (
          <SwitchRow label={text('forms.field.required')} description={text('forms.field.required.hint')} isOn={field.isRequired} onChange={(isRequired) => put({ isRequired })} />
        )}
      </Stack>
      {type === 'consent' && <FieldConsent field={field} errorOf={errorOf} onChange={put} />}
      {takes(type, 'options') && (
        <InspectorSection title={text('forms.option.title')}>
          <FieldOptions options={field.options ?? []} errors={problems} onChange={(options) => put({ options: [...options] })} />
        </InspectorSection>
      )}
      <InspectorSection title={text('forms.logic')}>
        <FieldLogic
          field={field}
          fields={fields}
          problems={problems.filter(({ path }) => path.split('.')[0] === 'showWhen').map(({ message }) => message)}
          onChange={(showWhen) => put({ showWhen })}
        />
      </InspectorSection>
      <FieldLimits field={field} errorOf={errorOf} onChange={put} />
      {takesTarget(type) && (
        <InspectorSection title={text('forms.field.target')}>
          <SelectField
            label={text('forms.field.target.label')}
            hint={text('forms.field.target.hint')}
            error={errorOf('mapTo')}
            value={field.mapTo ?? NOWHERE}
            options={[
              { value: NOWHERE, label: text('forms.target.none') },
              ...(type === 'name' ? (['contact.name'] as const) : FIELD_TARGETS).map((value) => ({ value, label: text(`forms.target.${value}`) })),
            ]}
            onChange={(target) => onChange(withTarget(field, target === NOWHERE ? null : target))}
          />
        </InspectorSection>
      )}
      <InspectorSection title={text('forms.field.more')}>
        <FieldDefault field={field} error={errorOf('default')} onChange={put} />
        {type === 'hidden' && (
          <SwitchRow
            label={text('forms.field.locked')}
            description={text('forms.field.locked.hint')}
            isOn={field.isLocked ?? false}
            onChange={(isLocked) => put({ isLocked: isLocked || undefined, isPrefillable: undefined, ...(isLocked && { default: field.default ?? '' }) })}
          />
        )}
        {takesPrefill(field) && !isTick(type) && (
          <SwitchRow
            label={text('forms.field.prefill')}
            description={text('forms.field.prefill.hint', { name: field.name })}
            isOn={field.isPrefillable ?? false}
            onChange={(isPrefillable) => put({ isPrefillable: isPrefillable || undefined })}
          />
        )}
        {type === 'phone' && (
          <SwitchRow label={text('forms.field.strict')} description={text('forms.field.strict.hint')} isOn={field.isStrict ?? false} onChange={(isStrict) => put({ isStrict: isStrict || undefined })} />
        )}
        {takes(type, 'autocomplete') && (
          <TextField
            label={text('forms.field.autocomplete')}
            hint={text('forms.field.autocomplete.hint')}
            error={errorOf('autocomplete')}
            value={field.autocomplete ?? ''}
            onChange={(autocomplete) => put({ autocomplete: autocomplete || undefined })}
          />
        )}
        <FieldName key={field.name} name={field.name} others={others} isNew={isNew} error={errorOf('name')} onChange={(name) => put({ name })} />
      </InspectorSection>
    </Stack>
  );
};
