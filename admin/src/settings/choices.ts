import type { Option } from '../ui/FilterBar';
import { COUNTRIES } from './countries';

const LOCALES = (
  'ar bg ca cs da de de-AT de-CH el en en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es es-AR es-CO es-MX et eu fa fi fr fr-BE fr-CA fr-CH gl he hi hr hu id is it it-CH ' +
  'ja ko lt lv ms nb nl nl-BE nn pl pt pt-BR ro ru sk sl sr sv th tr uk vi zh-CN zh-HK zh-TW'
).split(' ');

const sorted = (options: Option[]): Option[] => options.sort((one, other) => one.label.localeCompare(other.label));

/** A saved value that this browser does not know stays in the list. */
const including = (known: readonly string[], saved: string): string[] => [...new Set(saved ? [...known, saved] : known)];

/** The code itself where it is unknown or malformed; a picker must not fall over an old setting. */
const namesOf = (type: Intl.DisplayNamesType, language: string) => {
  const names = new Intl.DisplayNames([language, 'en'], { type });
  return (code: string): string => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
};

/** The code first: people who pick a currency know it. */
export const currencyOptions = (language: string, saved: string): Option[] => {
  const nameOf = namesOf('currency', language);
  return including(Intl.supportedValuesOf('currency'), saved).map((value) => ({ value, label: `${value} – ${nameOf(value)}` }));
};

export const countryOptions = (language: string, saved: string): Option[] => {
  const nameOf = namesOf('region', language);
  return sorted(including(COUNTRIES, saved).map((value) => ({ value, label: nameOf(value) })));
};

export const localeOptions = (language: string, saved: string): Option[] => {
  const nameOf = namesOf('language', language);
  return sorted(including(LOCALES, saved).map((value) => ({ value, label: `${nameOf(value)} – ${value}` })));
};

/** The city first, since the picker searches from the start: `Berlin (Europe)`. */
const cityFirst = (zone: string): string => {
  const parts = zone.replaceAll('_', ' ').split('/');
  const city = parts.pop() ?? zone;
  return parts.length > 0 ? `${city} (${parts.join('/')})` : city;
};

export const timezoneOptions = (saved: string): Option[] =>
  sorted(including([...Intl.supportedValuesOf('timeZone'), 'UTC'], saved).map((value) => ({ value, label: cityFirst(value) })));
