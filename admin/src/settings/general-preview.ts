import type { GeneralSettings } from '../../../server/src/settings/contract';

const SAMPLE_AMOUNT = 1234.5;

interface Preview {
  date: string;
  money: string;
  time: string;
}

/** How the choices will look; null while one of them is not usable yet. */
export const previewOf = ({ locale, currency, timezone }: Pick<GeneralSettings, 'locale' | 'currency' | 'timezone'>, now = new Date()): Preview | null => {
  try {
    return {
      date: new Intl.DateTimeFormat(locale, { timeZone: timezone, dateStyle: 'long' }).format(now),
      money: new Intl.NumberFormat(locale, { style: 'currency', currency }).format(SAMPLE_AMOUNT),
      time: new Intl.DateTimeFormat(locale, { timeZone: timezone, timeStyle: 'short' }).format(now),
    };
  } catch {
    return null;
  }
};
