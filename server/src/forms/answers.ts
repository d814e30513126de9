import { GROUP_PARTS, LAYOUT_TYPES, purposeOf, type Answer, type FormField } from './contract';
import { isMoney, listOf, minorDigits, partOf, rawAnswer, stepsOf, textOf, visibleFields } from './logic';
import { readValue, type AnswerValue, type Fault } from './values';

/** What a body may hold after parsing: JSON scalars, lists of them from repeated keys, and one level of objects. */
export type RawValue = string | number | boolean | null | RawValue[] | { [key: string]: RawValue };
export type RawValues = { [key: string]: RawValue };
export type Payload = { [name: string]: AnswerValue };

export interface FieldError extends Fault {
  field: string;
}

export interface Checked {
  payload: Payload;
  errors: FieldError[];
  /** Keys the form does not know and does not keep: they are counted. */
  droppedKeys: number;
}

interface Circumstances {
  /** Names of the files that really came, by field; what a body says about files is not believed. */
  files?: Readonly<Record<string, readonly string[]>>;
  /** From the form's settings: unknown keys go to `extra`. */
  keepsExtra?: boolean;
  /** ISO country that phone numbers without a country code belong to. */
  country?: string;
}

/**
 * Checks a body against the published fields of all steps. Pure: the same on every door, whatever the body was written in.
 * A field that conditions hide is neither required nor kept.
 */
export const checkAnswers = (fields: readonly FormField[], values: RawValues, { files = {}, keepsExtra = false, country = '' }: Circumstances = {}): Checked => {
  const payload: Payload = {};
  const errors: FieldError[] = [];
  const filesOf = (name: string): readonly string[] => (Object.hasOwn(files, name) ? files[name]! : []);
  const uploads = Object.fromEntries(fields.flatMap(({ name, type }) => (type === 'file' ? [[name, filesOf(name)]] : [])));

  for (const field of visibleFields(fields, { ...values, ...uploads })) {
    if (LAYOUT_TYPES.includes(field.type)) continue;
    const outcome = readValue(field, rawAnswer(field, values), { country, files: filesOf(field.name) });
    if ('fault' in outcome) errors.push({ field: field.name, ...outcome.fault });
    else if (outcome.value !== null) payload[field.name] = outcome.value;
  }

  const unknown = unknownKeys(fields, values);
  const extra = keepsExtra ? extraOf(unknown, values) : {};
  const kept = Object.keys(extra).length;
  return { payload: kept > 0 ? { ...payload, extra } : payload, errors, droppedKeys: unknown.length - kept };
};

/** A stored payload once more, as when a held submission is released. Its files are already there. */
export const checkStored = (fields: readonly FormField[], payload: Payload): FieldError[] =>
  checkAnswers(fields, payload, { files: Object.fromEntries(fields.map(({ name }) => [name, listOf(payload[name]) ?? []])) }).errors;

/** What is wrong within one step, counted from 0. Stores nothing; the whole form is checked again when it is sent. */
export const checkStep = (fields: readonly FormField[], step: number, values: RawValues, about: Circumstances = {}): FieldError[] => {
  const names = new Set(stepsOf(fields)[step]?.fields.map(({ name }) => name));
  return checkAnswers(fields, values, about).errors.filter(({ field }) => names.has(field));
};

/** A body that nobody checked, in a form that can be stored and checked later. */
export const unchecked = (fields: readonly FormField[], values: RawValues): Payload =>
  Object.fromEntries(
    fields.flatMap((field): [string, AnswerValue][] => {
      const raw = rawAnswer(field, values);
      if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return [[field.name, raw]];
      if (isMoney(raw)) return [[field.name, { amount: raw.amount, currency: raw.currency }]];
      if (Array.isArray(raw)) return [[field.name, listOf(raw) ?? []]];
      const names: readonly string[] = field.type === 'name' || field.type === 'address' ? GROUP_PARTS[field.type] : [];
      const parts = names.flatMap((part) => {
        const text = textOf((raw as Record<string, unknown> | null)?.[part]);
        return text ? [[part, text] as const] : [];
      });
      return parts.length > 0 ? [[field.name, Object.fromEntries(parts)]] : [];
    }),
  );

/** The same answers in the form's order with their labels, for people to read. */
export const toAnswers = (fields: readonly FormField[], payload: Payload): Answer[] => [
  ...fields.flatMap(({ name, label, type }) => (Object.hasOwn(payload, name) ? [{ name, label, type, value: readable(payload[name]!) }] : [])),
  ...(payload.extra === undefined ? [] : [{ name: 'extra', label: 'Sent beside the form', type: 'extra', value: Object.entries(payload.extra).map(([key, text]) => `${key}: ${text}`) }]),
];

const readable = (value: AnswerValue): Answer['value'] => (typeof value === 'object' && !Array.isArray(value) ? answerText(value) : value);

export interface GivenConsent {
  purpose: string;
  /** As the visitor read it. */
  text: string;
}

/** One for each ticked box. An unticked box is no consent, and no refusal either. */
export const consentsIn = (fields: readonly FormField[], payload: Payload): GivenConsent[] =>
  fields.flatMap((field) => (field.type === 'consent' && payload[field.name] === true ? [{ purpose: purposeOf(field), text: field.label }] : []));

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
  const put = (target: keyof Mapped, text: string | undefined): void => {
    if (mapped[target] === undefined && text) mapped[target] = text;
  };
  for (const { name, type, mapTo } of fields) {
    const value = payload[name];
    if (!mapTo || value === undefined) continue;
    // A name that came in parts must not be put together to be taken apart again.
    if (type === 'name' && typeof value === 'object' && !Array.isArray(value)) for (const part of GROUP_PARTS.name) put(part, textOf((value as Record<string, string>)[part]));
    else put(TARGETS[mapTo], answerText(value));
  }
  for (const { name, type } of fields) if ((type === 'email' || type === 'phone') && payload[name] !== undefined) put(type, answerText(payload[name]));
  return mapped;
};

/** One line for anything that was answered. */
export const answerText = (value: AnswerValue): string => {
  if (Array.isArray(value)) return value.join(', ');
  if (isMoney(value)) return `${(value.amount / 10 ** minorDigits(value.currency)).toFixed(minorDigits(value.currency))} ${value.currency}`;
  if (typeof value === 'object') return Object.values(value).join('line1' in value || 'city' in value ? ', ' : ' ');
  return String(value);
};

const unknownKeys = (fields: readonly FormField[], values: RawValues): string[] => {
  const known = new Set(fields.map(({ name }) => name));
  const groups = fields.flatMap(({ name, type }) => (type === 'name' || type === 'address' ? [{ name, parts: GROUP_PARTS[type] as readonly string[] }] : []));
  return Object.keys(values).filter((key) => !known.has(key) && !groups.some(({ name, parts }) => parts.includes(partOf(name, key) ?? '')));
};

const MAX_EXTRA = 50;
const MAX_EXTRA_LENGTH = 2000;

/** Text only, and only so much of it: nobody said what it is. */
const extraOf = (keys: readonly string[], values: RawValues): Record<string, string> =>
  Object.fromEntries(
    keys
      .flatMap((key) => {
        const text = listOf(values[key])?.join(', ');
        return text && text.length <= MAX_EXTRA_LENGTH ? [[key, text] as const] : [];
      })
      .slice(0, MAX_EXTRA),
  );
