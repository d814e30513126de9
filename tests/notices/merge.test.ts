import fc from 'fast-check';
import { merged } from '../../server/src/notices/merge';
import { fastest } from '../support/fastest';

const values = { firstName: 'Ana', lastName: 'Lima', name: 'Ana Lima' };
const nobody = { firstName: null, lastName: null, name: null };

test.each([
  ['Hello {{firstName}},', 'Hello Ana,', 'Hello,'],
  ['Dear {{ name }}!', 'Dear Ana Lima!', 'Dear!'],
  ['{{lastName}}, thank you', 'Lima, thank you', ', thank you'],
  ['Hi {{firstName}} {{lastName}}', 'Hi Ana Lima', 'Hi'],
  ['No tag', 'No tag', 'No tag'],
])('%j', (template, named, unnamed) => {
  expect([merged(template, values), merged(template, nobody)]).toEqual([named, unnamed]);
});

test.each(['{{email}}', '{{ constructor }}', '{{__proto__}}', '{{toString}}', '{{firstName', '{firstName}', '{{{}}}', '<%= 1 %>', '${1}'])('%j is no tag and stays as it is (M40, M42)', (template) => {
  expect(merged(template, values)).toBe(template);
});

test('what a name contains is never read as a tag (M41)', () => {
  expect(merged('Hi {{firstName}}', { ...values, firstName: '{{lastName}} $& $1' })).toBe('Hi {{lastName}} $& $1');
});

test('no template takes long, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('{{', '}}', ' ', 'name', '{', 'x', '\n'), { maxLength: 2_000 }), (parts) => {
      expect(fastest(() => merged(parts.join(''), values))).toBeLessThan(50);
    }),
  );
});
