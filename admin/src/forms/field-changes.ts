import type { FIELD_TARGETS, FieldType, FormField } from '../../../server/src/forms/contract';
import { withRenamedField, withRenamedOption } from './conditions';
import { isAsked, isTick, takes, takesTarget } from './field-kinds';

type FieldTarget = (typeof FIELD_TARGETS)[number];

const TOKENS: Record<FieldTarget, string> = {
  'contact.firstName': 'given-name',
  'contact.lastName': 'family-name',
  'contact.name': 'name',
  'contact.email': 'email',
  'contact.phone': 'tel',
  'contact.jobTitle': 'organization-title',
  'company.name': 'organization',
  'lead.message': '',
};

const NATURAL: Partial<Record<FieldType, FieldTarget>> = { name: 'contact.name', email: 'contact.email', phone: 'contact.phone' };

/** Words and habits that a new field starts with, so that it can be saved as it is. */
export interface Starters {
  option: (number: number) => string;
  html: string;
  currency: string;
}

const startersOf = (type: FieldType, { option, html, currency }: Starters): Partial<FormField> => {
  if (takes(type, 'options')) return { options: [1, 2].map((number) => ({ value: option(number), label: option(number) })) };
  if (type === 'currency') return { currency };
  if (type === 'html') return { html: `<p>${html}</p>` };
  return type === 'consent' ? { purpose: 'marketing' } : {};
};

interface NewField {
  type: FieldType;
  label: string;
  fields: readonly FormField[];
  starters: Starters;
}

/** Mapped at once where the type says what it is, unless another field already fills that place. */
export const newField = ({ type, label, fields, starters }: NewField): FormField => {
  const natural = NATURAL[type] ?? null;
  const mapTo = natural && !fields.some((field) => field.mapTo === natural) ? natural : null;
  const field: FormField = { name: nameFromLabel(label, namesOf(fields)), type, label, isRequired: false, mapTo: null, ...startersOf(type, starters) };
  return withTarget(field, mapTo);
};

/** Keeps what the other type has as well; a former type leaves nothing behind. */
export const retyped = (field: FormField, type: FieldType, starters: Starters): FormField => {
  const { name, label, help, placeholder, autocomplete, options, min, max, showWhen, isPrefillable } = field;
  const natural = NATURAL[field.type] ?? null;
  const mapTo = field.mapTo === natural ? (NATURAL[type] ?? null) : field.mapTo;
  const kept: FormField = {
    name,
    label,
    type,
    isRequired: isAsked(type) && type !== 'consent' && field.isRequired,
    mapTo: null,
    ...startersOf(type, starters),
    ...(isAsked(type) && { help }),
    ...(takes(type, 'placeholder') && { placeholder }),
    ...(takes(type, 'options') && options && { options }),
    ...(takes(type, 'length') && takes(field.type, 'length') && { min, max }),
    ...(isAsked(type) && !isTick(type) && type !== 'file' && { isPrefillable }),
    showWhen,
  };
  return withTarget({ ...kept, ...(takes(type, 'autocomplete') && { autocomplete }) }, takesTarget(type) ? mapTo : null, field.mapTo);
};

/** The browser's own fill-in follows the target, unless somebody chose another token. */
export const withTarget = (field: FormField, mapTo: FieldTarget | null, before = field.mapTo): FormField => {
  const isOurs = !field.autocomplete || field.autocomplete === (before && TOKENS[before]);
  if (!isOurs || !takes(field.type, 'autocomplete')) return { ...field, mapTo };
  return { ...field, mapTo, autocomplete: (mapTo && TOKENS[mapTo]) || undefined };
};

/** Puts a changed field in its place. Conditions of other fields follow a new name, and an option that says something else. */
export const withField = (fields: readonly FormField[], index: number, next: FormField): FormField[] => {
  const before = fields[index];
  const renamed = before && renamedOption(before, next);
  return fields.map((field, at) => {
    if (at === index || !before || !field.showWhen) return at === index ? next : field;
    const following = renamed ? withRenamedOption(field.showWhen, before.name, renamed.from, renamed.to) : field.showWhen;
    return { ...field, showWhen: withRenamedField(following, before.name, next.name) };
  });
};

const renamedOption = ({ options: before = [] }: FormField, { options: after = [] }: FormField): { from: string; to: string } | null => {
  const changed = before.flatMap(({ value: from }, index) => {
    const to = after[index]?.value;
    return to === undefined || to === from ? [] : [{ from, to }];
  });
  const [only] = changed;
  return before.length === after.length && only && changed.length === 1 ? only : null;
};

export const namesOf = (fields: readonly FormField[]): string[] => fields.map(({ name }) => name);

/** “I am a…” becomes `iAmA`: a key that every language of a site can write. */
export const nameFromLabel = (label: string, taken: readonly string[]): string => {
  const words = label.normalize('NFKD').replace(/\p{M}/gu, '').split(/[^A-Za-z0-9]+/).filter(Boolean).slice(0, 5);
  const camel = words.map((word, index) => (index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())).join('');
  const base = (/^[A-Za-z]/.test(camel) ? camel : `field${camel}`).slice(0, 60);
  return freeName(base, taken);
};

export const freeName = (base: string, taken: readonly string[]): string => {
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}${number}`)) number += 1;
  return `${base}${number}`;
};
