import fc from 'fast-check';
import { isSamePhone, normalisePhone, phoneDigits, phoneOrNull } from '../../server/src/identity/phone';

test.each<[typed: string, country: string, e164: string | null]>([
  ['030 901820', 'DE', '+4930901820'],
  ['(030) 90 18 20', 'DE', '+4930901820'],
  ['030/901820', 'DE', '+4930901820'],
  ['030-901820', 'DE', '+4930901820'],
  ['+49 30 901820', 'DE', '+4930901820'],
  ['+49 (0)30 901820', 'DE', '+4930901820'],
  ['0049 30 901820', 'DE', '+4930901820'],
  ['+49 30 901820', 'US', '+4930901820'],
  ['0171/1234567', 'DE', '+491711234567'],
  ['0171.123.4567', 'DE', '+491711234567'],
  ['٠١٧١١٢٣٤٥٦٧', 'DE', '+491711234567'],
  ['０１７１１２３４５６７', 'DE', '+491711234567'],
  ['(415) 555-2671', 'US', '+14155552671'],
  ['415.555.2671', 'US', '+14155552671'],
  ['1-415-555-2671', 'US', '+14155552671'],
  ['011 49 30 901820', 'US', '+4930901820'],
  ['+1 415 555 2671 ext. 5', 'DE', '+14155552671'],
  ['020 7946 0958', 'GB', '+442079460958'],
  ['+44 20 7946 0958', 'DE', '+442079460958'],
  ['01 42 68 53 00', 'FR', '+33142685300'],
  ['+33 1 42 68 53 00', 'DE', '+33142685300'],
  ['044 668 18 00', 'CH', '+41446681800'],
  ['01 58058 0', 'AT', '+431580580'],
  ['06 1234 5678', 'IT', '+390612345678'],
  ['912 345 678', 'ES', '+34912345678'],
  ['020 123 4567', 'NL', '+31201234567'],
  ['22 123 45 67', 'PL', '+48221234567'],
  ['8 (495) 123-45-67', 'RU', '+74951234567'],
  ['03-1234-5678', 'JP', '+81312345678'],
  ['098765 43210', 'IN', '+919876543210'],
  ['(11) 2345-6789', 'BR', '+551123456789'],
  ['02 9876 5432', 'AU', '+61298765432'],
  ['030 901820', 'XX', null],
  ['+999 123456', 'DE', null],
  ['112', 'DE', null],
  ['call me', 'DE', null],
  ['', 'DE', null],
  ['+', 'DE', null],
  ['12', 'DE', null],
  ['ring twice 030 901820', 'DE', null],
  ['1'.repeat(60), 'DE', null],
])('%j read in %s is %j', (typed, country, e164) => {
  expect(normalisePhone(typed, country).e164).toBe(e164);
});

test('what was typed is kept, on one line and not without end', () => {
  expect(normalisePhone('  0171 / 123 ask\r\nfor\u0000Ann ', 'DE').raw).toBe('0171 / 123 ask for Ann');
  expect(normalisePhone('9'.repeat(100_000), 'DE').raw).toHaveLength(60);
});

test.each([[''], ['   '], ['+'], ['-- / --'], [null], [undefined]])('%j is no phone', (typed) => {
  expect(phoneOrNull(typed, 'DE')).toBeNull();
});

test('two writings of one number are one', () => {
  expect(isSamePhone(normalisePhone('0171 1234567', 'DE'), normalisePhone('+49 171 1234567', 'US'))).toBe(true);
  expect(isSamePhone(normalisePhone('12 34', 'DE'), normalisePhone('1234', 'DE'))).toBe(true);
  expect(isSamePhone(normalisePhone('0171 1234567', 'DE'), normalisePhone('0171 1234568', 'DE'))).toBe(false);
});

test('any text is read without an error, and E.164 stays E.164', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.string({ maxLength: 3 }), (typed, country) => {
      const { raw, e164 } = normalisePhone(typed, country);
      expect([...raw].length).toBeLessThanOrEqual(60);
      expect(raw).not.toMatch(/[\r\n\0]/);
      if (e164) expect(normalisePhone(e164, 'DE').e164).toBe(e164);
      expect(phoneDigits(raw)).not.toMatch(/\s/);
    }),
  );
});
