import { formFields, type FormField } from '../../server/src/forms/contract';
import { checkAnswers, toAnswers, toMapped } from '../../server/src/forms/answers';
import { CONTACT_FORM } from '../../server/src/forms/starter';

const contactForm = formFields.parse(CONTACT_FORM.fields);
const field = (input: Partial<FormField> & Pick<FormField, 'type'>): FormField => ({ name: 'f', label: 'Field', isRequired: false, mapTo: null, ...input });
const codeOf = (definition: FormField, value: unknown) => checkAnswers([definition], { f: value } as never).errors[0]?.code;
const valueOf = (definition: FormField, value: unknown) => checkAnswers([definition], { f: value } as never).payload.f;

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
])('a wrong value is explained: %j', (definition, value, code) => {
  expect(codeOf(definition, value)).toBe(code);
});

test('a phone number that nobody can parse is kept as typed', () => {
  expect(valueOf(field({ type: 'phone' }), 'ask my office')).toBe('ask my office');
});

test('numbers take a decimal comma and one value of a list', () => {
  expect(valueOf(field({ type: 'number' }), ['1,5'])).toBe(1.5);
});

test('answers keep the form’s order and labels; unmapped e-mail fields still say how to answer', () => {
  expect(toAnswers(contactForm, { message: 'Hi', email: 'a@b.co' }).map(({ label }) => label)).toEqual(['E-mail', 'Message']);
  expect(toMapped([field({ name: 'mail', type: 'email' })], { mail: 'a@b.co' })).toEqual({ email: 'a@b.co' });
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
