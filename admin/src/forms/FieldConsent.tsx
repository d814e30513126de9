import { purposeOf, type FormField } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { SelectField, TextAreaField, TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { needsReason } from './field-kinds';
import { InspectorSection } from './InspectorSection';

const KNOWN = ['marketing', 'privacy'] as const;
const OTHER = 'other';
const CHOICES = [...KNOWN, OTHER] as const;

interface FieldConsentProps {
  field: FormField;
  errorOf: (path: string) => string | undefined;
  onChange: (parts: Partial<FormField>) => void;
}

/** What a tick allows. Only a privacy notice may be required just like that. */
export const FieldConsent = ({ field, errorOf, onChange }: FieldConsentProps) => {
  const text = useText();
  const purpose = purposeOf(field);
  const known = KNOWN.find((one) => one === purpose);

  return (
    <InspectorSection title={text('forms.consent')}>
      <SelectField
        label={text('forms.consent.purpose')}
        hint={text(`forms.consent.${known ?? OTHER}.hint`)}
        value={known ?? OTHER}
        options={CHOICES.map((value) => ({ value, label: text(`forms.consent.${value}`) }))}
        onChange={(next) => onChange({ purpose: next === OTHER ? 'terms' : next, overrideReason: undefined, ...(next !== 'privacy' && { isRequired: false }) })}
      />
      {!known && (
        <TextField
          label={text('forms.consent.own')}
          hint={text('forms.consent.own.hint')}
          error={errorOf('purpose')}
          isRequired
          value={purpose}
          onChange={(own) => onChange({ purpose: own })}
        />
      )}
      <SwitchRow
        label={text('forms.field.required')}
        description={text('forms.field.required.hint')}
        isOn={field.isRequired}
        onChange={(isRequired) => onChange({ isRequired, overrideReason: undefined })}
      />
      {needsReason(field) && (
        <>
          <Banner tone="warning">{text('forms.consent.required-words')}</Banner>
          <TextAreaField
            label={text('forms.consent.reason')}
            hint={text('forms.consent.reason.hint')}
            error={errorOf('overrideReason') ?? errorOf('isRequired')}
            isRequired
            value={field.overrideReason ?? ''}
            onChange={(reason) => onChange({ overrideReason: reason || undefined })}
          />
        </>
      )}
    </InspectorSection>
  );
};
