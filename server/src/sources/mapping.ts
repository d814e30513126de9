import { createHash } from 'node:crypto';
import { visibleFields, type RawValue, type RawValues } from '../forms';
import type { Condition, FIELD_TARGETS, FormField } from '../forms/contract';
import type { MappedAttribute, Source } from './contract';

export interface SiteAttribute {
  name: string;
  type: string;
}

type Target = (typeof FIELD_TARGETS)[number];

/** What an attribute's value is to a form; anything else can't be mapped. */
const FIELD_TYPE: Record<string, FormField['type']> = {
  string: 'text',
  uid: 'text',
  enumeration: 'text',
  email: 'email',
  text: 'textarea',
  richtext: 'textarea',
  integer: 'number',
  biginteger: 'number',
  float: 'number',
  decimal: 'number',
  boolean: 'checkbox',
  date: 'text',
  time: 'text',
  datetime: 'text',
};

export const isMappable = ({ type }: SiteAttribute): boolean => Object.hasOwn(FIELD_TYPE, type);

/** The mapping as a form's fields, so that entries are checked, read and released like any other answers. */
export const fieldsOf = (mapped: readonly MappedAttribute[], attributes: readonly SiteAttribute[]): FormField[] =>
  mapped.map(({ attribute, mapTo, purpose, label }) => {
    const type = FIELD_TYPE[attributes.find(({ name }) => name === attribute)?.type ?? ''] ?? 'text';
    const common = { name: attribute, label: label ?? labelOf(attribute), isRequired: false };
    if (type === 'checkbox') return purpose ? { ...common, type: 'consent', purpose, mapTo: null } : { ...common, type, mapTo: null };
    return { ...common, type, mapTo };
  });

/** `firstName` and `first_name` → `First name`. */
const labelOf = (attribute: string): string => {
  const words = attribute.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const answersOf = (mapped: readonly MappedAttribute[], entry: Record<string, unknown>): RawValues =>
  Object.fromEntries(mapped.map(({ attribute }) => [attribute, rawValue(entry[attribute])]));

const rawValue = (value: unknown): RawValue => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

/** Conditions are the forms' own: a field that would be shown says yes. */
export const isWanted = (condition: Condition | null, entry: Record<string, unknown>): boolean => {
  if (condition === null) return true;
  const asked = { name: '_entry', type: 'text', showWhen: condition } as const;
  const known = Object.keys(entry).map((name) => ({ name, type: 'text' }) as const);
  return visibleFields<{ name: string; type: FormField['type']; showWhen?: Condition }>([...known, asked], plain(entry)).some(({ name }) => name === asked.name);
};

const plain = (entry: Record<string, unknown>): RawValues => Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, rawValue(value)]));

export const hashOfValue = (value: unknown): string => createHash('sha256').update(JSON.stringify(value ?? null)).digest('base64url').slice(0, 22);

const GUESSES: [RegExp, Target][] = [
  [/^first_?name$/i, 'contact.firstName'],
  [/^(last_?name|surname)$/i, 'contact.lastName'],
  [/^(full_?|contact_?)?name$/i, 'contact.name'],
  [/phone|mobile|^tel$/i, 'contact.phone'],
  [/^(job_?title|position|role)$/i, 'contact.jobTitle'],
  [/company|organi[sz]ation/i, 'company.name'],
  [/message|comment|question|enquiry|inquiry/i, 'lead.message'],
];

/** A first mapping by types and names; each target once. */
export const suggestedFields = (attributes: readonly SiteAttribute[]): MappedAttribute[] => {
  const taken = new Set<Target>();
  return attributes.flatMap(({ name, type }): MappedAttribute[] => {
    if (type === 'boolean') return /consent|newsletter|subscribe|opt_?in/i.test(name) ? [{ attribute: name, mapTo: null, purpose: 'marketing' }] : [];
    if (!Object.hasOwn(FIELD_TYPE, type)) return [];
    const target = type === 'email' || /e_?mail/i.test(name) ? 'contact.email' : GUESSES.find(([pattern]) => pattern.test(name))?.[1];
    if (!target || taken.has(target)) return [];
    taken.add(target);
    return [{ attribute: name, mapTo: target }];
  });
};

/** One submission per entry, or per value of the watched attribute; whichever locale and however often it is saved. */
export const entryKey = (entryId: string, trigger: Source['trigger'], changes: number): string => (trigger === 'updated' ? `entry:${entryId}:${changes}` : `entry:${entryId}`);
