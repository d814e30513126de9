import type { TextValues } from '../kernel/text';
import type { TextId } from '../translations';

interface CronWords {
  id: TextId;
  values?: TextValues;
}

const numberIn = (field: string, most: number): number | null => (/^\d{1,2}$/.test(field) && Number(field) <= most ? Number(field) : null);

/** Only steps that divide the hour or the day come at even distances. */
const stepIn = (field: string, whole: number): number | null => {
  const step = Number(/^\*\/(\d{1,2})$/.exec(field)?.[1]);
  return step > 1 && whole % step === 0 ? step : null;
};

const clock = (hour: number, minute: number) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

const everyDay = (minuteField: string, hourField: string): CronWords | null => {
  if (minuteField === '*') return hourField === '*' ? { id: 'jobs.cron.minute' } : null;
  const minutes = stepIn(minuteField, 60);
  if (minutes) return hourField === '*' ? { id: 'jobs.cron.minutes', values: { count: minutes } } : null;

  const minute = numberIn(minuteField, 59);
  if (minute === null) return null;
  if (hourField === '*') return minute === 0 ? { id: 'jobs.cron.hour' } : { id: 'jobs.cron.hour-at', values: { minute } };

  const hours = stepIn(hourField, 24);
  if (hours) return minute === 0 ? { id: 'jobs.cron.hours', values: { count: hours } } : null;
  const hour = numberIn(hourField, 23);
  return hour === null ? null : { id: 'jobs.cron.day', values: { time: clock(hour, minute) } };
};

/** Simple patterns in words; null where the pattern itself says it best. */
export const cronWords = (cron: string): CronWords | null => {
  const [minuteField = '', hourField = '', dayField = '', monthField = '', weekdayField = '', ...more] = cron.trim().split(/\s+/);
  if (more.length > 0 || monthField !== '*') return null;
  if (dayField === '*' && weekdayField === '*') return everyDay(minuteField, hourField);

  const minute = numberIn(minuteField, 59);
  const hour = numberIn(hourField, 23);
  if (minute === null || hour === null) return null;
  const time = clock(hour, minute);

  if (dayField === '*') {
    if (weekdayField === '1-5') return { id: 'jobs.cron.workdays', values: { time } };
    const weekday = numberIn(weekdayField, 7);
    return weekday === null ? null : { id: 'jobs.cron.week', values: { day: String(weekday), time } };
  }
  const day = numberIn(dayField, 31);
  return day && weekdayField === '*' ? { id: 'jobs.cron.month', values: { day, time } } : null;
};
