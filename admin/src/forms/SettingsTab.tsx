import { styled } from 'styled-components';
import { formSettings, type Form } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { SelectField, TextAreaField, TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { Small, Stack } from '../ui/Type';
import type { FormDraft } from './form-draft';
import { GuardSettings } from './GuardSettings';
import { MailSettings } from './MailSettings';
import { OpeningSettings } from './OpeningSettings';

const Column = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 1.6rem;
  max-width: 72rem;
`;

interface SettingsTabProps {
  form: Form;
  draft: FormDraft;
  isReadOnly: boolean;
}

export const SettingsTab = ({ form, draft, isReadOnly }: SettingsTabProps) => {
  const text = useText();
  const { values, set, setting, errorOf } = draft;
  const { settings } = values;
  const isSlugRisky = form.state === 'published' && values.slug !== form.slug;

  return (
    <Column>
      <Small as="p">{text('forms.settings.at-once')}</Small>
      <Card title={text('forms.settings.general')}>
        <Stack>
          <TextField
            label={text('forms.name')}
            hint={text('forms.name.hint')}
            error={errorOf('name')}
            isRequired
            disabled={isReadOnly}
            value={values.name}
            onChange={(name) => set('name', name)}
          />
          <TextField
            label={text('forms.slug')}
            hint={text(isSlugRisky ? 'forms.settings.slug-live' : 'forms.slug.hint')}
            error={errorOf('slug')}
            isRequired
            disabled={isReadOnly}
            value={values.slug}
            onChange={(slug) => set('slug', slug)}
          />
        </Stack>
      </Card>
      <Card title={text('forms.settings.target')}>
        <SelectField
          label={text('forms.settings.target.label')}
          hint={text(`forms.settings.target.${settings.target}.hint`)}
          disabled={isReadOnly}
          value={settings.target}
          options={formSettings.shape.target.options.map((value) => ({ value, label: text(`forms.settings.target.${value}`) }))}
          onChange={(target) => setting({ target })}
        />
      </Card>
      <Card title={text('forms.settings.after')} actions={<Small>{text('forms.settings.publish-note')}</Small>}>
        <Stack>
          <TextAreaField
            label={text('forms.settings.thank-you')}
            hint={text('forms.settings.thank-you.hint')}
            error={errorOf('thankYou')}
            isRequired
            disabled={isReadOnly}
            value={values.thankYou}
            onChange={(thankYou) => set('thankYou', thankYou)}
          />
          <TextField
            type="url"
            label={text('forms.settings.redirect')}
            hint={text('forms.settings.redirect.hint')}
            error={errorOf('redirectUrl')}
            disabled={isReadOnly}
            value={values.redirectUrl ?? ''}
            onChange={(redirectUrl) => set('redirectUrl', redirectUrl === '' ? null : redirectUrl)}
          />
        </Stack>
      </Card>
      <MailSettings draft={draft} isReadOnly={isReadOnly} />
      <GuardSettings draft={draft} isReadOnly={isReadOnly} />
      <OpeningSettings draft={draft} isReadOnly={isReadOnly} />
      <Card title={text('forms.settings.more')}>
        <Stack>
          <SwitchRow
            label={text('forms.settings.drafts')}
            description={text('forms.settings.drafts.hint')}
            isOn={settings.offersDrafts}
            isDisabled={isReadOnly}
            onChange={(offersDrafts) => setting({ offersDrafts })}
          />
          <SwitchRow
            label={text('forms.settings.extra')}
            description={text('forms.settings.extra.hint')}
            isOn={settings.keepsExtra}
            isDisabled={isReadOnly}
            onChange={(keepsExtra) => setting({ keepsExtra })}
          />
        </Stack>
      </Card>
    </Column>
  );
};
