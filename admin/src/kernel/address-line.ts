import type { z } from 'zod';
import type { address } from '../../../server/src/kernel/contract';

export type Address = z.output<typeof address>;

const namesOf = (type: 'region' | 'language', locale: string, code: string): string => {
  try {
    return new Intl.DisplayNames(locale, { type }).of(code) ?? code;
  } catch {
    return code;
  }
};

export const countryName = (code: string, locale = 'en'): string => namesOf('region', locale, code);
/** `de` in words; what is no language stays as it was typed. */
export const languageName = (code: string, locale = 'en'): string => namesOf('language', locale, code);

export const addressLine = ({ street, postalCode, city, region, country }: Address, locale?: string): string =>
  [street, [postalCode, city].filter(Boolean).join(' '), region, country && countryName(country, locale)].filter(Boolean).join(', ');
