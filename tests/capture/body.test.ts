import fc from 'fast-check';
import { parseBody } from '../../server/src/capture/body';
import { BodyRefused } from '../../server/src/kernel/body';
import { aPdf, multipartOf } from '../files/samples';

const json = (text: string) => parseBody(Buffer.from(text), 'application/json');
const refusal = async (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => (error instanceof BodyRefused ? [error.status, error.code] : error));

const multipart = (values: [string, string][]) => {
  const { body, contentType } = multipartOf(values.map(([name, value]) => ({ name, value })));
  return parseBody(body, contentType);
};

// X15, F14
test('the same values give the same submission as JSON, urlencoded, multipart and text', async () => {
  const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,20}$/).filter((key) => !['constructor', 'prototype'].includes(key));
  const value = fc.stringMatching(/^[^\0\r\n]{0,60}$/u).filter((text) => text.isWellFormed?.() ?? true);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 12, minLength: 1 }), async (pairs) => {
      const object = Object.fromEntries(pairs);
      const shapes = await Promise.all([
        json(JSON.stringify(object)),
        parseBody(Buffer.from(JSON.stringify(object)), 'text/plain;charset=UTF-8'),
        parseBody(Buffer.from(new URLSearchParams(pairs).toString()), 'application/x-www-form-urlencoded'),
        multipart(pairs),
      ]);
      for (const shape of shapes) expect({ ...shape }).toEqual(object);
    }),
    { numRuns: 300 },
  );
});

test('a line break is one, whoever sends it: a form says CR LF, a script LF (X15)', async () => {
  for (const lineBreak of ['\n', '\r\n', '\r'])
    for (const body of [await json(JSON.stringify({ a: `x${lineBreak}y` })), await multipart([['a', `x${lineBreak}y`]])]) expect({ ...body }).toEqual({ a: 'x\ny' });
});

test('a file that no field takes is left out, and its text is no answer', async () => {
  const { body, contentType } = multipartOf([{ name: 'a', value: '1' }, { name: 'a', file: { name: 'a.pdf', content: aPdf() } }, { name: 'b', file: { name: '', content: Buffer.alloc(0) } }]);
  expect({ ...(await parseBody(body, contentType)) }).toEqual({ a: '1' });
});

test('a body of ten thousand parts is refused, not worked through (X9)', async () => {
  const { body, contentType } = multipartOf(Array.from({ length: 10_000 }, () => ({ name: 'a' })));
  expect(await refusal(parseBody(body, contentType))).toEqual([422, 'too-many-items']);
});

test('repeated keys become a list, with or without brackets', async () => {
  const values = await parseBody(Buffer.from('a=1&a=2&b[]=3&b[]=4&c=5'), 'application/x-www-form-urlencoded');
  expect({ ...values }).toEqual({ a: ['1', '2'], b: ['3', '4'], c: '5' });
});

// F8
test.each([
  ['200 keys at most', JSON.stringify(Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, 1]))), [422, 'too-many-keys']],
  ['200 keys, wherever they stand', JSON.stringify({ a: Array.from({ length: 100 }, () => ({ b: 1, c: ['"k":1,', '\\":'], d: 1 })) }), [422, 'too-many-keys']],
  ['keys of 100 characters', JSON.stringify({ ['k'.repeat(101)]: 1 }), [422, 'key-too-long']],
  ['values of 20,000 characters', JSON.stringify({ a: 'x'.repeat(20_001) }), [422, 'value-too-long']],
  ['lists of 100', JSON.stringify({ a: Array.from({ length: 101 }, () => 1) }), [422, 'too-many-items']],
  ['two levels', JSON.stringify({ a: { b: { c: { d: 1 } } } }), [422, 'too-deep']],
  ['an object', '[1,2]', [422, 'shape']],
  ['valid JSON', '{"a":', [400, 'json']],
])('the body is limited to %s', async (_what, body, expected) => {
  expect(await refusal(json(body))).toEqual(expected);
});

test('a body nested ten thousand deep is refused, not a crash', async () => {
  expect(await refusal(json(`{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`))).toEqual([422, 'too-deep']);
});

test('prototype keys are left out and poison nothing', async () => {
  const values = await json('{"__proto__":{"isAdmin":true},"constructor":1,"a":"b"}');
  expect(Object.keys(values)).toEqual(['a']);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('text that no database can hold is mended', async () => {
  const values = await json('{"a":"x\\u0000y","b":"half \\ud800 pair"}');
  expect({ ...values }).toEqual({ a: 'xy', b: 'half � pair' });
});

test.each(['text/html', 'application/xml', '', 'application/octet-stream'])('a body of type %j is refused with 415', async (type) => {
  expect(await refusal(parseBody(Buffer.from('a=b'), type))).toEqual([415, 'content-type']);
});

test('a broken multipart body is refused with 400', async () => {
  expect(await refusal(parseBody(Buffer.from('nonsense'), 'multipart/form-data; boundary=x'))).toEqual([400, 'multipart']);
  expect(await refusal(parseBody(Buffer.from('nonsense'), 'multipart/form-data'))).toEqual([400, 'multipart']);
});
