import { normaliseEmail } from '../contacts';
import type { Answer, FormField } from './contract';

/** What a body may hold after parsing: JSON scalars, or lists of them from repeated keys. */
export type RawValue = string | number | boolean | null | RawValue[] | { [key: string]: RawValue };
export type RawValues = { [key: string]: RawValue };
export type AnswerValue = Answer['value'];
export type Payload = { [name: string]: AnswerValue };

export interface FieldError {
  field: string;
  code: 'required' | 'type' | 'email' | 'number' | 'option' | 'too-short' | 'too-long' | 'too-small' | 'too-large';
  message: string;
}

export interface Checked {
  payload: Payload;
  errors: FieldError[];
  /** Keys the form does not know: they are counted, never kept. */
  droppedKeys: number;
}

/** Checks a body against the published fields. Pure: the same on every door, and again when a held row is released. */
export const checkAnswers = (fields: readonly FormField[], values: RawValues): Checked => {
  const payload: Payload = {};
  const errors: FieldError[] = [];
  for (const field of fields) {
    const raw = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
    const outcome = checkField(field, raw ?? null);
    if ('error' in outcome) errors.push({ field: field.name, ...outcome.error });
    else if (outcome.value !== null) payload[field.name] = outcome.value;
  }
  const known = new Set(fields.map((field) => field.name));
  return { payload, errors, droppedKeys: Object.keys(values).filter((key) => !known.has(key)).length };
};

/** The same answers in the form's order with their labels, for people to read. */
export const toAnswers = (fields: readonly FormField[], payload: Payload): Answer[] =>
  fields.flatMap((field) => (Object.hasOwn(payload, field.name) ? [{ name: field.name, label: field.label, type: field.type, value: payload[field.name]! }] : []));

export interface Mapped {
  firstName?: string;
  lastName?: string;
  name?: string;
  email?: string;
  phone?: string;
  jobTitle?: string;
  companyName?: string;
  message?: string;
}

const TARGETS: Record<NonNullable<FormField['mapTo']>, keyof Mapped> = {
  'contact.firstName': 'firstName',
  'contact.lastName': 'lastName',
  'contact.name': 'name',
  'contact.email': 'email',
  'contact.phone': 'phone',
  'contact.jobTitle': 'jobTitle',
  'company.name': 'companyName',
  'lead.message': 'message',
};

/** Who wrote, and what. An e-mail or phone field that nobody mapped still says how to answer. */
export const toMapped = (fields: readonly FormField[], payload: Payload): Mapped => {
  const mapped: Mapped = {};
  const take = (target: keyof Mapped, field: FormField): void => {
    const value = payload[field.name];
    if (mapped[target] === undefined && value !== undefined && value !== '') mapped[target] = String(value);
  };
  for (const field of fields) if (field.mapTo) take(TARGETS[field.mapTo], field);
  for (const field of fields) if (field.type === 'email' || field.type === 'phone') take(field.type, field);
  return mapped;
};

type Outcome = { value: AnswerValue | null } | { error: Omit<FieldError, 'field'> };

const fail = (code: FieldError['code'], message: string): Outcome => ({ error: { code, message } });

const checkField = (field: FormField, raw: RawValue): Outcome => {
  if (field.type === 'checkbox' || field.type === 'consent') return checkBox(field, raw);
  const text = toText(raw);
  if (text === undefined) return fail('type', `“${field.label}” takes one plain value`);
  const value = field.type === 'textarea' ? text.trim() : text.replace(/\s+/g, ' ').trim();
  if (value === '') return field.isRequired ? fail('required', `Please fill in “${field.label}”`) : { value: null };
  return CHECKS[field.type](field, value);
};

const TICKED = new Set(['on', 'true', '1', 'yes']);

const checkBox = (field: FormField, raw: RawValue): Outcome => {
  const text = toText(raw);
  if (text === undefined) return fail('type', `“${field.label}” takes yes or no`);
  const isTicked = TICKED.has(text.trim().toLowerCase());
  if (!isTicked) return field.isRequired ? fail('required', `Please tick “${field.label}”`) : { value: null };
  return { value: true };
};

/** Undefined for lists and objects: a single-value field must not guess which one was meant. */
const toText = (raw: RawValue): string | undefined => {
  if (raw === null) return '';
  if (Array.isArray(raw)) return raw.length === 1 ? toText(raw[0]!) : undefined;
  return typeof raw === 'object' ? undefined : String(raw);
};

const checkLength = (field: FormField, value: string): Outcome => {
  const length = [...value].length;
  if (field.min !== undefined && length < field.min) return fail('too-short', `“${field.label}” needs at least ${field.min} characters`);
  if (field.max !== undefined && length > field.max) return fail('too-long', `“${field.label}” takes at most ${field.max} characters`);
  return { value };
};

/** Lower than the limit of a whole value, so that a single-line answer always fits its column. */
const SINGLE_LINE = 500;

const singleLine = (field: FormField, value: string): Outcome =>
  [...value].length > SINGLE_LINE ? fail('too-long', `“${field.label}” takes at most ${SINGLE_LINE} characters`) : checkLength(field, value);

type ValueCheck = (field: FormField, value: string) => Outcome;

const CHECKS: Record<Exclude<FormField['type'], 'checkbox' | 'consent'>, ValueCheck> = {
  text: singleLine,
  textarea: checkLength,
  hidden: singleLine,
  // Kept as typed: a number that nobody can parse is still a number somebody can call.
  phone: (field, value) => (value.length > 60 ? fail('too-long', `“${field.label}” takes at most 60 characters`) : { value }),
  email: (field, value) => {
    const email = normaliseEmail(value);
    return email ? { value: email.value } : fail('email', `“${field.label}” needs an address such as ana@example.com`);
  },
  number: (field, value) => {
    const number = Number(value.replace(',', '.'));
    if (value.length > 40 || !Number.isFinite(number)) return fail('number', `“${field.label}” needs a number`);
    if (field.min !== undefined && number < field.min) return fail('too-small', `“${field.label}” must be at least ${field.min}`);
    if (field.max !== undefined && number > field.max) return fail('too-large', `“${field.label}” must be at most ${field.max}`);
    return { value: number };
  },
  select: (field, value) => (field.options?.some((option) => option.value === value) ? { value } : fail('option', `Choose one of the options of “${field.label}”`)),
};
