import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Phone {
  /** As typed, on one line. */
  raw: string;
  /** E.164, or null where nobody can tell which number is meant. */
  e164: string | null;
}

const MAX_LENGTH = 60;

/**
 * Never throws and never refuses: a number that no table knows may still be the right one.
 * `country` (ISO 3166-1 alpha-2) is how a number without a country code is read. An extension stays in `raw` only.
 */
export const normalisePhone = (typed: string, country: string): Phone => {
  const raw = typed.slice(0, 200).replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, MAX_LENGTH);
  try {
    const parsed = parsePhoneNumberFromString(raw, { extract: false, ...(isSupportedCountry(country) ? { defaultCountry: country } : {}) });
    return { raw, e164: parsed?.isValid() ? parsed.number : null };
  } catch {
    return { raw, e164: null };
  }
};

/** Blank input is no phone. */
export const phoneOrNull = (typed: string | null | undefined, country: string): Phone | null => {
  const phone = normalisePhone(typed ?? '', country);
  return /[\p{L}\p{N}]/u.test(phone.raw) ? phone : null;
};

/** The clearest writing we have. */
export const phoneText = ({ e164, raw }: Phone): string => e164 ?? raw;

/** Two writings of one number. */
export const isSamePhone = (one: Phone, other: Phone): boolean =>
  one.e164 !== null && other.e164 !== null ? one.e164 === other.e164 : phoneDigits(one.raw) === phoneDigits(other.raw);

export const phoneDigits = (text: string): string => text.replace(/[^\p{N}]/gu, '');
