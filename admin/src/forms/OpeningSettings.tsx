import { styled } from 'styled-components';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { instantOf, wallClock } from '../kernel/wall-clock';
import { Card } from '../ui/Card';
import { TextAreaField, TextField } from '../ui/Fields';
import { NumberField } from '../ui/NumberField';
import { Stack } from '../ui/Type';
import type { FormDraft } from './form-draft';

const Pair = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr));
  gap: 1.6rem;
  align-items: start;
`;

interface OpeningSettingsProps {
  draft: FormDraft;
  isReadOnly: boolean;
}

/** From when to when, and how many. Times are the team's. */
export const OpeningSettings = ({ draft, isReadOnly }: OpeningSettingsProps) => {
  const text = useText();
  const { timezone } = useMe().settings;
  const { values, setting, errorOf } = draft;
  const { maxSubmissions, closedText } = values.settings;

  const moment = (name: 'opensAt' | 'closesAt') => (
    <TextField
      type="datetime-local"
      label={text(`forms.opening.${name}`)}
      hint={text('forms.opening.zone', { zone: timezone })}
      error={errorOf(`settings.${name}`)}
      disabled={isReadOnly}
      value={values.settings[name] ? wallClock(values.settings[name], timezone) : ''}
      onChange={(clock) => setting({ [name]: instantOf(clock, timezone) })}
    />
  );

  return (
    <Card title={text('forms.opening')}>
      <Stack>
        <Pair>
          {moment('opensAt')}
          {moment('closesAt')}
        </Pair>
        <NumberField
          label={text('forms.opening.max')}
          hint={text('forms.opening.max.hint')}
          error={errorOf('settings.maxSubmissions')}
          disabled={isReadOnly}
          value={maxSubmissions ?? undefined}
          onChange={(value) => setting({ maxSubmissions: value ?? null })}
        />
        <TextAreaField
          label={text('forms.opening.text')}
          hint={text('forms.opening.text.hint')}
          error={errorOf('settings.closedText')}
          disabled={isReadOnly}
          value={closedText}
          onChange={(words) => setting({ closedText: words })}
        />
      </Stack>
    </Card>
  );
};
