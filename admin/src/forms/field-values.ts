import type { FIELD_TARGETS, FormField } from '../../../server/src/forms/contract';

export type FieldType = FormField['type'];
export type FieldTarget = (typeof FIELD_TARGETS)[number];
export type FieldOption = NonNullable<FormField['options']>[number];

/** A field as the drawer edits it: limits are text while they are typed. */
export interface FieldValues {
  label: string;
  name: string;
  type: FieldType;
  isRequired: boolean;
  mapTo: FieldTarget | null;
  help: string;
  placeholder: string;
  autocomplete: string;
  min: string;
  max: string;
  options: readonly FieldOption[];
}

const NEW_FIELD: FieldValues = {
  label: '',
  name: '',
  type: 'text',
  isRequired: false,
  mapTo: null,
  help: '',
  placeholder: '',
  autocomplete: '',
  min: '',
  max: '',
  options: [],
};

const BOXES: readonly FieldType[] = ['checkbox', 'consent'];
const RANGED: readonly FieldType[] = ['text', 'textarea', 'number'];
const TYPED: readonly FieldType[] = ['text', 'textarea', 'email', 'phone', 'number'];

/** A tick is no name and no address, so it stays on the submission. */
export const takesTarget = (type: FieldType): boolean => !BOXES.includes(type);
export const takesRange = (type: FieldType): boolean => RANGED.includes(type);
export const takesPlaceholder = (type: FieldType): boolean => TYPED.includes(type);
export const takesHelp = (type: FieldType): boolean => type !== 'hidden';

export const valuesOfField = (field: FormField | null): FieldValues =>
  field
    ? {
        ...NEW_FIELD,
        ...field,
        help: field.help ?? '',
        placeholder: field.placeholder ?? '',
        autocomplete: field.autocomplete ?? '',
        min: field.min === undefined ? '' : String(field.min),
        max: field.max === undefined ? '' : String(field.max),
        options: field.options ?? [],
      }
    : NEW_FIELD;

/** Leaves out what a field of this type does not have, so that a former type leaves nothing behind. */
export const fieldOf = (values: FieldValues): FormField => {
  const { type } = values;
  return {
    name: values.name.trim(),
    type,
    label: values.label.trim(),
    isRequired: type !== 'consent' && values.isRequired,
    mapTo: takesTarget(type) ? values.mapTo : null,
    ...(takesHelp(type) && values.help.trim() && { help: values.help.trim() }),
    ...(takesPlaceholder(type) && values.placeholder.trim() && { placeholder: values.placeholder.trim() }),
    ...(takesPlaceholder(type) && values.autocomplete && { autocomplete: values.autocomplete }),
    ...(takesRange(type) && limits(values)),
    ...(type === 'select' && { options: [...values.options] }),
  };
};

const limits = ({ min, max }: FieldValues): Pick<FormField, 'min' | 'max'> => ({
  ...(min.trim() !== '' && { min: Number(min) }),
  ...(max.trim() !== '' && { max: Number(max) }),
});

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

/** The browser's own fill-in follows the target, unless somebody chose another token. */
export const withTarget = (values: FieldValues, mapTo: FieldTarget | null): FieldValues => {
  const isOurs = values.autocomplete === '' || values.autocomplete === (values.mapTo && TOKENS[values.mapTo]);
  return { ...values, mapTo, autocomplete: isOurs ? (mapTo ? TOKENS[mapTo] : '') : values.autocomplete };
};

const NATURAL: Partial<Record<FieldType, FieldTarget>> = { email: 'contact.email', phone: 'contact.phone' };

/** An e-mail or phone field is mapped at once, unless another field already fills that place. */
export const withType = (values: FieldValues, type: FieldType, fields: readonly FormField[]): FieldValues => {
  const natural = NATURAL[type];
  const isFree = natural && !fields.some(({ mapTo }) => mapTo === natural);
  const isStillNatural = values.mapTo === null || values.mapTo === NATURAL[values.type];
  const typed = { ...values, type };
  if (!isStillNatural) return typed;
  return withTarget(typed, natural && isFree ? natural : null);
};
