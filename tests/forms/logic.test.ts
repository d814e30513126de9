import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import ts from 'typescript';
import { parseBody } from '../../server/src/capture/body';
import { checkAnswers, checkStep, type RawValues } from '../../server/src/forms';
import type { Condition, FormField } from '../../server/src/forms/contract';
import * as logic from '../../server/src/forms/logic';
import { aField } from './every-type';

/** The same file as a browser gets it: its types taken away, run where there is no Node. */
const inBrowser = (): typeof logic => {
  const source = readFileSync('server/src/forms/logic.ts', 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } });
  expect(outputText).not.toMatch(/require\(|import\b|process\.|Buffer/);
  const exported = {};
  runInNewContext(outputText, { exports: exported });
  return exported as typeof logic;
};
const browser = inBrowser();

const options = ['1', '2', 'x'].map((value) => ({ value, label: value }));
const TYPES = ['text', 'number', 'rating', 'currency', 'date', 'select', 'multi-select', 'radio', 'checkbox', 'country', 'name', 'page-break'] as const;

const operand = fc.constantFrom<string | number | boolean>('1', '2', 'x', 'DE', '2026-11-20', '1,5', '', 0, 1, 1.5, 2, true, false);

const rule = (names: readonly string[]): fc.Arbitrary<Condition> => {
  const field = fc.constantFrom(...names);
  return fc.oneof(
    fc.record({ op: fc.constantFrom('eq' as const, 'ne' as const, 'contains' as const, 'gt' as const, 'lt' as const), field, value: operand }),
    fc.record({ op: fc.constant('in' as const), field, values: fc.array(operand, { minLength: 1, maxLength: 3 }) }),
    fc.record({ op: fc.constant('between' as const), field, min: operand, max: operand }),
    fc.record({ op: fc.constant('empty' as const), field }),
  );
};

const condition = (names: readonly string[], depth = 3): fc.Arbitrary<Condition> =>
  depth === 0
    ? rule(names)
    : fc.oneof(
        { weight: 3, arbitrary: rule(names) },
        { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('and' as const, 'or' as const), conditions: fc.array(condition(names, depth - 1), { minLength: 1, maxLength: 3 }) }) },
        { weight: 1, arbitrary: fc.record({ op: fc.constant('not' as const), condition: condition(names, depth - 1) }) },
      );

const ANSWERS: Partial<Record<FormField['type'], fc.Arbitrary<string[]>>> = {
  text: fc.constantFrom(['1'], ['  x '], ['xylophone'], ['2026-11-20'], ['']),
  number: fc.constantFrom(['1'], ['1,5'], ['-2'], ['']),
  rating: fc.constantFrom(['1'], ['5'], []),
  currency: fc.constantFrom(['1'], ['1,50'], ['1.234,50'], ['']),
  date: fc.constantFrom(['2026-11-20'], ['2027-01-01'], ['']),
  select: fc.constantFrom(['1'], ['x'], ['']),
  'multi-select': fc.subarray(['1', '2', 'x']),
  radio: fc.constantFrom(['2'], []),
  checkbox: fc.constantFrom(['on'], []),
  country: fc.constantFrom(['DE'], ['fr'], ['']),
};

interface Filled {
  fields: FormField[];
  /** As FormData holds them. */
  pairs: [string, string][];
}

/** Forms whose fields look only at earlier ones, so that any of them could be saved. */
const filledForm: fc.Arbitrary<Filled> = fc
  .array(fc.constantFrom(...TYPES), { minLength: 2, maxLength: 8 })
  .chain((types) =>
    fc.tuple(
      ...types.map((type, index) => {
        const earlier = types.slice(0, index).flatMap((one, at) => (one === 'page-break' ? [] : [`f${at}`]));
        const showWhen = earlier.length > 0 ? fc.option(condition(earlier), { nil: undefined }) : fc.constant(undefined);
        const answer = ANSWERS[type]?.map((texts) => texts.map((text): [string, string] => [`f${index}`, text])) ?? fc.constantFrom<[string, string][]>([], [[`f${index}.firstName`, 'Ana']]);
        return fc.tuple(
          showWhen.map((when) => aField({ name: `f${index}`, type, label: type, currency: 'EUR', options, showWhen: when })),
          type === 'page-break' ? fc.constant<[string, string][]>([]) : answer,
        );
      }),
    ),
  )
  .map((filled) => ({ fields: filled.map(([field]) => field), pairs: filled.flatMap(([, pairs]) => pairs) }));

const formData = (pairs: readonly [string, string][]): Record<string, string | string[]> => {
  const data: Record<string, string | string[]> = {};
  for (const [name, text] of pairs) data[name] = name in data ? [data[name]!, text].flat() : text;
  return data;
};

/** As a script would write the same answers. */
const asJson = ({ fields, pairs }: Filled): Record<string, unknown> => {
  const data = formData(pairs);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const type = fields.find((field) => field.name === name)?.type;
      if (type === 'checkbox') return [name, true];
      if (type === 'rating') return [name, Number(value)];
      return [name, type === 'multi-select' ? [value].flat() : value];
    }),
  );
};

const names = (fields: readonly { name: string }[]): string[] => fields.map(({ name }) => name);

test('a browser and the server show the same fields and keep the same answers for 10,000 random forms (F18, X15)', async () => {
  await fc.assert(
    fc.asyncProperty(filledForm, async (filled) => {
      const { fields, pairs } = filled;
      const shown = names(browser.visibleFields(fields, formData(pairs)));
      const urlencoded = await parseBody(Buffer.from(new URLSearchParams(pairs).toString()), 'application/x-www-form-urlencoded');
      const json = await parseBody(Buffer.from(JSON.stringify(asJson(filled))), 'application/json');
      for (const values of [urlencoded, json]) {
        const { payload, errors } = checkAnswers(fields, values);
        const again = checkAnswers(fields, payload as RawValues).payload;
        const isSame = String(names(logic.visibleFields(fields, values))) === String(shown) && errors.length === 0 && Object.keys(payload).every((name) => shown.includes(name));
        // What was stored shows the same fields once more.
        if (!isSame || JSON.stringify(again) !== JSON.stringify(payload)) throw new Error(JSON.stringify({ shown, values, payload, errors, again }));
      }
    }),
    { numRuns: 10_000 },
  );
}, 120_000);

const kind = aField({ name: 'kind', type: 'select', options: [{ value: 'business', label: 'Business' }, { value: 'private', label: 'Private' }] });
const size = aField({ name: 'size', type: 'number', isRequired: true, showWhen: { op: 'eq', field: 'kind', value: 'business' } });
const why = aField({ name: 'why', type: 'text', isRequired: true, showWhen: { op: 'gt', field: 'size', value: 100 } });

test('a hidden field is neither required nor kept, and counts as empty for what depends on it (F18)', () => {
  expect(checkAnswers([kind, size, why], { kind: 'private', size: '500' })).toEqual({ payload: { kind: 'private' }, errors: [], droppedKeys: 0 });
  expect(checkAnswers([kind, size, why], { kind: 'business', size: '500' }).errors.map(({ field }) => field)).toEqual(['why']);
  expect(checkAnswers([kind, size, why], { kind: 'business' }).errors.map(({ field }) => field)).toEqual(['size']);
});

test.each<[Condition, Record<string, unknown>, boolean]>([
  [{ op: 'ne', field: 'a', value: 'x' }, {}, true],
  [{ op: 'contains', field: 'a', value: 'LARGE' }, { a: 'a large order' }, true],
  [{ op: 'in', field: 'list', values: ['y', 'z'] }, { list: ['x', 'y'] }, true],
  [{ op: 'contains', field: 'list', value: 'z' }, { list: ['x', 'y'] }, false],
  [{ op: 'between', field: 'a', min: '09:00', max: '17:00' }, { a: '16:59' }, true],
  [{ op: 'between', field: 'a', min: 2, max: 10 }, { a: '11' }, false],
  [{ op: 'lt', field: 'a', value: 5 }, {}, false],
  [{ op: 'empty', field: 'a' }, { a: '  ' }, true],
  [{ op: 'eq', field: 'tick', value: false }, {}, true],
  [{ op: 'eq', field: 'tick', value: true }, { tick: 'on' }, true],
  [{ op: 'not', condition: { op: 'or', conditions: [{ op: 'empty', field: 'a' }, { op: 'eq', field: 'a', value: 'x' }] } }, { a: 'y' }, true],
])('a condition means what it says: %j %j (F18)', (showWhen, values, isShown) => {
  const fields = [aField({ name: 'a', type: 'text' }), aField({ name: 'list', type: 'multi-select', options }), aField({ name: 'tick', type: 'checkbox' }), aField({ name: 'last', type: 'text', showWhen })];
  expect(names(logic.visibleFields(fields, values)).includes('last')).toBe(isShown);
});

test('a page break begins a step, and a hidden one takes its whole step with it (F19)', () => {
  const fields = [kind, aField({ name: 'company', type: 'page-break', label: 'Your company', showWhen: { op: 'eq', field: 'kind', value: 'business' } }), aField({ name: 'size', type: 'number', isRequired: true }), aField({ name: 'end', type: 'page-break', label: 'Last step' }), aField({ name: 'note', type: 'text' })];
  expect(logic.stepsOf(fields).map(({ name, title, fields: inside }) => [name, title, names(inside)])).toEqual([
    [null, null, ['kind']],
    ['company', 'Your company', ['size']],
    ['end', 'Last step', ['note']],
  ]);
  expect(checkAnswers(fields, { kind: 'private' }).errors).toEqual([]);
  expect(checkAnswers(fields, { kind: 'business' }).errors.map(({ field }) => field)).toEqual(['size']);
});

test('a step is checked by itself, and the last one can’t be sent without the others (F19)', () => {
  const fields = [aField({ name: 'one', type: 'text', isRequired: true }), aField({ name: 'b', type: 'page-break' }), aField({ name: 'two', type: 'text', isRequired: true })];
  expect(checkStep(fields, 0, { one: 'x' })).toEqual([]);
  expect(checkStep(fields, 1, { one: 'x' }).map(({ field }) => field)).toEqual(['two']);
  expect(checkAnswers(fields, { two: 'forged final' }).errors.map(({ field }) => field)).toEqual(['one']);
});

test('a circle of conditions is found with its way, through steps as well (F18)', () => {
  const circle = [aField({ name: 'a', type: 'text', showWhen: { op: 'empty', field: 'c' } }), aField({ name: 'b', type: 'text', showWhen: { op: 'empty', field: 'a' } }), aField({ name: 'c', type: 'text', showWhen: { op: 'not', condition: { op: 'empty', field: 'b' } } })];
  expect(logic.cycleIn(circle)).toEqual(['a', 'c', 'b', 'a']);
  expect(logic.cycleIn([kind, size, why])).toBeNull();
  expect(logic.cycleIn([aField({ name: 's', type: 'page-break', showWhen: { op: 'empty', field: 'x' } }), aField({ name: 'x', type: 'text' })])).toEqual(['s', 'x', 's']);
});
