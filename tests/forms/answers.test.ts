import { checkAnswers, checkStored, consentsIn, toAnswers, toMapped, unchecked } from '../../server/src/forms';
import { formFields, type FormField } from '../../server/src/forms/contract';
import { CONTACT_FORM } from '../../server/src/forms/starter';
import { aField as field } from './every-type';

const contactForm = formFields.parse(CONTACT_FORM.fields);
const codeOf = (definition: FormField, value: unknown) => checkAnswers([definition], { f: value } as never).errors[0]?.code;
const valueOf = (definition: FormField, value: unknown) => checkAnswers([definition], { f: value } as never).payload.f;
const options = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B' },
];

test('a complete contact form passes with its values trimmed', () => {
  const { payload, errors, droppedKeys } = checkAnswers(contactForm, { firstName: '  Ana ', email: ' Ana@Acme.IO ', message: ' Hi \n there ', marketing: 'on', utm_source: 'x' });
  expect(errors).toEqual([]);
  expect(payload).toEqual({ firstName: 'Ana', email: 'Ana@acme.io', message: 'Hi \n there', marketing: true });
  expect(droppedKeys).toBe(1);
});

test('a missing required field names itself', () => {
  expect(checkAnswers(contactForm, {}).errors).toEqual([{ field: 'email', code: 'required', message: 'Please fill in “E-mail”' }]);
});

test('an unticked consent box leaves no answer, not a “no”', () => {
  expect(checkAnswers(contactForm, { email: 'a@b.co', marketing: 'false' }).payload).toEqual({ email: 'a@b.co' });
});

test.each([
  [field({ type: 'email' }), 'a@b@c', 'email'],
  [field({ type: 'email' }), 'a@b.c\r\nBcc: x@y.z', 'email'],
  [field({ type: 'number' }), 'many', 'number'],
  [field({ type: 'number', min: 2 }), '1', 'too-small'],
  [field({ type: 'number', max: 2 }), 3, 'too-large'],
  [field({ type: 'text', min: 2 }), 'x', 'too-short'],
  [field({ type: 'text', max: 3 }), 'xxxx', 'too-long'],
  [field({ type: 'text' }), { deep: 1 }, 'type'],
  [field({ type: 'text' }), ['a', 'b'], 'type'],
  [field({ type: 'select', options: [{ value: 'a', label: 'A' }] }), 'b', 'option'],
  [field({ type: 'checkbox', isRequired: true }), 'no', 'required'],
  [field({ type: 'text', pattern: '[A-Z]{2}-\\d+' }), 'ab-1', 'pattern'],
  [field({ type: 'phone', isStrict: true }), 'ask my office', 'phone'],
  [field({ type: 'url' }), 'javascript:alert(1)', 'url'],
  [field({ type: 'url' }), 'https://user:secret@example.com', 'url'],
  [field({ type: 'currency', currency: 'EUR' }), '1,234', 'number'],
  [field({ type: 'currency', currency: 'EUR' }), { amount: 1, currency: 'USD' }, 'number'],
  [field({ type: 'currency', currency: 'EUR' }), '-1', 'too-small'],
  [field({ type: 'currency', currency: 'JPY', max: 100 }), 101, 'too-large'],
  [field({ type: 'date' }), '2026-02-30', 'date'],
  [field({ type: 'date', earliest: '2026-01-01' }), '2025-12-31', 'too-small'],
  [field({ type: 'time' }), '24:00', 'time'],
  [field({ type: 'datetime' }), '2026-11-20', 'date'],
  [field({ type: 'datetime', latest: '2026-11-20T12:00' }), '2026-11-20T12:01', 'too-large'],
  [field({ type: 'radio', options }), 'c', 'option'],
  [field({ type: 'multi-select', options }), ['a', 'c'], 'option'],
  [field({ type: 'multi-select', options, max: 1 }), ['a', 'b'], 'too-many'],
  [field({ type: 'multi-select', options, min: 2 }), 'a', 'too-few'],
  [field({ type: 'multi-select', options, isRequired: true }), [], 'required'],
  [field({ type: 'rating' }), 6, 'too-large'],
  [field({ type: 'rating' }), '2.5', 'number'],
  [field({ type: 'country' }), 'Germany', 'country'],
  [field({ type: 'name', isRequired: true }), { firstName: ' ' }, 'required'],
  [field({ type: 'name' }), 'Ana', 'type'],
  [field({ type: 'address', isRequired: true }), { line1: 'Weg 1' }, 'required'],
  [field({ type: 'address' }), { country: 'Germany' }, 'country'],
  [field({ type: 'file', isRequired: true }), ['forged.pdf'], 'required'],
  [field({ type: 'hidden' }), 'x'.repeat(513), 'too-long'],
])('a wrong value is explained (F13, F14, F21): %j', (definition, value, code) => {
  expect(codeOf(definition, value)).toBe(code);
});

test('a phone number that nobody can parse is kept as typed', () => {
  expect(valueOf(field({ type: 'phone' }), 'ask my office')).toBe('ask my office');
});

test('a strict phone field takes a national number of the site’s own country (F17)', () => {
  const phone = field({ type: 'phone', isStrict: true });
  expect(checkAnswers([phone], { f: '040 5550117' }, { country: 'DE' }).errors).toEqual([]);
  expect(checkAnswers([phone], { f: '040 5550117' }).errors[0]?.code).toBe('phone');
});

test.each([
  [['1,5'], 1.5],
  ['1 234,50', 1234.5],
  ['1.234,50', 1234.5],
  ['1,234.50', 1234.5],
  ['1,234,567', 1234567],
  ['-3', -3],
  [0, 0],
])('numbers are read as people write them: %j', (typed, number) => {
  expect(valueOf(field({ type: 'number' }), typed)).toBe(number);
});

test.each([
  ['19.99', 'EUR', 1999],
  [0.29, 'EUR', 29],
  ['1000', 'JPY', 1000],
  ['1,234', 'KWD', 1234],
])('money is kept in minor units: %s %s', (typed, currency, amount) => {
  expect(valueOf(field({ type: 'currency', currency }), typed)).toEqual({ amount, currency });
});

test('a date and time with an offset is an instant, without one the visitor’s own clock', () => {
  expect(valueOf(field({ type: 'datetime' }), '2026-11-20T14:30+01:00')).toBe('2026-11-20T13:30:00.000Z');
  expect(valueOf(field({ type: 'datetime' }), '2026-11-20 14:30:00')).toBe('2026-11-20T14:30');
});

test('a locked field has the value of the form, whatever the page sends (F21)', () => {
  const campaign = field({ type: 'hidden', isLocked: true, default: 'spring' });
  expect(checkAnswers([campaign], { f: 'forged' }).payload).toEqual({ f: 'spring' });
  expect(checkAnswers([campaign], {}).payload).toEqual({ f: 'spring' });
});

test('unknown keys are counted, and kept under “extra” only where the form says so, bounded (F14)', () => {
  const values = { f: 'x', color: 'red', sizes: ['s', 'm'], deep: { a: 'b' }, long: 'x'.repeat(2001), owner: '1', __proto__: null };
  expect(checkAnswers([field({ type: 'text' })], values)).toEqual({ payload: { f: 'x' }, errors: [], droppedKeys: 5 });
  expect(checkAnswers([field({ type: 'text' })], values, { keepsExtra: true })).toEqual({ payload: { f: 'x', extra: { color: 'red', sizes: 's, m', owner: '1' } }, errors: [], droppedKeys: 2 });
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`k${index}`, 'v']));
  expect(Object.keys(checkAnswers([field({ type: 'text' })], many, { keepsExtra: true }).payload.extra ?? {})).toHaveLength(50);
});

test('a ticked consent says what for and in which words; an unticked one says nothing (F47, F48)', () => {
  const fields = [field({ name: 'news', type: 'consent', label: 'Send me news' }), field({ name: 'policy', type: 'consent', label: 'I read the policy', purpose: 'privacy' })];
  expect(consentsIn(fields, checkAnswers(fields, { news: 'no', policy: 'on' }).payload)).toEqual([{ purpose: 'privacy', text: 'I read the policy' }]);
  expect(consentsIn(fields, { news: true })).toEqual([{ purpose: 'marketing', text: 'Send me news' }]);
});

test('a body that is held before its answers are right keeps every answer for later', () => {
  const fields = [field({ name: 'mail', type: 'email' }), field({ name: 'pick', type: 'multi-select', options }), field({ name: 'home', type: 'address' })];
  const kept = unchecked(fields, { mail: 'no address', pick: ['a', 'z'], 'home.city': 'Ulm', other: 'x' });
  expect(kept).toEqual({ mail: 'no address', pick: ['a', 'z'], home: { city: 'Ulm' } });
  expect(checkStored(fields, kept).map(({ field: name }) => name)).toEqual(['mail', 'pick']);
});

test('answers keep the form’s order and labels; unmapped e-mail fields still say how to answer', () => {
  expect(toAnswers(contactForm, { message: 'Hi', email: 'a@b.co' }).map(({ label }) => label)).toEqual(['E-mail', 'Message']);
  expect(toMapped([field({ name: 'mail', type: 'email' })], { mail: 'a@b.co' })).toEqual({ email: 'a@b.co' });
});

test('a name in parts is not put together to be taken apart again', () => {
  expect(toMapped([field({ name: 'who', type: 'name', mapTo: 'contact.name' })], { who: { firstName: 'Ana', lastName: 'de la Cruz' } })).toEqual({ firstName: 'Ana', lastName: 'de la Cruz' });
});

test('a form can’t require consent, repeat a name, or offer an empty choice', () => {
  const errors = formFields.safeParse([
    { name: 'a', type: 'consent', label: 'Yes', isRequired: true },
    { name: 'a', type: 'select', label: 'Pick' },
  ]).error?.issues.map(({ path, message }) => [path.join('.'), message]);
  expect(errors).toEqual([
    ['0.isRequired', 'Consent must be a free choice: it can’t be required'],
    ['1.name', 'Two fields are named “a”'],
    ['1.options', 'Give “Pick” at least one option'],
  ]);
});
