import { COUNTRIES, GROUP_PARTS, TEXT_TAGS, type FieldType, type FormField } from '../../../server/src/forms/contract';
import { isTick, takes, type FieldOption } from './field-kinds';
import type { AttributeValue, Markup } from './markup';

type GroupPart = (typeof GROUP_PARTS)[keyof typeof GROUP_PARTS][number];

/** What a page says beside the form's own words. */
export interface PageWords {
  part: Readonly<Record<GroupPart, string>>;
  optional: string;
  /** In whose language countries are named. */
  language: string;
}

type Attributes = Readonly<Record<string, AttributeValue>>;
type Nodes = readonly (Markup | string)[];

/** Nothing for what has no place on a page of its own: hidden fields have no words, and a locked value stays with us. */
export const fieldMarkup = (field: FormField, words: PageWords): Nodes => {
  const { type, label } = field;
  if (type === 'heading' || type === 'page-break') return [{ tag: 'h2', children: [label] }];
  if (type === 'html') return textMarkup(field.html ?? '');
  if (type === 'hidden') return field.isLocked ? [] : [{ tag: 'input', attributes: { type: 'hidden', name: field.name, value: String(field.default ?? '') } }];
  const controls = controlMarkup(field, words);
  const help: Nodes = field.help ? [' ', { tag: 'small', children: [field.help] }] : [];
  const optional: Nodes = field.isRequired || type === 'consent' ? [] : [' ', { tag: 'small', children: [words.optional] }];
  if (isTick(type)) return [{ tag: 'label', children: [...controls, ` ${label}`, ...optional, ...help] }];
  const question: Nodes = [type === 'currency' && field.currency ? `${label} (${field.currency})` : label, ...optional];
  if (isAnsweredInParts(type)) return [{ tag: 'fieldset', children: [{ tag: 'legend', children: question }, ...controls, ...help] }];
  return [{ tag: 'label', children: [...question, ' ', ...controls, ...help] }];
};

/** The control alone; several of them where a question is answered in parts. */
export const controlMarkup = (field: FormField, words: PageWords): Nodes => {
  const { type, name } = field;
  if (type === 'radio' || type === 'rating') return choices('radio', field);
  if (type === 'multi-select') return choices('checkbox', field);
  if (type === 'name' || type === 'address') return GROUP_PARTS[type].map((part) => partMarkup(field, part, words));
  if (isTick(type)) return [{ tag: 'input', attributes: { type: 'checkbox', name, ...(field.default === true && { checked: true }), ...required(field) } }];
  const attributes = attributesOf(field);
  if (type === 'textarea') return [{ tag: 'textarea', attributes }];
  if (type === 'select') return [selectMarkup(attributes, field.options ?? [], field.placeholder)];
  if (type === 'country') return [selectMarkup(attributes, countryOptions(words.language), field.placeholder)];
  return [{ tag: 'input', attributes }];
};

const isAnsweredInParts = (type: FieldType): boolean => ['radio', 'rating', 'multi-select', 'name', 'address'].includes(type);

/** A condition may hide the field, and a browser must not insist on what is hidden. The server always does. */
const required = ({ isRequired, showWhen }: FormField): Attributes => (isRequired && !showWhen ? { required: true } : {});

const INPUT_TYPES: Partial<Record<FieldType, string>> = { email: 'email', phone: 'tel', number: 'number', date: 'date', time: 'time', datetime: 'datetime-local', file: 'file' };
/** Taken as people write them: without https://, with a comma. */
const KEYBOARDS: Partial<Record<FieldType, string>> = { url: 'url', currency: 'decimal' };

const attributesOf = (field: FormField): Attributes => {
  const { type, name, min, max, earliest, latest, accept } = field;
  const inputType = INPUT_TYPES[type];
  const keyboard = KEYBOARDS[type];
  const hasLength = takes(type, 'length');
  return {
    ...(inputType && { type: inputType }),
    ...(keyboard && { inputmode: keyboard }),
    name,
    ...(field.autocomplete && { autocomplete: field.autocomplete }),
    ...(field.placeholder && takes(type, 'placeholder') && { placeholder: field.placeholder }),
    ...(type === 'number' && { step: 'any', ...(min !== undefined && { min }), ...(max !== undefined && { max }) }),
    ...(hasLength && min !== undefined && { minlength: min }),
    ...(hasLength && max !== undefined && { maxlength: max }),
    ...(earliest && { min: earliest }),
    ...(latest && { max: latest }),
    ...(field.pattern && { pattern: field.pattern }),
    ...(accept?.length && { accept: accept.map((extension) => `.${extension}`).join(',') }),
    ...(type === 'file' && (max ?? 1) > 1 && { multiple: true }),
    ...(field.default !== undefined && { initial: String(field.default) }),
    ...required(field),
  };
};

const selectMarkup = (attributes: Attributes, options: readonly FieldOption[], empty = ''): Markup => ({
  tag: 'select',
  attributes,
  children: [{ tag: 'option', attributes: { value: '' }, children: [empty] }, ...options.map(({ value, label }): Markup => ({ tag: 'option', attributes: { value }, children: [label] }))],
});

const choices = (type: 'radio' | 'checkbox', field: FormField): Nodes => {
  const chosen = [field.default].flat().map(String);
  const options = field.type === 'rating' ? ratingOptions(field) : (field.options ?? []);
  return options.map(
    ({ value, label }): Markup => ({
      tag: 'label',
      children: [{ tag: 'input', attributes: { type, name: field.name, value, ...(chosen.includes(value) && { checked: true }), ...(type === 'radio' && required(field)) } }, ` ${label}`],
    }),
  );
};

const ratingOptions = ({ min = 1, max = 5 }: FormField): FieldOption[] =>
  Array.from({ length: Math.min(Math.max(0, max - min), 20) + 1 }, (_, index) => ({ value: String(min + index), label: String(min + index) }));

const TOKENS: Record<GroupPart, string> = {
  firstName: 'given-name',
  lastName: 'family-name',
  line1: 'address-line1',
  line2: 'address-line2',
  postalCode: 'postal-code',
  city: 'address-level2',
  region: 'address-level1',
  country: 'country',
};

const partMarkup = ({ name }: FormField, part: GroupPart, words: PageWords): Markup => {
  const attributes = { name: `${name}.${part}`, autocomplete: TOKENS[part] };
  const control: Markup = part === 'country' ? selectMarkup(attributes, countryOptions(words.language)) : { tag: 'input', attributes };
  return { tag: 'label', children: [`${words.part[part]} `, control] };
};

/** The code itself where a browser has no name for it. */
export const countryOptions = (language: string): FieldOption[] => {
  const names = new Intl.DisplayNames([language, 'en'], { type: 'region' });
  return [...COUNTRIES].map((value) => ({ value, label: names.of(value) ?? value })).sort((one, other) => one.label.localeCompare(other.label, language));
};

const HARMLESS = /^(?:https?:|mailto:|tel:)/i;

/** Read by the browser without running anything; then only what a text block may hold is drawn anew. */
const textMarkup = (html: string): Nodes => nodesOf(new DOMParser().parseFromString(html, 'text/html').body);

const nodesOf = (parent: Element): Nodes =>
  [...parent.childNodes].flatMap((node): Nodes => {
    if (node instanceof Text) return node.data.trim() ? [node.data.replace(/\s+/g, ' ')] : [];
    if (!(node instanceof Element) || ['script', 'style'].includes(node.localName)) return [];
    const children = nodesOf(node);
    if (!(TEXT_TAGS as readonly string[]).includes(node.localName)) return children;
    const href = node.getAttribute('href') ?? '';
    return [{ tag: node.localName, ...(node.localName === 'a' && HARMLESS.test(href) && { attributes: { href } }), children }];
  });

