import { availability } from '../../server/src/forms';
import { DEFAULT_SETTINGS, formFields, formInput, formUpdate, type FormField, type FormSettings } from '../../server/src/forms/contract';
import { settledFields, settledSettings } from '../../server/src/forms/rules';
import type { InvalidInput } from '../../server/src/kernel/errors';
import { aField } from './every-type';

const refusalsOf = (...fields: FormField[]): string[] => {
  try {
    settledFields(fields);
    return [];
  } catch (error) {
    return ((error as InvalidInput).details.errors as { path: string[]; message: string }[]).map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
};
const faultsOf = (...fields: FormField[]): string[] => formFields.safeParse(fields).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
const nested = (depth: number): unknown => (depth === 0 ? { op: 'empty', field: 'a' } : { op: 'not', condition: nested(depth - 1) });

test('consent is never ticked beforehand, and required for marketing only with a reason (F48)', () => {
  const consent = (more: Partial<FormField>) => aField({ type: 'consent', label: 'Yes', ...more });
  expect(faultsOf(consent({ default: true }))).toEqual(['0.default: Consent must be a free choice: it can’t be ticked beforehand']);
  expect(faultsOf(consent({ isRequired: true }))).toEqual(['0.isRequired: Consent must be a free choice: it can’t be required']);
  expect(faultsOf(consent({ isRequired: true, purpose: 'newsletter' }))).toEqual(['0.isRequired: Consent must be a free choice: it can’t be required']);
  expect(faultsOf(consent({ isRequired: true, overrideReason: 'The newsletter is what the form is for' }))).toEqual([]);
  expect(faultsOf(consent({ isRequired: true, purpose: 'privacy' }))).toEqual([]);
  expect(formFields.safeParse([{ ...consent({ isRequired: true }), overrideReason: 'because' }]).success).toBe(false);
});

test('an address may fill in a field only where nobody can be tricked by it (F22)', () => {
  const prefilled = (input: Partial<FormField> & Pick<FormField, 'type'>) => faultsOf(aField({ ...input, isPrefillable: true }));
  expect(prefilled({ type: 'text' })).toEqual([]);
  expect(prefilled({ type: 'hidden' })).toEqual([]);
  for (const input of [{ type: 'consent' as const }, { type: 'file' as const }, { type: 'heading' as const }, { type: 'hidden' as const, isLocked: true, default: 'x' }])
    expect(prefilled(input)).toEqual(['0.isPrefillable: Consent, files, text blocks and locked fields can’t be filled in from an address']);
});

test('each field is refused with what to change (F13)', () => {
  expect(faultsOf(aField({ type: 'currency' }))).toEqual(['0.currency: Say in which currency “Field” is asked']);
  expect(faultsOf(aField({ type: 'radio' }))).toEqual(['0.options: Give “Field” at least one option']);
  expect(faultsOf(aField({ type: 'text', isLocked: true, default: 'x' }))).toEqual(['0.isLocked: Only a hidden field can be locked']);
  expect(faultsOf(aField({ type: 'hidden', isLocked: true }))).toEqual(['0.default: “Field” is locked: say which value it has']);
  expect(faultsOf(aField({ type: 'number', min: 2, max: 1 }))).toEqual(['0.max: The largest value of “Field” is below its smallest']);
  expect(faultsOf(aField({ type: 'rating', max: 100 }))).toEqual(['0.max: A rating has at most 21 steps']);
  expect(formFields.safeParse([{ name: 'extra', type: 'text', label: 'X' }]).success).toBe(false);
  expect(formFields.safeParse([{ name: 'constructor', type: 'text', label: 'X' }]).success).toBe(false);
});

test('conditions are refused beyond five levels and a hundred rules, however deep they are written (F18)', () => {
  const withCondition = (showWhen: unknown) => formFields.safeParse([{ name: 'a', type: 'text', label: 'A' }, { name: 'b', type: 'text', label: 'B', showWhen }]);
  expect(withCondition(nested(4)).success).toBe(true);
  expect(withCondition(nested(5)).error?.issues[0]?.message).toContain('at most 5 deep');
  expect(withCondition(nested(5000)).success).toBe(false);
  const rules = Array.from({ length: 60 }, () => ({ op: 'empty', field: 'a' }));
  const two = { op: 'and', conditions: [{ op: 'or', conditions: rules }, { op: 'or', conditions: rules }] };
  expect(withCondition(two).error?.issues.map(({ message }) => message)).toEqual(['A form takes at most 100 conditions; this one has 120']);
});

test('a condition must ask for a field that a page knows, and never in a circle (F18)', () => {
  const asks = (field: string, op: 'empty' | 'eq' = 'empty') => aField({ name: 'last', type: 'text', showWhen: op === 'eq' ? { op, field, value: 'x' } : { op, field } });
  expect(refusalsOf(asks('gone'))).toEqual(['fields.0.showWhen: The condition asks for “gone”, but no field has this name']);
  expect(refusalsOf(aField({ name: 'h', type: 'heading', label: 'Title' }), asks('h'))).toEqual(['fields.1.showWhen: The condition asks for “Title”, which nobody answers']);
  expect(refusalsOf(aField({ name: 'h', type: 'hidden', label: 'Campaign', isLocked: true, default: 'x' }), asks('h'))).toEqual(['fields.1.showWhen: The condition asks for “Campaign”, which is locked: no page knows its value']);
  expect(refusalsOf(aField({ name: 'h', type: 'name', label: 'You' }), asks('h', 'eq'))[0]).toContain('can only ask whether it is empty');
  expect(refusalsOf(aField({ name: 'a', type: 'text', showWhen: { op: 'empty', field: 'last' } }), asks('a'))).toEqual(['fields.0.showWhen: These conditions wait for each other in a circle: a → last → a']);
});

test('patterns, defaults and targets that can’t work are refused when they are saved (S16)', () => {
  expect(refusalsOf(aField({ type: 'text', pattern: '(a)\\1' }))[0]).toContain('fields.0.pattern: Look-around');
  expect(refusalsOf(aField({ type: 'textarea', pattern: 'a' }))).toEqual(['fields.0.pattern: “Field” takes no pattern']);
  expect(refusalsOf(aField({ type: 'email', default: 'nobody' }))[0]).toContain('fields.0.default: The default does not fit');
  expect(refusalsOf(aField({ type: 'file', default: 'a.pdf' }))).toEqual(['fields.0.default: “Field” takes no default']);
  expect(refusalsOf(aField({ type: 'checkbox', mapTo: 'contact.name' }))).toEqual(['fields.0.mapTo: The answer to “Field” can’t be kept there']);
});

test('a text block keeps its words and loses what could run, load or post (F13)', () => {
  const [block] = settledFields([aField({ type: 'html', html: '<p onclick="x()">Read <a href="https://a.example" target="_blank">this</a><script>alert(1)</script><img src=x onerror=alert(1)><input><style>p{}</style> <a href="javascript:alert(1)">that</a></p><form><iframe></iframe></form>' })]);
  expect(block?.html).toBe('<p>Read <a href="https://a.example" rel="noopener noreferrer">this</a> <a rel="noopener noreferrer">that</a></p>');
  expect(settledFields([block!])).toEqual([block]);
  expect(refusalsOf(aField({ type: 'html', html: '<script>alert(1)</script>' }))[0]).toContain('fields.0.html');
});

test('a setting that is left out has its default in a new form and stays as it is in a change', () => {
  expect(formInput.parse({ name: 'A', slug: 'a', fields: [aField({ type: 'text' })], thankYou: 'Thanks', settings: { captcha: 'altcha' } }).settings).toEqual({ captcha: 'altcha' });
  expect(formUpdate.parse({ version: 1, settings: { captcha: 'altcha' } })).toEqual({ version: 1, settings: { captcha: 'altcha' } });
  expect(formUpdate.safeParse({ version: 1, settings: { autoresponder: { subject: 'Hi\r\nBcc: a@b.c', text: 'x' } } }).success).toBe(false);
  expect(formUpdate.safeParse({ version: 1, settings: { unknown: 1 } }).success).toBe(false);
  expect(() => settledSettings({ ...DEFAULT_SETTINGS, opensAt: '2026-02-01T00:00:00Z', closesAt: '2026-01-01T00:00:00.000Z' })).toThrow('close after it opens');
});

test('a form says whether it is open, with the owner’s words or our own (F11)', () => {
  const at = (day: string, settings: Partial<FormSettings>, submissionCount = 0) => availability({ settings: { ...DEFAULT_SETTINGS, ...settings } }, { now: new Date(day), submissionCount });
  const season = { opensAt: '2026-02-01T00:00:00Z', closesAt: '2026-03-01T00:00:00Z' };
  expect(at('2026-01-31', season)).toEqual({ state: 'not-yet', text: 'This form is not open yet.' });
  expect(at('2026-02-01', season)).toEqual({ state: 'open', text: '' });
  expect(at('2026-03-01', { ...season, closedText: 'See you next year.' })).toEqual({ state: 'closed', text: 'See you next year.' });
  expect(at('2026-02-02', { maxSubmissions: 10 }, 9).state).toBe('open');
  expect(at('2026-02-02', { maxSubmissions: 10 }, 10)).toEqual({ state: 'full', text: 'This form takes no more answers.' });
});
