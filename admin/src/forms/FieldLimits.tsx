import { styled } from 'styled-components';
import type { FormField } from '../../../server/src/forms/contract';
import { FILE_KINDS, FILE_LIMITS } from '../../../server/src/files/contract';
import { useText } from '../kernel/text';
import { SelectField, TextField } from '../ui/Fields';
import { NumberField } from '../ui/NumberField';
import { Small } from '../ui/Type';
import { takes } from './field-kinds';
import { FileKinds } from './FileKinds';
import { InspectorSection } from './InspectorSection';

const Pair = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr));
  gap: 1.6rem;
  align-items: start;
`;

const INPUTS = { date: 'date', time: 'time', datetime: 'datetime-local' } as const;

/** Ways of writing that people ask for most, so that few have to know regular expressions. */
const PATTERNS = { any: undefined, digits: '[0-9]*', letters: '[A-Za-zÀ-ž ]*', code: '[A-Za-z0-9]*' } as const;
type PatternName = keyof typeof PATTERNS;
const PATTERN_NAMES = Object.keys(PATTERNS) as PatternName[];
const OWN = 'own';
const PATTERN_CHOICES: readonly (PatternName | typeof OWN)[] = [...PATTERN_NAMES, OWN];

interface FieldLimitsProps {
  field: FormField;
  errorOf: (path: string) => string | undefined;
  onChange: (parts: Partial<FormField>) => void;
}

/** What an answer must be like, in the words of the type: characters, numbers, choices, files, days. */
export const FieldLimits = ({ field, errorOf, onChange }: FieldLimitsProps) => {
  const text = useText();
  const { type, pattern } = field;
  const amount = (['length', 'range', 'count'] as const).find((trait) => takes(type, trait));
  const isMoment = type === 'date' || type === 'time' || type === 'datetime';
  const takesPattern = takes(type, 'pattern');
  if (!amount && !isMoment && !takesPattern) return null;

  const unit = type === 'rating' || type === 'file' ? type : amount;
  const known = PATTERN_NAMES.find((name) => PATTERNS[name] === pattern);

  return (
    <InspectorSection title={text('forms.limits')}>
      {unit && (
        <Pair>
          <NumberField label={text(`forms.limits.${unit}.min`)} error={errorOf('min')} value={field.min} onChange={(min) => onChange({ min })} />
          <NumberField
            label={text(`forms.limits.${unit}.max`)}
            hint={type === 'file' ? text('forms.limits.file.hint', { files: FILE_LIMITS.filesPerRequest, size: FILE_LIMITS.fileBytes / 1024 / 1024 }) : undefined}
            error={errorOf('max')}
            value={field.max}
            onChange={(max) => onChange({ max })}
          />
        </Pair>
      )}
      {isMoment && (
        <Pair>
          <TextField type={INPUTS[type]} label={text('forms.limits.earliest')} error={errorOf('earliest')} value={field.earliest ?? ''} onChange={(earliest) => onChange({ earliest: earliest || undefined })} />
          <TextField type={INPUTS[type]} label={text('forms.limits.latest')} error={errorOf('latest')} value={field.latest ?? ''} onChange={(latest) => onChange({ latest: latest || undefined })} />
        </Pair>
      )}
      {takesPattern && (
        <SelectField
          label={text('forms.pattern')}
          error={known ? errorOf('pattern') : undefined}
          value={known ?? OWN}
          options={PATTERN_CHOICES.map((value) => ({ value, label: text(`forms.pattern.${value}`) }))}
          onChange={(name) => onChange({ pattern: name === OWN ? '.*' : PATTERNS[name] })}
        />
      )}
      {takesPattern && !known && (
        <TextField label={text('forms.pattern.rule')} hint={text('forms.pattern.rule.hint')} error={errorOf('pattern')} value={pattern ?? ''} onChange={(own) => onChange({ pattern: own })} />
      )}
      {takesPattern && pattern !== undefined && !field.help && <Small>{text('forms.pattern.help')}</Small>}
      {type === 'file' && <FileKinds kinds={FILE_KINDS} chosen={field.accept ?? []} onChange={(accept) => onChange({ accept: accept.length > 0 ? accept : undefined })} />}
    </InspectorSection>
  );
};
