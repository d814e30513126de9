import { styled } from 'styled-components';
import type { Form } from '../../../server/src/forms/contract';
import { useText } from '../kernel/text';
import { Card } from '../ui/Card';
import { TextAreaField, TextField } from '../ui/Fields';
import { Small, Stack } from '../ui/Type';
import { AllowedOrigins } from './AllowedOrigins';
import type { FormDraft } from './form-draft';

const Column = styled.div`
  display: grid;
  gap: 1.6rem;
  max-width: 72rem;
`;

export const SettingsTab = ({ form, draft, isReadOnly }: { form: Form; draft: FormDraft; isReadOnly: boolean }) => {
  const text = useText();
  const { values, set, errorOf } = draft;
  const isSlugRisky = form.state === 'published' && values.slug !== form.slug;

  return (
    <Column>
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
      <Card title={text('forms.origins')}>
        <AllowedOrigins
          origins={values.allowedOrigins}
          errorOf={errorOf}
          isReadOnly={isReadOnly}
          onChange={(allowedOrigins) => set('allowedOrigins', allowedOrigins)}
        />
      </Card>
    </Column>
  );
};
