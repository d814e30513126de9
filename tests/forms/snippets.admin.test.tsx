import fc from 'fast-check';
import { conditionOf, groupOf, sourcesFor } from '../../admin/src/forms/conditions';
import { newField, retyped } from '../../admin/src/forms/field-changes';
import { snippetOf } from '../../admin/src/forms/snippets';
import { FIELD_TYPES, formFields, type Condition, type FormField } from '../../server/src/forms/contract';
import { visibleFields } from '../../server/src/forms/logic';
import { EVERY_TYPE } from './every-type';
import { aForm } from './form-records';

const part = { firstName: 'First name', lastName: 'Last name', line1: 'Street', line2: 'Addition', postalCode: 'Code', city: 'City', region: 'Region', country: 'Country' };
const WORDS = { language: 'en', optional: '(optional)', part, send: 'Send', failed: 'Failed' };
const EVERY = EVERY_TYPE.map(({ field }) => field);

const field = (name: string, parts: Partial<FormField> & Pick<FormField, 'type'>): FormField => ({ name, label: name, isRequired: false, mapTo: null, ...parts });

const drawn = (fields: FormField[]): Document => new DOMParser().parseFromString(snippetOf('html', aForm({ fields }), WORDS), 'text/html');

test('the HTML has a named control for each field that is answered, with files in parts (F13, F23)', () => {
  const { body } = drawn(EVERY);
  const names = new Set([...body.querySelectorAll('[name]')].map((control) => control.getAttribute('name')?.split('.')[0]));
  const answered = EVERY.filter(({ type }) => !['heading', 'html', 'page-break'].includes(type)).map(({ name }) => name);
  expect(names).toEqual(new Set(['_crm_version', 'fax_ab12', ...answered]));
  expect(body.querySelector('form')?.getAttribute('enctype')).toBe('multipart/form-data');
  expect([...body.querySelectorAll('input:not([type=hidden], [aria-hidden] *), select, textarea')].filter((control) => !control.closest('label'))).toEqual([]);
});

test('a locked value and scripts in a text block never reach a page (F21)', () => {
  const { body } = drawn([
    field('source', { type: 'hidden', isLocked: true, default: 'secret' }),
    field('note', { type: 'html', html: '<p onclick="x()">Read <a href="javascript:x()">this</a> <a href="https://example.com">that</a></p><script>x()</script>' }),
  ]);
  expect(body.textContent).not.toContain('secret');
  expect(body.innerHTML).not.toMatch(/script|onclick/);
  expect(body.querySelector('p')?.textContent).toMatch(/^Read this\s*that/);
});

test('a browser never insists on a field that a condition may hide (F18)', () => {
  const { body } = drawn([field('a', { type: 'text', isRequired: true }), field('b', { type: 'text', isRequired: true, showWhen: { op: 'eq', field: 'a', value: 'x' } })]);
  expect(body.querySelector('[name=a]')?.hasAttribute('required')).toBe(true);
  expect(body.querySelector('[name=b]')?.hasAttribute('required')).toBe(false);
});

test('only fields that a link may fill in are read from the address (F22)', () => {
  const fields = [field('ref', { type: 'text', isPrefillable: true }), field('plan', { type: 'text' })];
  for (const language of ['html', 'react', 'next'] as const) {
    const code = snippetOf(language, aForm({ fields }), WORDS);
    expect(code).toContain('for (const name of ["ref"])');
  }
  expect(snippetOf('html', aForm({ fields: fields.slice(1) }), WORDS)).not.toContain('<script>');
});

test('a component fetches the page token, and says which version it shows (F10, F30)', () => {
  const code = snippetOf('next', aForm({ hasUnpublishedChanges: true }), WORDS);
  expect(code).toContain('<input type="hidden" name="_crm_token" value={token} />');
  expect(code).toContain('name="_crm_version" value={5}');
});

test('curl sends what the conditions show, and files in parts', () => {
  const fields = [field('a', { type: 'text', default: 'x' }), field('b', { type: 'text', showWhen: { op: 'eq', field: 'a', value: 'y' } })];
  expect(snippetOf('curl', aForm({ fields }), WORDS)).toContain(`-d '${JSON.stringify({ a: 'x' }, null, 2)}'`);
  const withFile = snippetOf('curl', aForm({ fields: [...fields, field('cv', { type: 'file', accept: ['pdf'] })] }), WORDS);
  expect(withFile).toContain("-F 'a=x'");
  expect(withFile).toContain("-F 'cv=@example.pdf'");
});

const STARTERS = { option: (number: number) => `Option ${number}`, html: 'Words', currency: 'EUR' };

test('a field of any type can become any other type and still be saved', () => {
  for (const from of FIELD_TYPES)
    for (const to of FIELD_TYPES) {
      const start = newField({ type: from, label: 'Question', fields: [], starters: STARTERS });
      expect(formFields.safeParse([retyped({ ...start, isRequired: from !== 'consent' }, to, STARTERS)]).error?.issues ?? []).toEqual([]);
    }
});

const name = fc.constantFrom('a', 'b');
const value = fc.constantFrom<string | number | boolean>('1', 'x', 1, true, false);
const rule: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ op: fc.constantFrom('eq' as const, 'ne' as const, 'contains' as const, 'gt' as const, 'lt' as const), field: name, value }),
  fc.record({ op: fc.constant('in' as const), field: name, values: fc.array(value, { minLength: 1, maxLength: 2 }) }),
  fc.record({ op: fc.constant('between' as const), field: name, min: value, max: value }),
  fc.record({ op: fc.constant('empty' as const), field: name }),
);
const leaf = fc.oneof(rule, rule.map((condition): Condition => ({ op: 'not', condition })));
const joined = (inner: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  fc.record({ op: fc.constantFrom('and' as const, 'or' as const), conditions: fc.array(inner, { minLength: 1, maxLength: 3 }) });

test('what the builder shows means what the tree said (F18)', () => {
  fc.assert(
    fc.property(fc.oneof(leaf, joined(leaf), joined(fc.oneof(leaf, joined(leaf)))), fc.constantFrom('', '1', 'x', 'on'), fc.constantFrom('', '1', '5'), (condition, a, b) => {
      const group = groupOf(condition);
      if (!group) return;
      const shows = (showWhen: Condition | undefined) => visibleFields([field('a', { type: 'text' }), field('b', { type: 'number' }), field('c', { type: 'text', showWhen })], { a, b }).length;
      expect(shows(conditionOf(group))).toBe(shows(condition));
    }),
    { numRuns: 2_000 },
  );
});

test('a field can wait for no field that waits for it', () => {
  const fields = [field('a', { type: 'text' }), field('b', { type: 'text', showWhen: { op: 'empty', field: 'a' } }), field('h', { type: 'heading' })];
  expect(sourcesFor(fields[0]!, fields)).toEqual([]);
  expect(sourcesFor(fields[1]!, fields).map((one) => one.name)).toEqual(['a']);
});
