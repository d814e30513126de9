import { createContext, useContext } from 'react';
import type { IntlShape } from 'react-intl';
import type { Money } from '../../../server/src/kernel/contract';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MEGABYTE = 1024 * 1024;

interface FormatSettings {
  /** How numbers and dates are written. Words stay in the language of the admin. */
  locale: string;
  timezone: string;
}

/** Built once: an Intl formatter costs more than a table row. */
export const createFormat = (intl: Pick<IntlShape, 'formatRelativeTime' | 'formatMessage'>, settings: FormatSettings) => {
  const { locale, timezone: timeZone } = settings;
  const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const shortDate = formatter({ day: 'numeric', month: 'short' });
  const longDate = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
  const fullDate = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
  const plainDate = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const clock = formatter({ hour: '2-digit', minute: '2-digit' });
  const moment = formatter({ dateStyle: 'full', timeStyle: 'short' });
  const dayKey = new Intl.DateTimeFormat('en-CA', { timeZone });
  const plainNumber = new Intl.NumberFormat(locale);
  const currencies = new Map<string, Intl.NumberFormat>();
  const relativeWords = { style: 'short', numeric: 'auto' } as const;

  const unit = (value: number, name: 'day' | 'hour' | 'minute' | 'kilobyte' | 'megabyte') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);

  const number = (value: number) => plainNumber.format(value);

  const date = (at: string | Date) => {
    const when = new Date(at);
    return when.getFullYear() === new Date().getFullYear() ? shortDate.format(when) : longDate.format(when);
  };

  const relative = (at: string | Date, now = Date.now()) => {
    const distance = new Date(at).getTime() - now;
    const size = Math.abs(distance);
    if (size < 45_000) return intl.formatRelativeTime(0, 'second', relativeWords);
    if (size < 59.5 * MINUTE) return intl.formatRelativeTime(Math.round(distance / MINUTE), 'minute', relativeWords);
    if (size < 23.5 * HOUR) return intl.formatRelativeTime(Math.round(distance / HOUR), 'hour', relativeWords);
    if (size < 7 * DAY) return intl.formatRelativeTime(Math.round(distance / DAY), 'day', relativeWords);
    return date(at);
  };

  const dayLabel = (at: string | Date, now = new Date()) => {
    const day = dayKey.format(new Date(at));
    const written = fullDate.format(new Date(at));
    if (day === dayKey.format(now)) return intl.formatMessage({ id: 'crm.kernel.today' }, { date: written });
    if (day === dayKey.format(new Date(now.getTime() - DAY))) return intl.formatMessage({ id: 'crm.kernel.yesterday' }, { date: written });
    return written;
  };

  const currency = (code: string) => {
    const known = currencies.get(code);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, { style: 'currency', currency: code });
    currencies.set(code, made);
    return made;
  };

  const money = ({ amount, currency: code }: Money) => {
    const format = currency(code);
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    return format.format(amount / 10 ** digits);
  };

  const minutes = (value: number) => {
    const whole = Math.max(0, Math.round(value));
    const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
    if (days) return hours ? `${unit(days, 'day')} ${unit(hours, 'hour')}` : unit(days, 'day');
    if (hours) return rest ? `${unit(hours, 'hour')} ${unit(rest, 'minute')}` : unit(hours, 'hour');
    return unit(rest, 'minute');
  };

  const bytes = (value: number) => (value < MEGABYTE ? unit(Math.ceil(value / 1024), 'kilobyte') : unit(Math.round((value / MEGABYTE) * 10) / 10, 'megabyte'));

  return {
    /** “12 min. ago”, “yesterday”, and a date beyond a week. */
    relative,
    /** “Thursday 12 March 2026 at 10:30”, for a tooltip. */
    absolute: (at: string | Date) => moment.format(new Date(at)),
    date,
    /** A day without a time (`2026-03-12`), such as a birthday: never moved by a time zone. */
    plainDate: (on: string) => plainDate.format(new Date(`${on}T00:00:00Z`)),
    time: (at: string | Date) => clock.format(new Date(at)),
    /** “Today, Thursday 12 March”. */
    dayLabel,
    /** Two moments with the same key are on the same day in the team's time zone. */
    dayKey: (at: string | Date) => dayKey.format(new Date(at)),
    number,
    money,
    /** “2 days 3 hr” from minutes. */
    minutes,
    /** “1.4 MB”, at least “1 kB”. */
    bytes,
  };
};

export type Format = ReturnType<typeof createFormat>;

export const FormatContext = createContext<Format | null>(null);

export const useFormat = (): Format => {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat is used outside CrmProvider');
  return format;
};
