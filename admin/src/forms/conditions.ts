import { sourceFault, type Condition, type FieldType, type FormField, type Rule } from '../../../server/src/forms/contract';
import { cycleIn } from '../../../server/src/forms/logic';
import { isTick, takes } from './field-kinds';

export type Operand = string | number | boolean;

/** How people say it; some of it is a rule turned around. */
type Verb = 'is' | 'is-not' | 'in' | 'not-in' | 'contains' | 'lacks' | 'gt' | 'lt' | 'between' | 'ticked' | 'unticked' | 'answered' | 'empty';

/** One line of the builder. */
export interface Leaf {
  field: string;
  verb: Verb;
  values: readonly Operand[];
}

export interface Group {
  join: 'and' | 'or';
  parts: readonly (Leaf | Group)[];
}

export const isGroup = (part: Leaf | Group): part is Group => 'join' in part;

const TURNED: Partial<Record<Rule['op'], Verb>> = { in: 'not-in', contains: 'lacks', empty: 'answered' };

/** Null for what the builder has no words for. */
const leafOf = (condition: Condition): Leaf | null => {
  if ('conditions' in condition) return null;
  if ('condition' in condition) {
    const inner = leafOf(condition.condition);
    const verb = 'field' in condition.condition && TURNED[condition.condition.op];
    return inner && verb ? { ...inner, verb } : null;
  }
  const { field } = condition;
  if (condition.op === 'empty') return { field, verb: 'empty', values: [] };
  if (condition.op === 'in') return { field, verb: 'in', values: condition.values };
  if (condition.op === 'between') return { field, verb: 'between', values: [condition.min, condition.max] };
  const { op, value } = condition;
  if ((op === 'eq' || op === 'ne') && typeof value === 'boolean') return { field, verb: (op === 'eq') === value ? 'ticked' : 'unticked', values: [] };
  return { field, verb: op === 'eq' ? 'is' : op === 'ne' ? 'is-not' : op, values: [value] };
};

/** A condition as the builder shows it, or null where it is deeper than one level of groups. */
export const groupOf = (condition: Condition): Group | null => {
  if (!('conditions' in condition)) {
    const leaf = leafOf(condition);
    return leaf && { join: 'and', parts: [leaf] };
  }
  const parts = condition.conditions.map((part) => leafOf(part) ?? innerGroupOf(part));
  return parts.includes(null) ? null : { join: condition.op, parts: parts.filter((part) => part !== null) };
};

const innerGroupOf = (condition: Condition): Group | null => {
  if (!('conditions' in condition)) return null;
  const leaves = condition.conditions.map(leafOf);
  return leaves.includes(null) ? null : { join: condition.op, parts: leaves.filter((leaf) => leaf !== null) };
};

const conditionOfLeaf = ({ field, verb, values: [value = '', other = ''], values }: Leaf): Condition => {
  switch (verb) {
    case 'is':
      return { op: 'eq', field, value };
    case 'is-not':
      return { op: 'ne', field, value };
    case 'in':
      return { op: 'in', field, values: [...values] };
    case 'not-in':
      return { op: 'not', condition: { op: 'in', field, values: [...values] } };
    case 'lacks':
      return { op: 'not', condition: { op: 'contains', field, value } };
    case 'contains':
    case 'gt':
    case 'lt':
      return { op: verb, field, value };
    case 'between':
      return { op: 'between', field, min: value, max: other };
    case 'ticked':
    case 'unticked':
      return { op: 'eq', field, value: verb === 'ticked' };
    case 'answered':
      return { op: 'not', condition: { op: 'empty', field } };
    default:
      return { op: 'empty', field };
  }
};

/** Undefined where nothing is left: the field always shows. A single line needs no group around it. */
export const conditionOf = ({ join, parts }: Group): Condition | undefined => {
  const conditions = parts.flatMap((part) => (isGroup(part) ? (conditionOf(part) ?? []) : conditionOfLeaf(part)));
  if (conditions.length === 0) return undefined;
  return conditions.length === 1 && join === 'and' ? conditions[0] : { op: join, conditions };
};

const CHOSEN: readonly FieldType[] = ['select', 'radio', 'country'];

/** What can be asked about an answer of this type, the usual one first. */
export const verbsFor = (type: FieldType): readonly Verb[] => {
  if (isTick(type)) return ['ticked', 'unticked'];
  if (CHOSEN.includes(type)) return ['is', 'is-not', 'in', 'not-in', 'answered', 'empty'];
  if (type === 'multi-select') return ['contains', 'lacks', 'in', 'answered', 'empty'];
  if (takes(type, 'range') || takes(type, 'moments')) return ['is', 'is-not', 'gt', 'lt', 'between', 'answered', 'empty'];
  if (type === 'file' || type === 'name' || type === 'address') return ['answered', 'empty'];
  return ['is', 'is-not', 'contains', 'lacks', 'answered', 'empty'];
};

const startOf = (source: FormField): Operand => {
  if (source.options) return source.options[0]?.value ?? '';
  return takes(source.type, 'range') ? (source.min ?? 1) : '';
};

const COUNTS: Partial<Record<Verb, number>> = { answered: 0, empty: 0, ticked: 0, unticked: 0, between: 2 };

/** Keeps the values that still make sense. */
export const withVerb = (leaf: Leaf, verb: Verb, source: FormField): Leaf => {
  const count = verb === 'in' || verb === 'not-in' ? Math.max(1, leaf.values.length) : (COUNTS[verb] ?? 1);
  return { ...leaf, verb, values: Array.from({ length: count }, (_, index) => leaf.values[index] ?? startOf(source)) };
};

export const leafFor = (source: FormField): Leaf => withVerb({ field: source.name, verb: 'is', values: [] }, verbsFor(source.type)[0] ?? 'is', source);

/** Fields that this one may wait for: answered on the page, and not waiting for this one themselves. */
export const sourcesFor = (field: FormField, fields: readonly FormField[]): FormField[] =>
  fields.filter((source) => {
    if (source.name === field.name || sourceFault({ op: 'empty', field: source.name }, fields)) return false;
    const tried = fields.map((one) => (one.name === field.name ? { ...one, showWhen: { op: 'empty', field: source.name } as const } : one));
    return cycleIn(tried) === null;
  });

/** The same tree with each of its questions changed. */
const mapped = (condition: Condition, change: (rule: Rule) => Rule): Condition => {
  if ('conditions' in condition) return { ...condition, conditions: condition.conditions.map((one) => mapped(one, change)) };
  return 'condition' in condition ? { ...condition, condition: mapped(condition.condition, change) } : change(condition);
};

export const withRenamedField = (condition: Condition, from: string, to: string): Condition =>
  mapped(condition, (rule) => (rule.field === from ? { ...rule, field: to } : rule));

export const withRenamedOption = (condition: Condition, field: string, from: string, to: string): Condition =>
  mapped(condition, (rule) => {
    if (rule.field !== field) return rule;
    if (rule.op === 'in') return { ...rule, values: rule.values.map((value) => (value === from ? to : value)) };
    return 'value' in rule && rule.value === from ? { ...rule, value: to } : rule;
  });

/** What a rule asks for although the field offers it no more. */
export const lostOptions = (rule: Rule, fields: readonly FormField[]): Operand[] => {
  const source = fields.find(({ name }) => name === rule.field);
  if (!source?.options || rule.op === 'empty' || rule.op === 'between') return [];
  const offered = source.options.map(({ value }) => value);
  return (rule.op === 'in' ? rule.values : [rule.value]).filter((value) => !offered.includes(String(value)));
};
