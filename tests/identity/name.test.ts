import fc from 'fast-check';
import { displayName, nameKey, splitName, UNNAMED } from '../../server/src/identity/name';
import { plainText } from '../../server/src/kernel/text';

test.each<[full: string, first: string | null, last: string | null]>([
  ['Ann Lee', 'Ann', 'Lee'],
  ['  Ann   Lee ', 'Ann', 'Lee'],
  ['Ann', 'Ann', null],
  ['', null, null],
  ['   ', null, null],
  ['Mary Jane Watson', 'Mary Jane', 'Watson'],
  ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
  ['Rip Van Winkle', 'Rip', 'Van Winkle'],
  ['Jan van der Berg', 'Jan', 'van der Berg'],
  ['Otto von und zu Hausen', 'Otto', 'von und zu Hausen'],
  ['Ana Maria de la Cruz', 'Ana Maria', 'de la Cruz'],
  ['Van Morrison', 'Van', 'Morrison'],
  ['Leonardo da Vinci', 'Leonardo', 'da Vinci'],
  ['Mohammed bin Salman', 'Mohammed', 'bin Salman'],
  ["Conan O'Brien", 'Conan', "O'Brien"],
  ['Jean-Luc Picard', 'Jean-Luc', 'Picard'],
  ['Lee, Ann', 'Ann', 'Lee'],
  ['van der Berg, Jan', 'Jan', 'van der Berg'],
  ['Martin King Jr.', 'Martin', 'King Jr.'],
  ['Martin King, Jr.', 'Martin', 'King Jr.'],
  ['Henry Ford III', 'Henry', 'Ford III'],
  ['王', '王', null],
  ['王 小明', '王', '小明'],
  ['Мария Иванова', 'Мария', 'Иванова'],
  ['😀', '😀', null],
  ['😀 👩‍👩‍👧', '😀', '👩‍👩‍👧'],
  ['Ann\r\nLee', 'Ann', 'Lee'],
  ['Ann\u0000Lee', 'Ann', 'Lee'],
  ['\u202eAnn Lee', 'Ann', 'Lee'],
])('%j is %j and %j', (full, firstName, lastName) => {
  expect(splitName(full)).toEqual({ firstName, lastName });
});

test('commas alone are no name', () => {
  expect(splitName(',')).toEqual({ firstName: null, lastName: null });
  expect(splitName(' , ,')).toEqual({ firstName: null, lastName: null });
});

test('a contact is shown by name, else e-mail, else phone, and always somehow', () => {
  const nobody = { firstName: null, lastName: null };
  expect(displayName({ firstName: 'Ann', lastName: 'Lee', email: 'a@b.de' })).toBe('Ann Lee');
  expect(displayName({ firstName: null, lastName: 'Lee' })).toBe('Lee');
  expect(displayName({ ...nobody, email: 'a@b.de', phone: '1' })).toBe('a@b.de');
  expect(displayName({ ...nobody, email: null, phone: '+491' })).toBe('+491');
  expect(displayName(nobody)).toBe(UNNAMED);
  expect(displayName({ firstName: ' ', lastName: '\u0000' })).toBe(UNNAMED);
});

test('names that differ in case, accents, punctuation or order have one key', () => {
  expect(nameKey('Zoë O’Brien')).toBe(nameKey("obrien, ZOE"));
  expect(nameKey('Ann Lee')).toBe(nameKey('lee ann'));
  expect(nameKey('Ann Lee')).not.toBe(nameKey('Ann Leigh'));
});

test('no text breaks a name, and what comes out fits its column', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (typed) => {
      const { firstName, lastName } = splitName(typed);
      for (const part of [firstName, lastName]) {
        if (part === null) continue;
        expect([...part].length).toBeLessThanOrEqual(120);
        expect(part).not.toMatch(/[\0\r\n]/);
        expect(part.trim()).toBe(part);
      }
      expect([...displayName({ firstName, lastName })].length).toBeLessThanOrEqual(255);
      expect(plainText(plainText(typed, 50), 50)).toBe(plainText(typed, 50));
    }),
  );
});
