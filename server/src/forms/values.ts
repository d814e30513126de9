import { normaliseEmail, normalisePhone } from '../identity';
import type { Money } from '../kernel/contract';
import { compilePattern } from '../kernel/pattern';
import { COUNTRIES, GROUP_PARTS, type FieldType, type FormField } from './contract';
import { decimalOf, isMoney, isTicked, listOf, minorDigits, textOf } from './logic';

/** Lists are choices or names of files; objects are the parts of a group. */
export type AnswerValue = string | number | boolean | string[] | Money | { [part: string]: string };

export interface Fault {
  code:
    | 'required'
    | 'type'
    | 'email'
    | 'phone'
    | 'url'
    | 'number'
    | 'date'
    | 'time'
    | 'country'
    | 'option'
    | 'pattern'
    | 'too-short'
    | 'too-long'
    | 'too-small'
    | 'too-large'
    | 'too-few'
    | 'too-many';
  message: string;
}

/** Null: nothing was answered, and nothing had to be. */
export type Outcome = { value: AnswerValue | null } | { fault: Fault };

export interface About {
  /** How a phone number without a country code is read. */
  country: string;
  /** Names of the files that came for this field. */
  files: readonly string[];
}

/** Reads one answer as it was sent. What it answers reads the same again, so a stored payload can be checked anew. */
export const readValue = (field: FormField, raw: unknown, about: About): Outcome => {
  if (field.isLocked) return { value: textOf(field.default) || null };
  const outcome = (OWN_READERS[field.type] ?? readLine)(field, raw, about);
  if ('fault' in outcome || outcome.value !== null || !field.isRequired) return outcome;
  return fail('required', field.type === 'checkbox' || field.type === 'consent' ? `Please tick “${field.label}”` : `Please fill in “${field.label}”`);
};

const fail = (code: Fault['code'], message: string): Outcome => ({ fault: { code, message } });
const NOTHING: Outcome = { value: null };

type Reader = (field: FormField, raw: unknown, about: About) => Outcome;

/** One line of text, for every type that has no reader of its own. */
const readLine: Reader = (field, raw, about) => {
  const text = textOf(raw);
  if (text === undefined) return fail('type', `“${field.label}” takes one plain value`);
  if (text === '') return NOTHING;
  if (lengthOf(text) > SINGLE_LINE) return fail('too-long', `“${field.label}” takes at most ${SINGLE_LINE} characters`);
  const outcome = (LINE_READERS[field.type] ?? ((_field, line) => ({ value: line })))(field, text, about);
  return 'fault' in outcome || !field.pattern || compilePattern(field.pattern)(text) ? outcome : fail('pattern', [`“${field.label}” is not written as expected.`, field.help].filter(Boolean).join(' '));
};

/** Less than a parser lets through, so that a single-line answer always fits its column. */
const SINGLE_LINE = 512;
const lengthOf = (text: string): number => [...text].length;

const withinLength = (field: FormField, value: string): Outcome => {
  const length = lengthOf(value);
  if (field.min !== undefined && length < field.min) return fail('too-short', `“${field.label}” needs at least ${field.min} characters`);
  if (field.max !== undefined && length > field.max) return fail('too-long', `“${field.label}” takes at most ${field.max} characters`);
  return { value };
};

const LINE_READERS: Partial<Record<FieldType, (field: FormField, text: string, about: About) => Outcome>> = {
  text: withinLength,

  email: (field, text) => {
    const email = normaliseEmail(text);
    return email ? { value: email.value } : fail('email', `“${field.label}” needs an address such as ana@example.com`);
  },

  // Kept as typed: a number that nobody can read is still a number somebody can call.
  phone: (field, text, { country }) => {
    if (text.length > 60) return fail('too-long', `“${field.label}” takes at most 60 characters`);
    if (field.isStrict && normalisePhone(text, country).e164 === null) return fail('phone', `“${field.label}” needs a phone number with its country code, such as +49 40 5550 1234`);
    return { value: text };
  },

  url: (field, text) => {
    const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
    const url = URL.canParse(address) ? new URL(address) : null;
    const isSite = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && url.hostname.includes('.');
    return isSite ? { value: url.href } : fail('url', `“${field.label}” needs a web address such as https://www.example.com`);
  },

  number: (field, text) => {
    const number = decimalOf(text);
    return number === null ? fail('number', `“${field.label}” needs a number`) : withinRange(field, number, number);
  },

  rating: (field, text) => {
    const number = decimalOf(text);
    return number !== null && Number.isInteger(number) ? withinRange({ ...field, min: field.min ?? 1, max: field.max ?? 5 }, number, number) : fail('number', `“${field.label}” needs a whole number`);
  },

  date: (field, text) => (isDate(text) ? withinTime(field, text) : fail('date', `“${field.label}” needs a date such as 2026-11-20`)),

  time: (field, text) => (isTime(text) ? withinTime(field, text.replace(/(?<=:\d\d):00$/, '')) : fail('time', `“${field.label}” needs a time such as 14:30`)),

  /** Without an offset it is the visitor's own clock and stays so; with one it is an instant, kept in UTC. */
  datetime: (field, text) => {
    const [, day, time = '', offset] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
    const instant = new Date(`${day}T${time}${offset ?? 'Z'}`);
    if (!day || !isDate(day) || !isTime(time) || Number.isNaN(instant.getTime())) return fail('date', `“${field.label}” needs a date and a time such as 2026-11-20T14:30`);
    return withinTime(field, offset ? instant.toISOString() : `${day}T${time.replace(/(?<=:\d\d):00$/, '')}`);
  },

  select: (field, text) => oneOption(field, text),
  radio: (field, text) => oneOption(field, text),

  country: (field, text) => {
    const code = text.toUpperCase();
    return COUNTRIES.has(code) ? { value: code } : fail('country', `“${field.label}” needs a two-letter country code such as DE`);
  },
};

const readTick: Reader = (field, raw) => {
  if (textOf(raw) === undefined) return fail('type', `“${field.label}” takes yes or no`);
  return isTicked(raw) ? { value: true } : NOTHING;
};

const readGroup: Reader = (field, raw) => {
  if (raw === null || raw === '') return NOTHING;
  const names: readonly string[] = field.type === 'name' ? GROUP_PARTS.name : GROUP_PARTS.address;
  if (typeof raw !== 'object' || Array.isArray(raw)) return fail('type', `“${field.label}” takes ${names.join(', ')}`);
  const parts: Record<string, string> = {};
  for (const name of names) {
    const text = textOf((raw as Record<string, unknown>)[name]);
    if (text === undefined) return fail('type', `“${field.label}”: ${name} takes one plain value`);
    if (lengthOf(text) > PART) return fail('too-long', `“${field.label}”: ${name} takes at most ${PART} characters`);
    if (text) parts[name] = name === 'country' ? text.toUpperCase() : text;
  }
  if (Object.keys(parts).length === 0) return NOTHING;
  if (parts.country && !COUNTRIES.has(parts.country)) return fail('country', `“${field.label}”: country needs a two-letter code such as DE`);
  if (field.type === 'address' && field.isRequired && !(parts.line1 && parts.city && parts.country)) return fail('required', `“${field.label}” needs at least a street, a city and a country`);
  return { value: parts };
};

const PART = 200;

const OWN_READERS: Partial<Record<FieldType, Reader>> = {
  textarea: (field, raw) => {
    const text = typeof raw === 'string' ? raw.trim() : textOf(raw);
    if (text === undefined) return fail('type', `“${field.label}” takes one plain value`);
    return text === '' ? NOTHING : withinLength(field, text);
  },

  checkbox: readTick,
  consent: readTick,
  name: readGroup,
  address: readGroup,

  currency: (field, raw) => {
    const currency = field.currency ?? '';
    if (isMoney(raw)) return raw.currency === currency ? withinMoney(field, { amount: raw.amount, currency }) : fail('number', `“${field.label}” is asked in ${currency}`);
    const text = textOf(raw);
    if (text === '') return NOTHING;
    const whole = decimalOf(text ?? 'nothing');
    if (whole === null) return fail('number', `“${field.label}” needs an amount such as 1250.00`);
    const digits = minorDigits(currency);
    const amount = Math.round(whole * 10 ** digits);
    // Nobody can tell whether 1,234 EUR is a little or a lot.
    if (!Number.isSafeInteger(amount) || Math.abs(amount / 10 ** digits - whole) > 1e-9 * Math.max(1, Math.abs(whole)))
      return fail('number', `“${field.label}” takes an amount with at most ${digits} digits after the point`);
    return withinMoney(field, { amount, currency });
  },

  'multi-select': (field, raw) => {
    const texts = listOf(raw);
    if (texts === undefined) return fail('type', `“${field.label}” takes a list of plain values`);
    const known = (field.options ?? []).map(({ value }) => value);
    if (texts.some((text) => !known.includes(text))) return fail('option', `Choose only options of “${field.label}”`);
    // In the form's order: the order of clicks says nothing.
    return withinCount(field, known.filter((value) => texts.includes(value)), 'choices');
  },

  file: (field, _raw, { files }) => withinCount({ ...field, max: field.max ?? 1 }, [...files], 'files'),
};

const withinRange = ({ label, min, max }: Pick<FormField, 'label' | 'min' | 'max'>, size: number, value: number | Money): Outcome => {
  if (min !== undefined && size < min) return fail('too-small', `“${label}” must be at least ${min}`);
  if (max !== undefined && size > max) return fail('too-large', `“${label}” must be at most ${max}`);
  return { value };
};

const withinMoney = (field: FormField, value: Money): Outcome => withinRange({ ...field, min: field.min ?? 0 }, value.amount / 10 ** minorDigits(value.currency), value);

const withinCount = (field: FormField, values: string[], what: string): Outcome => {
  if (values.length === 0) return NOTHING;
  if (field.min !== undefined && values.length < field.min) return fail('too-few', `“${field.label}” needs at least ${field.min} ${what}`);
  if (field.max !== undefined && values.length > field.max) return fail('too-many', `“${field.label}” takes at most ${field.max} ${what}`);
  return { value: values };
};

const withinTime = ({ label, earliest, latest }: FormField, value: string): Outcome => {
  if (earliest && value.slice(0, earliest.length) < earliest) return fail('too-small', `“${label}” must not be before ${earliest}`);
  if (latest && value.slice(0, latest.length) > latest) return fail('too-large', `“${label}” must not be after ${latest}`);
  return { value };
};

const oneOption = (field: FormField, text: string): Outcome =>
  field.options?.some(({ value }) => value === text) ? { value: text } : fail('option', `Choose one of the options of “${field.label}”`);

/** A day that the calendar has. */
const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(text);
