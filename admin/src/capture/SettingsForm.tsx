import { Button } from '@strapi/design-system';
import { useMemo, useState, type FormEvent } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { captureContract } from '../../../server/src/capture/contract';
import { settingsContract, type GeneralSettings } from '../../../server/src/settings/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useDraft } from '../kernel/draft';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { countryOptions, currencyOptions, timezoneOptions } from '../settings/choices';
import { PickField } from '../settings/PickField';
import { Banner } from '../ui/Banner';
import { TextField } from '../ui/Fields';
import { TextLink } from '../ui/Links';
import { Cluster, Stack } from '../ui/Type';
import { useUndo } from '../ui/UndoBar';

const { general, updateGeneral, me } = settingsContract.endpoints;

const Grid = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
  gap: 1.6rem;
`;

/** Saving what is right already counts too: it says that somebody looked. */
export const SettingsForm = ({ saved }: { saved: GeneralSettings }) => {
  const text = useText();
  const errorText = useErrorText();
  const tell = useUndo();
  const { minutes } = useFormat();
  const { locale: language } = useIntl();
  const [failure, setFailure] = useState<string>();
  const { currency, timezone, defaultCountry, leadResponseMinutes } = saved;
  const draft = useDraft(updateGeneral.body, { currency, timezone, defaultCountry, leadResponseMinutes });
  const update = useEndpointMutation(updateGeneral, {
    invalidates: [me, captureContract.endpoints.setup],
    onSuccess: (answer, _request, cache) => cache.write(general, {}, answer),
  });
  const { values, set, errorOf } = draft;
  const answerTime = values.leadResponseMinutes;

  const options = useMemo(
    () => ({
      currency: currencyOptions(language, currency),
      timezone: timezoneOptions(timezone),
      country: countryOptions(language, defaultCountry),
    }),
    [language, currency, timezone, defaultCountry],
  );

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(undefined);
    const body = draft.check();
    if (!body) return;
    try {
      await update.mutateAsync({ body });
      tell({ message: text('settings.general.saved') });
    } catch (thrown) {
      const error = toApiError(thrown);
      draft.refuse(error);
      if (error.fields.length === 0) setFailure(errorText(error));
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack>
        <Grid>
          <PickField
            label={text('settings.general.currency')}
            hint={text('settings.general.currency-hint')}
            error={errorOf('currency') && text('settings.general.currency-wrong')}
            options={options.currency}
            value={values.currency}
            onChange={(value) => set('currency', value)}
          />
          <PickField
            label={text('settings.general.timezone')}
            error={errorOf('timezone') && text('settings.general.timezone-wrong')}
            options={options.timezone}
            value={values.timezone}
            onChange={(value) => set('timezone', value)}
          />
          <PickField
            label={text('settings.general.country')}
            hint={text('settings.general.country-hint')}
            error={errorOf('defaultCountry') && text('settings.general.country-wrong')}
            options={options.country}
            value={values.defaultCountry}
            onChange={(value) => set('defaultCountry', value)}
          />
          <TextField
            isRequired
            type="number"
            label={text('settings.general.response')}
            hint={Number.isInteger(answerTime) ? text('settings.general.response-hint', { time: minutes(answerTime) }) : undefined}
            error={errorOf('leadResponseMinutes') && text('settings.general.response-wrong')}
            value={Number.isNaN(answerTime) ? '' : String(answerTime)}
            onChange={(typed) => set('leadResponseMinutes', typed === '' ? Number.NaN : Number(typed))}
          />
        </Grid>
        {failure && <Banner tone="danger">{failure}</Banner>}
        <Cluster $gap={4}>
          <Button type="submit" size="S" variant="secondary" loading={update.isPending}>
            {text('capture.settings.confirm')}
          </Button>
          <TextLink to="/settings/crm/general">{text('capture.settings.all')}</TextLink>
        </Cluster>
      </Stack>
    </form>
  );
};
