import fc from 'fast-check';
import { parseBody } from '../../server/src/capture/body';
import { checkAnswers, checkStored, toAnswers, toMapped, type RawValues } from '../../server/src/forms';
import { FIELD_TYPES, formFields } from '../../server/src/forms/contract';
import { aField, EVERY_TYPE } from './every-type';

const fields = EVERY_TYPE.map(({ field }) => field);
const files = { file1: ['cv.pdf'] };

const multipart = (pairs: readonly [string, string][]): Promise<RawValues> => {
  const parts = pairs.map(([name, value]) => `--limit\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return parseBody(Buffer.from(`${parts.join('')}--limit--\r\n`), 'multipart/form-data; boundary=limit');
};
const urlencoded = (pairs: readonly [string, string][]): Promise<RawValues> => parseBody(Buffer.from(new URLSearchParams(pairs as [string, string][]).toString()), 'application/x-www-form-urlencoded');
const json = (values: object): Promise<RawValues> => parseBody(Buffer.from(JSON.stringify(values)), 'application/json');

test('every type has an example here', () => {
  expect(EVERY_TYPE.map(({ field }) => field.type)).toEqual(FIELD_TYPES);
  expect(formFields.safeParse(fields).success).toBe(true);
});

test('every type gives the same payload as JSON, urlencoded and multipart (F13, X15)', async () => {
  const expected = Object.fromEntries(EVERY_TYPE.flatMap(({ field, kept }) => (kept === null ? [] : [[field.name, kept]])));
  const pairs = EVERY_TYPE.flatMap((one) => one.pairs);
  const bodies = await Promise.all([
    json(Object.fromEntries(EVERY_TYPE.flatMap((one) => (one.json === null ? [] : [[one.field.name, one.json]])))),
    urlencoded(pairs),
    multipart(pairs),
    json(Object.fromEntries(pairs.filter(([name]) => name !== 'multi_select1'))).then((values) => ({ ...values, multi_select1: ['a', 'c'] })),
  ]);
  for (const body of bodies) expect(checkAnswers(fields, body, { files })).toEqual({ payload: expected, errors: [], droppedKeys: 0 });
});

test('what is stored reads the same again, and its answers are text for people (F13)', () => {
  const { payload } = checkAnswers(fields, Object.fromEntries(EVERY_TYPE.map((one) => [one.field.name, one.json])), { files });
  expect(checkAnswers(fields, payload, { files }).payload).toEqual(payload);
  expect(checkStored(fields, payload)).toEqual([]);
  const read = Object.fromEntries(toAnswers(fields, payload).map(({ type, value }) => [type, value]));
  expect(read).toMatchObject({ currency: '1250.50 EUR', name: 'Ana Ruiz', address: 'Weg 1, Ulm, DE', 'multi-select': ['a', 'c'], file: ['cv.pdf'] });
  expect(toMapped(fields, payload)).toEqual({ firstName: 'Ana', lastName: 'Ruiz', email: 'Ana@acme.io', phone: '+49 40 5550117' });
});

test('groups and lists come out the same however a body writes them (X15)', async () => {
  const text = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .-]{0,20}$/);
  const [address, choice] = [aField({ name: 'home', type: 'address' }), aField({ name: 'pick', type: 'multi-select', options: ['x', 'y', 'z'].map((value) => ({ value, label: value })) })];
  await fc.assert(
    fc.asyncProperty(fc.record({ line1: text, city: text, postalCode: text }, { requiredKeys: ['line1'] }), fc.subarray(['x', 'y', 'z']), async (parts, picked) => {
      const list = picked.map((value): [string, string] => ['pick', value]);
      const dotted = [...Object.entries(parts).map(([part, value]): [string, string] => [`home.${part}`, value]), ...list];
      const bracketed = [...Object.entries(parts).map(([part, value]): [string, string] => [`home[${part}]`, value]), ...picked.map((value): [string, string] => ['pick[]', value])];
      const bodies = await Promise.all([json({ home: parts, pick: picked }), urlencoded(dotted), urlencoded(bracketed), multipart(dotted), multipart(bracketed)]);
      const payloads = bodies.map((body) => checkAnswers([address, choice], body));
      for (const payload of payloads) expect(payload).toEqual(payloads[0]);
      expect(payloads[0]?.droppedKeys).toBe(0);
    }),
    { numRuns: 1000 },
  );
});
