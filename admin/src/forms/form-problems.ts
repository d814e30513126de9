import { formFields, sourceFault, type FormField } from '../../../server/src/forms/contract';
import { cycleIn, rulesIn } from '../../../server/src/forms/logic';
import type { FieldError } from '../kernel/api-error';
import type { useText } from '../kernel/text';
import { lostOptions } from './conditions';

/** What stops a save, known before anybody presses it. Paths as the server writes them: `fields.2.label`. */
export const problemsIn = (fields: readonly FormField[], text: ReturnType<typeof useText>): FieldError[] => {
  const parsed = formFields.safeParse(fields);
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path: ['fields', ...path].join('.'), message }));
  const labelOf = (name: string) => fields.find((field) => field.name === name)?.label ?? name;

  const broken = fields.flatMap(({ showWhen }, index) =>
    rulesIn(showWhen).flatMap((rule) => {
      const fault = sourceFault(rule, fields);
      const lost = lostOptions(rule, fields).map((value) => text('forms.problem.option', { value: String(value), field: labelOf(rule.field) }));
      return (fault ? [fault] : lost).map((message) => ({ path: `fields.${index}.showWhen`, message }));
    }),
  );

  const cycle = cycleIn(fields);
  if (!cycle) return [...issues, ...broken];
  const path = `fields.${fields.findIndex(({ name }) => name === cycle[0])}.showWhen`;
  return [...issues, ...broken, { path, message: text('forms.problem.circle', { circle: cycle.map(labelOf).join(' → ') }) }];
};

/** The errors of one field, with paths that start at the field. */
export const problemsOf = (problems: readonly FieldError[], index: number): FieldError[] => {
  const prefix = `fields.${index}.`;
  return problems.filter(({ path }) => path.startsWith(prefix)).map(({ path, message }) => ({ path: path.slice(prefix.length), message }));
};
