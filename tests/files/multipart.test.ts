import { Readable } from 'node:stream';
import fc from 'fast-check';
import { MultipartBroken, partsOf } from '../../server/src/files/multipart';
import { multipartOf, type SentPart } from './samples';

interface Received {
  name: string | null;
  fileName: string | null;
  mime: string;
  content: string;
}

const read = async (body: Buffer, contentType: string, sizes: readonly number[] = [body.length || 1]): Promise<Received[] | 'broken'> => {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < body.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    chunks.push(body.subarray(at, at + size));
    at += size;
  }
  const received: Received[] = [];
  try {
    for await (const { name, fileName, mime, content } of partsOf(Readable.from(chunks)[Symbol.asyncIterator](), contentType)) {
      const collected: Buffer[] = [];
      for await (const chunk of content) collected.push(chunk);
      received.push({ name, fileName, mime, content: Buffer.concat(collected).toString('latin1') });
    }
  } catch (error) {
    if (error instanceof MultipartBroken) return 'broken';
    throw error;
  }
  return received;
};

const raw = (text: string) => read(Buffer.from(text, 'latin1'), 'multipart/form-data; boundary=x');

test('parts come out as they were sent, however the network cuts the body', async () => {
  const part = fc.record({ name: fc.stringMatching(/^[a-z]{1,5}$/), value: fc.string({ unit: fc.constantFrom('\r', '\n', '-', 'a', '----crm-boundary-7f', '\r\n--') }), isFile: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 }), async (parts, sizes) => {
      const sent = parts.map(({ name, value, isFile }): SentPart => (isFile ? { name, file: { name: 'a.txt', content: Buffer.from(value), mime: 'text/plain' } } : { name, value }));
      const { body, contentType } = multipartOf(sent);
      expect(await read(body, contentType, sizes)).toEqual(parts.map(({ name, value, isFile }) => ({ name, fileName: isFile ? 'a.txt' : null, mime: 'text/plain', content: value })));
    }),
    { numRuns: 500 },
  );
});

test('a part that nobody reads is passed over', async () => {
  const { body, contentType } = multipartOf([{ name: 'a', value: 'x'.repeat(100_000) }, { name: 'b', value: '2' }]);
  const names: (string | null)[] = [];
  for await (const { name } of partsOf(Readable.from([body.subarray(0, 70_000), body.subarray(70_000)])[Symbol.asyncIterator](), contentType)) names.push(name);
  expect(names).toEqual(['a', 'b']);
});

test.each([
  ['name="cv"; filename="cv.pdf"', 'cv', 'cv.pdf'],
  ['name=cv; filename=cv.pdf', 'cv', 'cv.pdf'],
  ['name="cv"; filename=""', 'cv', ''],
  ['name="cv"; filename="a%22b.pdf"', 'cv', 'a"b.pdf'],
  ['name="cv"; filename="a\\"b.pdf"', 'cv', 'a"b.pdf'],
  ['name="cv"; filename="C:\\dir\\cv.pdf"', 'cv', 'C:\\dir\\cv.pdf'],
  [`name="cv"; filename="x.pdf"; filename*=UTF-8''L%C3%B6.pdf`, 'cv', 'Lö.pdf'],
  [`name="cv"; filename*=UTF-8''%E0%A4%A`, 'cv', null],
  ['name="a;b"', 'a;b', null],
  ['filename="cv.pdf"', null, 'cv.pdf'],
])('Content-Disposition: form-data; %s', async (header, name, fileName) => {
  expect(await raw(`--x\r\nContent-Disposition: form-data; ${header}\r\n\r\n1\r\n--x--`)).toEqual([expect.objectContaining({ name, fileName, content: '1' })]);
});

test.each([
  ['nothing at all', ''],
  ['no boundary line', 'a=b'],
  ['another boundary', '--y\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--y--'],
  ['no end', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'],
  ['an end in the middle of the headers', '--x\r\nContent-Disposition: form'],
  ['no line break after the boundary', '--xContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--'],
  ['headers without an end', `--x\r\n${'a'.repeat(9_000)}\r\n\r\n1\r\n--x--`],
])('a body with %s is broken', async (_what, text) => {
  expect(await raw(text)).toBe('broken');
});

test.each(['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'x'.repeat(71)}`])('the content type %s names no boundary', async (contentType) => {
  expect(await read(Buffer.from('--x--'), contentType)).toBe('broken');
});

test('an empty form, a part without headers, and what stands before and after are all right', async () => {
  expect(await raw('--x--\r\n')).toEqual([]);
  expect(await raw('before\r\n--x\r\n\r\nvalue\r\n--x--\r\nafter')).toEqual([{ name: null, fileName: null, mime: 'text/plain', content: 'value' }]);
});

test('whatever comes, reading ends with the body (X9)', async () => {
  const piece = fc.constantFrom('--x', '--x--', '\r\n', '\r\n--x\r\n', '\r\n--x--\r\n', 'Content-Disposition: form-data; name="a"', '; filename="f"', '\r\n\r\n', 'abc', '-', '\r', '\n', 'Content-Type: ;=', '\0', '--y', 'x'.repeat(70_000), ':');
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), fc.boolean(), fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 }), async (pieces, isStarted, sizes) => {
      const body = Buffer.from((isStarted ? '--x\r\n' : '') + pieces.join(''));
      const outcome = await Promise.race([read(body, 'multipart/form-data; boundary=x', sizes.map((size) => Math.max(size, body.length / 500))), new Promise((resolve) => setTimeout(resolve, 1000, 'hangs'))]);
      expect(outcome).not.toBe('hangs');
    }),
    { numRuns: 1000 },
  );
});
