import type { Condition, FieldType, Rule } from './contract';

/*
 * Which fields show, and in which steps. A browser runs this very file beside the server, so it imports nothing:
 * the types vanish. Both read the answers as they were typed, so that neither can come to another result.
 */

interface LogicField {
  name: string;
  type: FieldType;
  showWhen?: Condition | undefined;
}

/** What a page or a body holds: text, ticks, lists, and groups nested or as `name.part` and `name[part]`. */
export type RawAnswers = { readonly [name: string]: unknown };

/** An answer as conditions see it; null is empty. A group only tells that something is in it. */
type Operand = string | number | true | readonly string[] | null;

/** What a visitor sees now. A field whose step is hidden is hidden, and a hidden field counts as empty for others. */
export const visibleFields = <F extends LogicField>(fields: readonly F[], values: RawAnswers): F[] => {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const breakOf = stepBreaks(fields);
  const known = new Map<string, boolean>();

  const isVisible = (field: F): boolean => {
    const found = known.get(field.name);
    if (found !== undefined) return found;
    // No circle can be saved; this only keeps one from running for ever.
    known.set(field.name, false);
    const step = breakOf.get(field.name);
    const shows = (!step || isVisible(step)) && (!field.showWhen || holds(field.showWhen));
    known.set(field.name, shows);
    return shows;
  };

  const operandOf = (name: string): Operand => {
    const field = byName.get(name);
    return field && isVisible(field) ? toOperand(field, rawAnswer(field, values)) : null;
  };

  const holds = (condition: Condition): boolean => {
    if ('conditions' in condition) return condition.op === 'and' ? condition.conditions.every(holds) : condition.conditions.some(holds);
    if ('condition' in condition) return !holds(condition.condition);
    return follows(condition, operandOf(condition.field));
  };

  return fields.filter(isVisible);
};

export interface Step<F> {
  /** Of the page break that begins it; null for what stands before the first one. */
  name: string | null;
  title: string | null;
  fields: F[];
}

export const stepsOf = <F extends LogicField & { label: string }>(fields: readonly F[]): Step<F>[] => {
  const steps: Step<F>[] = [{ name: null, title: null, fields: [] }];
  for (const field of fields) {
    if (field.type === 'page-break') steps.push({ name: field.name, title: field.label, fields: [] });
    else steps.at(-1)!.fields.push(field);
  }
  return steps.filter(({ name, fields: inside }) => name !== null || inside.length > 0);
};

/** The names along a circle of conditions (`a`, `b`, `a`), or null where there is none. */
export const cycleIn = (fields: readonly LogicField[]): string[] | null => {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const breakOf = stepBreaks(fields);
  const done = new Set<string>();

  const walk = (field: LogicField, path: readonly string[]): string[] | null => {
    const start = path.indexOf(field.name);
    if (start >= 0) return [...path.slice(start), field.name];
    if (done.has(field.name)) return null;
    const step = breakOf.get(field.name);
    for (const name of [...(step ? [step.name] : []), ...fieldsIn(field.showWhen)]) {
      const next = byName.get(name);
      const cycle = next && walk(next, [...path, field.name]);
      if (cycle) return cycle;
    }
    done.add(field.name);
    return null;
  };

  for (const field of fields) {
    const cycle = walk(field, []);
    if (cycle) return cycle;
  }
  return null;
};

export const rulesIn = (condition: Condition | undefined): Rule[] => {
  if (!condition) return [];
  if ('conditions' in condition) return condition.conditions.flatMap(rulesIn);
  return 'condition' in condition ? rulesIn(condition.condition) : [condition];
};

const fieldsIn = (condition: Condition | undefined): string[] => rulesIn(condition).map(({ field }) => field);

/** The page break that each field stands behind. */
const stepBreaks = <F extends LogicField>(fields: readonly F[]): Map<string, F> => {
  const breaks = new Map<string, F>();
  let current: F | undefined;
  for (const field of fields) {
    if (field.type === 'page-break') current = field;
    else if (current) breaks.set(field.name, current);
  }
  return breaks;
};

/** What was sent for a field; the parts of a group are put together. */
export const rawAnswer = ({ name, type }: Pick<LogicField, 'name' | 'type'>, values: RawAnswers): unknown => {
  const own = Object.hasOwn(values, name) ? values[name] : null;
  if (type !== 'name' && type !== 'address') return own ?? null;
  if (typeof own === 'object' && own !== null) return own;
  const parts = Object.keys(values).flatMap((key) => {
    const part = partOf(name, key);
    return part === null ? [] : [[part, values[key]] as const];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : (own ?? null);
};

/** `city` of `address.city` and `address[city]`. */
export const partOf = (name: string, key: string): string | null => {
  if (key.startsWith(`${name}.`)) return key.slice(name.length + 1);
  return key.startsWith(`${name}[`) && key.endsWith(']') ? key.slice(name.length + 1, -1) : null;
};

/** One line of text; undefined for lists and objects, because nobody can tell which value was meant. */
export const textOf = (raw: unknown): string | undefined => {
  if (raw === null || raw === undefined) return '';
  if (Array.isArray(raw)) return raw.length === 1 ? textOf(raw[0]) : undefined;
  return typeof raw === 'object' ? undefined : String(raw).replace(/\s+/g, ' ').trim();
};

/** Undefined where it holds anything but plain values. */
export const listOf = (raw: unknown): string[] | undefined => {
  const texts = (Array.isArray(raw) ? raw : [raw]).map(textOf);
  return texts.includes(undefined) ? undefined : texts.filter((text): text is string => text !== undefined && text !== '');
};

const TICKED = ['on', 'true', '1', 'yes'];
export const isTicked = (raw: unknown): boolean => TICKED.includes(textOf(raw)?.toLowerCase() ?? '');

/** `1.5`, `1,5`, `1 234,50` and `1.234,50`: the last sign divides off the fraction; one that repeats only groups. */
export const decimalOf = (typed: string): number | null => {
  if (typed.length > 40) return null;
  const text = typed.replace(/[\s'’]/g, '');
  if (/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return finite(Number(text));
  const [sign, point] = text.lastIndexOf(',') > text.lastIndexOf('.') ? [',', '.'] : ['.', ','];
  const repeats = text.split(sign).length > 2;
  const [whole = '', fraction, ...more] = repeats ? [text] : text.split(sign);
  const groups = whole.replace(/^[+-]/, '').split(repeats ? sign : point);
  const isGrouped = groups.every((digits, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(digits));
  if (more.length > 0 || (groups.length > 1 ? !isGrouped : !/^\d+$/.test(groups[0]!)) || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  return finite(Number(`${text.startsWith('-') ? '-' : ''}${groups.join('')}.${fraction ?? 0}`));
};

const finite = (number: number): number | null => (Number.isFinite(number) ? number : null);

/** How many digits the minor unit of a currency has: 2 for EUR, none for JPY. */
export const minorDigits = (currency: string): number => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

export const isMoney = (raw: unknown): raw is { amount: number; currency: string } =>
  typeof raw === 'object' && raw !== null && 'amount' in raw && 'currency' in raw && Number.isSafeInteger(raw.amount) && /^[A-Z]{3}$/.test(String(raw.currency));

const toOperand = ({ type }: LogicField, raw: unknown): Operand => {
  if (type === 'checkbox' || type === 'consent') return isTicked(raw) || null;
  if (type === 'currency' && isMoney(raw)) return raw.amount / 10 ** minorDigits(raw.currency);
  if (type === 'number' || type === 'currency' || type === 'rating') return decimalOf(textOf(raw) ?? '');
  if (type === 'multi-select' || type === 'file') return some(listOf(raw) ?? []);
  if (type === 'name' || type === 'address') return typeof raw === 'object' && raw !== null && Object.values(raw).some((part) => textOf(part)) ? true : null;
  const text = textOf(raw) ?? '';
  return (type === 'country' ? text.toUpperCase() : text) || null;
};

const some = (texts: string[]): Operand => (texts.length > 0 ? texts : null);

const follows = (rule: Rule, answer: Operand): boolean => {
  if (rule.op === 'empty') return answer === null;
  if (rule.op === 'eq') return isSame(answer, rule.value);
  if (rule.op === 'ne') return !isSame(answer, rule.value);
  if (rule.op === 'in') return rule.values.some((value) => (isList(answer) ? answer.some((one) => isSame(one, value)) : isSame(answer, value)));
  if (rule.op === 'contains')
    return isList(answer) ? answer.some((one) => isSame(one, rule.value)) : typeof answer === 'string' && answer.toLowerCase().includes(String(rule.value).toLowerCase());
  if (rule.op === 'between') return order(answer, rule.min) >= 0 && order(answer, rule.max) <= 0;
  return rule.op === 'gt' ? order(answer, rule.value) > 0 : order(answer, rule.value) < 0;
};

type Value = string | number | boolean;

const isList = (answer: Operand): answer is readonly string[] => Array.isArray(answer);

const isSame = (answer: Operand, value: Value): boolean => {
  if (typeof value === 'boolean') return (answer === true) === value;
  if (isList(answer)) return answer.length === 1 && isSame(answer[0]!, value);
  if (typeof answer === 'number') return answer === decimalOf(String(value));
  return answer === String(value).trim();
};

/** Numbers by size, anything else as text, which is right for dates and times. Not a number where there is no answer. */
const order = (answer: Operand, value: Value): number => {
  if (answer === null || answer === true || isList(answer)) return Number.NaN;
  const [one, other] = [decimalOf(String(answer)), decimalOf(String(value))];
  if (one !== null && other !== null) return one - other;
  return String(answer) === String(value) ? 0 : String(answer) > String(value) ? 1 : -1;
};
