import { COUNTRIES, isTicked, listOf, rawAnswer, textOf, type RawValues } from '../forms';
import { GROUP_PARTS, LAYOUT_TYPES, type FieldType, type FormField } from '../forms/contract';
import { escapeHtml } from '../kernel/page';

/** One question for a page without script: a name for each control, and help and error tied to it. */
export const fieldHtml = (field: FormField, values: RawValues, error: string | undefined): string => {
  if (LAYOUT_TYPES.includes(field.type)) return field.type === 'html' ? (field.html ?? '') : `<h2>${escapeHtml(field.label)}</h2>`;
  const raw = rawAnswer(field, values);
  if (field.type === 'hidden') return field.isLocked ? '' : `<input${attributes({ type: 'hidden', name: field.name, value: textOf(raw) ?? '' })}>`;

  const notes = [
    ...(field.help ? [`<p class="quiet" id="${field.name}-help">${escapeHtml(field.help)}</p>`] : []),
    ...(error ? [`<p class="error" id="${field.name}-error">${escapeHtml(error)}</p>`] : []),
  ].join('');
  const described = [field.help && `${field.name}-help`, error && `${field.name}-error`].filter(Boolean).join(' ');
  const state: Attributes = { 'aria-describedby': described || undefined, 'aria-invalid': error ? 'true' : undefined };
  // The answer that shows a field may change on this very page, so no browser may insist on one that is hidden.
  const isRequired = field.isRequired && !field.showWhen;
  return CONTROLS[field.type as Asked]({ field, raw, state: { ...state, required: isRequired }, label: labelOf(field) }) + notes;
};

type Asked = Exclude<FieldType, 'hidden' | 'heading' | 'html' | 'page-break'>;

type Attributes = Record<string, string | number | boolean | undefined>;

interface Drawn {
  field: FormField;
  raw: unknown;
  state: Attributes;
  label: string;
}

const attributes = (all: Attributes): string =>
  Object.entries(all)
    .map(([name, value]) => (value === undefined || value === false ? '' : value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('');

const labelOf = ({ label, type, currency, isRequired }: FormField): string =>
  `${escapeHtml(label)}${type === 'currency' ? ` (${currency})` : ''}${isRequired || type === 'consent' ? '' : ' <span class="quiet">(optional)</span>'}`;

const labelled = ({ field, label }: Drawn, control: string): string => `<label for="${field.name}">${label}</label>${control}`;

const input =
  (type: string, limits: (field: FormField) => Attributes = () => ({})) =>
  (drawn: Drawn): string => {
    const { field, raw, state } = drawn;
    const { name, autocomplete, placeholder, pattern } = field;
    return labelled(drawn, `<input${attributes({ type, id: name, name, value: textOf(raw) ?? '', autocomplete, placeholder, pattern, ...limits(field), ...state })}>`);
  };

const lengths = ({ min, max }: FormField): Attributes => ({ minlength: min, maxlength: max });
const moments = ({ earliest, latest }: FormField): Attributes => ({ min: earliest, max: latest });

type Choice = { value: string; label: string };

const optionsHtml = (options: readonly Choice[], chosen: string): string =>
  ['<option value=""></option>', ...options.map(({ value, label }) => `<option${attributes({ value, selected: value === chosen })}>${escapeHtml(label)}</option>`)].join('');

const select = (options: (field: FormField) => readonly Choice[]) => (drawn: Drawn) => {
  const { field, raw, state } = drawn;
  return labelled(drawn, `<select${attributes({ id: field.name, name: field.name, autocomplete: field.autocomplete, ...state })}>${optionsHtml(options(field), textOf(raw) ?? '')}</select>`);
};

/** The first control carries the field's name as id, so that the list of mistakes leads there. */
const fieldset = ({ field, state, label }: Drawn, controls: readonly string[]): string =>
  `<fieldset${attributes({ 'aria-describedby': state['aria-describedby'] })}><legend>${label}</legend>${controls.join('').replace(' id=""', ` id="${field.name}"`)}</fieldset>`;

const choices = (type: 'radio' | 'checkbox', options: (field: FormField) => readonly Choice[]) => (drawn: Drawn) => {
  const { field, raw, state } = drawn;
  const chosen = listOf(raw) ?? [];
  return fieldset(
    drawn,
    options(field).map(
      ({ value, label }, index) =>
        `<label><input${attributes({ type, id: index === 0 ? '' : undefined, name: field.name, value, checked: chosen.includes(value), 'aria-invalid': state['aria-invalid'], required: type === 'radio' && state.required })}>${escapeHtml(label)}</label>`,
    ),
  );
};

const tick = ({ field, raw, state, label }: Drawn): string =>
  `<label><input${attributes({ type: 'checkbox', id: field.name, name: field.name, checked: isTicked(raw), ...state })}>${label}</label>`;

const PARTS: Record<string, { label: string; autocomplete: string }> = {
  firstName: { label: 'First name', autocomplete: 'given-name' },
  lastName: { label: 'Last name', autocomplete: 'family-name' },
  line1: { label: 'Street and number', autocomplete: 'address-line1' },
  line2: { label: 'Addition', autocomplete: 'address-line2' },
  postalCode: { label: 'Postal code', autocomplete: 'postal-code' },
  city: { label: 'City', autocomplete: 'address-level2' },
  region: { label: 'State or region', autocomplete: 'address-level1' },
  country: { label: 'Country', autocomplete: 'country' },
};

const group = (names: readonly string[]) => (drawn: Drawn) => {
  const { field, raw, state } = drawn;
  const given = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  return fieldset(
    drawn,
    names.map((name, index) => {
      const { label, autocomplete } = PARTS[name]!;
      const value = textOf(given[name]) ?? '';
      const common = { id: index === 0 ? '' : undefined, name: `${field.name}.${name}`, autocomplete, 'aria-invalid': state['aria-invalid'] };
      const control = name === 'country' ? `<select${attributes(common)}>${optionsHtml(countries(), value.toUpperCase())}</select>` : `<input${attributes({ type: 'text', ...common, value })}>`;
      return `<label>${label}${control}</label>`;
    }),
  );
};

const countries = (): Choice[] => {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return [...COUNTRIES].map((value) => ({ value, label: names.of(value) ?? value })).sort((one, other) => one.label.localeCompare(other.label, 'en'));
};

const optionsOf = ({ options }: FormField): readonly Choice[] => options ?? [];

const steps = ({ min = 1, max = 5 }: FormField): Choice[] => Array.from({ length: max - min + 1 }, (_, index) => ({ value: String(min + index), label: String(min + index) }));

const CONTROLS: Record<Asked, (drawn: Drawn) => string> = {
  text: input('text', lengths),
  textarea: (drawn) => labelled(drawn, `<textarea${attributes({ id: drawn.field.name, name: drawn.field.name, ...lengths(drawn.field), ...drawn.state })}>${escapeHtml(typeof drawn.raw === 'string' ? drawn.raw : '')}</textarea>`),
  email: input('email'),
  phone: input('tel'),
  url: input('text', () => ({ inputmode: 'url' })),
  number: input('number', ({ min, max }) => ({ step: 'any', min, max })),
  currency: input('text', () => ({ inputmode: 'decimal' })),
  date: input('date', moments),
  time: input('time', moments),
  datetime: input('datetime-local', moments),
  select: select(optionsOf),
  country: select(countries),
  'multi-select': choices('checkbox', optionsOf),
  radio: choices('radio', optionsOf),
  rating: choices('radio', steps),
  checkbox: tick,
  consent: tick,
  name: group(GROUP_PARTS.name),
  address: group(GROUP_PARTS.address),
  // No browser fills a file in again: it must be chosen once more.
  file: (drawn) =>
    labelled(drawn, `<input${attributes({ type: 'file', id: drawn.field.name, name: drawn.field.name, multiple: (drawn.field.max ?? 1) > 1, accept: drawn.field.accept?.map((extension) => `.${extension}`).join(','), ...drawn.state })}>`),
};
