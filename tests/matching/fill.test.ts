import fc from 'fast-check';
import { complete, isSameText, type Known, type Offered } from '../../server/src/matching/fill';
import { normalisePhone, isSamePhone } from '../../server/src/identity/phone';

const phone = (typed: string) => normalisePhone(typed, 'DE');
const nobody: Known = { firstName: null, lastName: null, jobTitle: null, locale: null, phones: [] };
const nothing: Offered = { firstName: null, lastName: null, jobTitle: null, locale: null, phone: null };

test('an empty field is filled', () => {
  const { known, filled, proposals } = complete(nobody, { ...nothing, firstName: 'Ann', jobTitle: 'CTO', phone: phone('0171 1234567') });
  expect(known).toMatchObject({ firstName: 'Ann', jobTitle: 'CTO', phones: [{ e164: '+491711234567' }] });
  expect(filled).toEqual(['firstName', 'jobTitle', 'phone']);
  expect(proposals).toEqual([]);
});

test('another value is proposed and ours stays', () => {
  const ours = { ...nobody, firstName: 'Ann', jobTitle: 'CTO', phones: [phone('0171 1234567')] };
  const { known, filled, proposals } = complete(ours, { ...nothing, jobTitle: 'CEO', phone: phone('0172 7654321') });
  expect(known).toEqual(ours);
  expect(filled).toEqual([]);
  expect(proposals).toEqual([
    { field: 'jobTitle', current: 'CTO', proposed: 'CEO' },
    { field: 'phone', current: '+491711234567', proposed: '+491727654321' },
  ]);
});

test('half of another name is never mixed into ours', () => {
  const { known, filled, proposals } = complete({ ...nobody, firstName: 'Ann' }, { ...nothing, firstName: 'Bob', lastName: 'Smith' });
  expect(known).toMatchObject({ firstName: 'Ann', lastName: null });
  expect(filled).toEqual([]);
  expect(proposals.map(({ field, proposed }) => [field, proposed])).toEqual([
    ['firstName', 'Bob'],
    ['lastName', 'Smith'],
  ]);
});

test('a name that only fits better is completed', () => {
  expect(complete({ ...nobody, firstName: 'Ann' }, { ...nothing, firstName: 'ann', lastName: 'Lee' })).toMatchObject({ known: { firstName: 'Ann', lastName: 'Lee' }, filled: ['lastName'], proposals: [] });
});

test('the same name, split or written in another way, asks nobody', () => {
  const ours = { ...nobody, firstName: 'Mary Jane', lastName: 'Watson' };
  expect(complete(ours, { ...nothing, firstName: 'Mary', lastName: 'Jane Watson' }).proposals).toEqual([]);
  expect(complete(ours, { ...nothing, firstName: 'MARY JANE', lastName: 'watson' }).proposals).toEqual([]);
});

test('a visit in another language is no news', () => {
  expect(complete({ ...nobody, locale: 'de' }, { ...nothing, locale: 'en' })).toMatchObject({ known: { locale: 'de' }, filled: [], proposals: [] });
});

const text = fc.option(fc.constantFrom('Ann', 'ann', 'Bob', 'Lee', 'Lee Ann', 'CTO', 'Zoë'), { nil: null });
const number = fc.constantFrom('0171 1234567', '+49 171 1234567', '0172 7654321', 'ask Ann').map(phone);
const known: fc.Arbitrary<Known> = fc.record({ firstName: text, lastName: text, jobTitle: text, locale: text, phones: fc.array(number, { maxLength: 2 }) });
const offered: fc.Arbitrary<Offered> = fc.record({ firstName: text, lastName: text, jobTitle: text, locale: text, phone: fc.option(number, { nil: null }) });

test('nothing that was filled ever changes', () => {
  fc.assert(
    fc.property(known, offered, (before, offer) => {
      const { known: after, filled } = complete(before, offer);
      for (const field of ['firstName', 'lastName', 'jobTitle', 'locale'] as const) {
        if (before[field]) expect(after[field]).toBe(before[field]);
        expect(filled.includes(field)).toBe(after[field] !== before[field]);
      }
      if (before.phones.length > 0) expect(after.phones).toEqual(before.phones);
    }),
  );
});

test('the same name split in another way is not filled in twice', () => {
  const before = { firstName: 'Lee Ann', lastName: null, jobTitle: null, locale: null, phones: [] };
  const { known, filled, proposals } = complete(before, { firstName: 'Lee', lastName: 'Ann', jobTitle: null, locale: null, phone: null });
  expect([known.firstName, known.lastName, filled, proposals]).toEqual(['Lee Ann', null, [], []]);
});

test('the same offer again fills nothing and proposes nothing new', () => {
  fc.assert(
    fc.property(known, offered, (before, offer) => {
      const first = complete(before, offer);
      const second = complete(first.known, offer);
      expect(second.filled).toEqual([]);
      expect(second.known).toEqual(first.known);
      expect(second.proposals).toEqual(first.proposals);
    }),
  );
});

test('a proposal always differs from what we have', () => {
  fc.assert(
    fc.property(known, offered, (before, offer) => {
      for (const { field, proposed } of complete(before, offer).proposals) {
        if (field === 'phone') expect(before.phones.some((own) => isSamePhone(own, phone(proposed)))).toBe(false);
        else expect(isSameText(before[field], proposed)).toBe(false);
      }
    }),
  );
});
