import { styled } from 'styled-components';
import { DEFAULT_SETTINGS, formSettings } from '../../../server/src/forms/contract';
import { CAPTCHA_PROVIDERS, spamContract } from '../../../server/src/spam/contract';
import { useEndpoint } from '../kernel/api';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { SelectField } from '../ui/Fields';
import { TextLink } from '../ui/Links';
import { NumberField } from '../ui/NumberField';
import { Muted, Stack } from '../ui/Type';
import { AllowedOrigins } from './AllowedOrigins';
import type { FormDraft } from './form-draft';

const Pair = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr));
  gap: 1.6rem;
  align-items: start;
`;

const LIMITS = ['softPerAddress', 'hardPerAddress', 'softPerForm', 'hardPerForm'] as const;

interface GuardSettingsProps {
  draft: FormDraft;
  isReadOnly: boolean;
}

/** What keeps programs out: a captcha, a list of sites, and how much is too much. */
export const GuardSettings = ({ draft, isReadOnly }: GuardSettingsProps) => {
  const text = useText();
  const { number } = useFormat();
  const { can } = useMe();
  const { values, set, setting, errorOf } = draft;
  const { captcha, limits } = values.settings;
  const mayLook = can('spam.read');
  const provider = CAPTCHA_PROVIDERS.find((one) => one === captcha);
  const keys = useEndpoint(spamContract.endpoints.getSpamSettings, {}, { enabled: mayLook && provider !== undefined });
  const isKeyless = provider !== undefined && keys.data !== undefined && !(keys.data[provider].siteKey && keys.data[provider].hasSecret);

  return (
    <>
      <Card title={text('forms.guard')}>
        <Stack>
          <SelectField
            label={text('forms.captcha')}
            hint={text(provider ? 'forms.captcha.keyed.hint' : `forms.captcha.${captcha === 'altcha' ? 'altcha' : 'none'}.hint`)}
            disabled={isReadOnly}
            value={captcha}
            options={formSettings.shape.captcha.options.map((value) => ({ value, label: text(`forms.captcha.${value}`) }))}
            onChange={(next) => setting({ captcha: next })}
          />
          {isKeyless && <Banner tone="warning">{text('forms.captcha.no-keys', { provider: text(`forms.captcha.${provider}`) })}</Banner>}
          {provider && mayLook && (
            <div>
              <TextLink to="/settings/crm/spam">{text('forms.captcha.keys')}</TextLink>
            </div>
          )}
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
      <Card title={text('forms.rates')}>
        <Stack>
          <Muted as="p">{text('forms.rates.words')}</Muted>
          <Pair>
            {LIMITS.map((name) => (
              <NumberField
                key={name}
                label={text(`forms.rates.${name}`)}
                hint={text('forms.rates.usual', { value: number(DEFAULT_SETTINGS.limits[name]) })}
                error={errorOf(`settings.limits.${name}`)}
                disabled={isReadOnly}
                value={limits[name]}
                onChange={(value) => setting({ limits: { ...limits, [name]: value ?? DEFAULT_SETTINGS.limits[name] } })}
              />
            ))}
          </Pair>
        </Stack>
      </Card>
    </>
  );
};
