import { Button } from '@strapi/design-system';
import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { GeneralSettings } from '../../../server/src/settings/contract';
import { useFormat } from '../kernel/format';
import { useMe } from '../kernel/me';
import { useText } from '../kernel/text';
import { Banner } from '../ui/Banner';
import { Card } from '../ui/Card';
import { TextField } from '../ui/Fields';
import { Cluster, Muted, Stack } from '../ui/Type';
import { countryOptions, currencyOptions, localeOptions, timezoneOptions } from './choices';
import { useGeneralDraft } from './general-draft';
import { previewOf } from './general-preview';
import { PickField } from './PickField';

const Grid = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr));
  gap: 1.6rem 2.4rem;
`;

interface GeneralFormProps {
  saved: GeneralSettings;
  onDiscard: () => void;
}

export const GeneralForm = ({ saved, onDiscard }: GeneralFormProps) => {
  const text = useText();
  const { locale: language } = useIntl();
  const { minutes } = useFormat();
  const { can } = useMe();
  const draft = useGeneralDraft(saved);
  const { values, set } = draft;
  const isDisabled = !can('settings.update');
  const preview = previewOf(values);

  const options = useMemo(
    () => ({
      currency: currencyOptions(language, saved.currency),
      locale: localeOptions(language, saved.locale),
      timezone: timezoneOptions(saved.timezone),
      country: countryOptions(language, saved.defaultCountry),
    }),
    [language, saved],
  );

  const minutesGiven = values.leadResponseMinutes;
  const responseHint = Number.isInteger(minutesGiven)
    ? text('settings.general.response-hint', { time: minutes(minutesGiven) })
    : text('settings.general.response-empty');

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      <Card title={text('settings.general.formats')}>
        <Stack $gap={5}>
          <Grid>
            <PickField
              label={text('settings.general.currency')}
              hint={text('settings.general.currency-hint')}
              error={draft.errorOf('currency') && text('settings.general.currency-wrong')}
              options={options.currency}
              value={values.currency}
              onChange={(currency) => set('currency', currency)}
              isDisabled={isDisabled}
            />
            <PickField
              label={text('settings.general.locale')}
              hint={text('settings.general.locale-hint')}
              error={draft.errorOf('locale') && text('settings.general.locale-wrong')}
              options={options.locale}
              value={values.locale}
              onChange={(locale) => set('locale', locale)}
              isDisabled={isDisabled}
            />
            <PickField
              label={text('settings.general.timezone')}
              hint={preview && text('settings.general.timezone-hint', { time: preview.time })}
              error={draft.errorOf('timezone') && text('settings.general.timezone-wrong')}
              options={options.timezone}
              value={values.timezone}
              onChange={(timezone) => set('timezone', timezone)}
              isDisabled={isDisabled}
            />
            <PickField
              label={text('settings.general.country')}
              hint={text('settings.general.country-hint')}
              error={draft.errorOf('defaultCountry') && text('settings.general.country-wrong')}
              options={options.country}
              value={values.defaultCountry}
              onChange={(country) => set('defaultCountry', country)}
              isDisabled={isDisabled}
            />
            <TextField
              isRequired
              type="number"
              label={text('settings.general.response')}
              hint={responseHint}
              error={draft.errorOf('leadResponseMinutes') && text('settings.general.response-wrong')}
              value={Number.isNaN(minutesGiven) ? '' : String(minutesGiven)}
              onChange={(typed) => set('leadResponseMinutes', typed === '' ? Number.NaN : Number(typed))}
              disabled={isDisabled}
            />
          </Grid>
          {preview && <Muted>{text('settings.general.preview', { date: preview.date, money: preview.money })}</Muted>}
          {draft.failure && <Banner tone="danger">{draft.failure}</Banner>}
          {!isDisabled && (
            <Cluster $gap={3}>
              <Button type="submit" disabled={!draft.isDirty} loading={draft.isSaving}>
                {text('settings.general.save')}
              </Button>
              {draft.isDirty && (
                <>
                  <Button variant="tertiary" onClick={onDiscard}>
                    {text('settings.general.discard')}
                  </Button>
                  <Muted role="status">{text('settings.general.unsaved')}</Muted>
                </>
              )}
            </Cluster>
          )}
        </Stack>
      </Card>
    </form>
  );
};
