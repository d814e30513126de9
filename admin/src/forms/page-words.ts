import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../kernel/text';
import type { PageWords } from './field-markup';

export const usePageWords = (): PageWords => {
  const text = useText();
  const { locale } = useIntl();
  return useMemo(
    () => ({
      language: locale,
      optional: text('forms.page.optional'),
      part: {
        firstName: text('forms.page.firstName'),
        lastName: text('forms.page.lastName'),
        line1: text('forms.page.line1'),
        line2: text('forms.page.line2'),
        postalCode: text('forms.page.postalCode'),
        city: text('forms.page.city'),
        region: text('forms.page.region'),
        country: text('forms.page.country'),
      },
    }),
    [locale, text],
  );
};
