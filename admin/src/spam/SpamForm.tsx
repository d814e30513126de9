import { Button } from '@strapi/design-system';
import { CAPTCHA_PROVIDERS, type SpamSettings } from '../../../server/src/spam/contract';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { TextField } from '../ui/Fields';
import { SwitchRow } from '../ui/SwitchRow';
import { Cluster, Muted, Stack } from '../ui/Type';
import { ProviderFields } from './ProviderFields';
import { useSpamDraft } from './spam-draft';

interface SpamFormProps {
  saved: SpamSettings;
  onDiscard: () => void;
}

export const SpamForm = ({ saved, onDiscard }: SpamFormProps) => {
  const text = useText();
  const { can } = useMe();
  const draft = useSpamDraft(saved);
  const { values, set } = draft;
  const isDisabled = !can('spam.update');
  const { minScore } = values.recaptcha;

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      <Stack $gap={6}>
        <Card title={text('spam.addresses')}>
          <Stack $gap={2}>
            <SwitchRow
              label={text('spam.hold-disposable')}
              description={text('spam.hold-disposable-hint')}
              isOn={values.holdsDisposable}
              onChange={(isOn) => set('holdsDisposable', isOn)}
              isDisabled={isDisabled}
            />
            <SwitchRow
              label={text('spam.hold-roles')}
              description={text('spam.hold-roles-hint')}
              isOn={values.holdsRoleAddresses}
              onChange={(isOn) => set('holdsRoleAddresses', isOn)}
              isDisabled={isDisabled}
            />
          </Stack>
        </Card>
        <Card title={text('spam.captcha')}>
          <Stack $gap={6}>
            <Muted>{text('spam.captcha-words')}</Muted>
            {CAPTCHA_PROVIDERS.map((provider) => (
              <ProviderFields
                key={provider}
                name={text(`spam.provider.${provider}`)}
                saved={saved[provider]}
                values={values[provider]}
                errorOf={(field) => draft.errorOf(`${provider}.${field}`)}
                onChange={(change) => set(provider, { ...values[provider], ...change })}
                onForget={() => draft.forgetSecret(provider)}
                isDisabled={isDisabled}
              >
                {provider === 'recaptcha' && (
                  <TextField
                    type="number"
                    label={text('spam.min-score')}
                    hint={text('spam.min-score-hint')}
                    error={draft.errorOf('recaptcha.minScore') && text('spam.min-score-wrong')}
                    value={Number.isNaN(minScore) ? '' : String(minScore)}
                    onChange={(typed) => set('recaptcha', { ...values.recaptcha, minScore: typed === '' ? Number.NaN : Number(typed) })}
                    disabled={isDisabled || saved.recaptcha.isFromConfig}
                  />
                )}
              </ProviderFields>
            ))}
            {draft.failure && <Banner tone="danger">{draft.failure}</Banner>}
          </Stack>
        </Card>
        {!isDisabled && (
          <Cluster $gap={3}>
            <Button type="submit" disabled={!draft.isDirty} loading={draft.isSaving}>
              {text('spam.save')}
            </Button>
            {draft.isDirty && (
              <>
                <Button variant="tertiary" onClick={onDiscard}>
                  {text('spam.discard')}
                </Button>
                <Muted role="status">{text('spam.unsaved')}</Muted>
              </>
            )}
          </Cluster>
        )}
      </Stack>
    </form>
  );
};
