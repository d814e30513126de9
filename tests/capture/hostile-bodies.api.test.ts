import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import fc from 'fast-check';
import type { Form } from '../../server/src/forms/contract';
import { aPdf, multipartOf, type SentPart } from '../files/samples';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
const RUNS = process.env.CRM_TEST_SIZE === 'full' ? 20_000 : 1_000;

interface Hostile {
  contentType: string;
  body: Buffer;
  /** Breaks off after this share of the body; 1 sends it whole. */
  share: number;
  isChunked: boolean;
}

const KEYS = ['email', 'firstName', 'message', 'cv', '__proto__', 'constructor', 'toString', '_crm_key', '_crm_page', '_next', '_crm_version', 'a[a][a]', '', '\0', '\ud800'];
const key = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'ana@example.com', '\ud800 half', '\u202e', 'x'.repeat(20_001), '%00', '%zz', "'; drop table crm_leads; --", '{{7*7}}', 'a\r\nb', '1e999', '__proto__'),
);
const mangled = (body: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc.tuple(body, fc.oneof({ weight: 4, arbitrary: fc.constant<[number, number][]>([]) }, { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 5 }) })).map(([whole, changes]) => {
    const copy = Buffer.from(whole);
    for (const [at, byte] of changes) if (at < copy.length) copy[at] = byte;
    return copy;
  });

const json = mangled(
  fc
    .oneof(
      fc.json({ maxDepth: 6 }),
      fc.array(fc.tuple(key, fc.oneof(text, fc.double(), fc.jsonValue()))).map((pairs) => `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`),
      fc.constantFrom('', '{', 'null', '[]', '1e400', '{"a":1,"a":{"a":2}}', `{"a":${'9'.repeat(5000)}}`, `{"message":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, '{"email":"\\ud800@x.y"}', `{${Array.from({ length: 300 }, (_, index) => `"k${index}":1`).join(',')}}`),
    )
    .map((written) => Buffer.from(written)),
);

const urlencoded = mangled(
  fc
    .array(fc.tuple(key, text))
    .map((pairs) => Buffer.from(pairs.map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`).join('&'))),
);

const part: fc.Arbitrary<SentPart> = fc.oneof(
  fc.record({ name: key, value: text }),
  fc.record({
    name: fc.constantFrom('cv', 'cv[]', 'other', ''),
    file: fc.record({
      name: fc.oneof(fc.constantFrom('cv.pdf', 'cv.pdf.exe', '../../x.pdf', 'cv\u202efdp.exe', '', 'a.svg', '\0'), text),
      content: fc.constantFrom(aPdf(), Buffer.alloc(0), Buffer.from('<svg/>'), Buffer.alloc(70_000, 13)),
      mime: fc.constantFrom('application/pdf', 'text/html', 'application/octet-stream; charset=utf-99', ''),
    }),
  }),
);
const multipart = fc.oneof(
  { weight: 8, arbitrary: fc.record({ parts: fc.array(part, { maxLength: 8 }), isEnded: fc.boolean() }).map(({ parts, isEnded }) => multipartOf(parts, { isEnded })) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, { name: 'x', content: Buffer.alloc(0) }).map((file) => multipartOf(Array.from({ length: 10_000 }, () => ({ name: 'a', file })))) },
  { weight: 1, arbitrary: fc.constantFrom('multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=other').map((contentType) => ({ ...multipartOf([{ name: 'email', value: 'a@b.example' }]), contentType })) },
);

const of = (contentType: string, body: fc.Arbitrary<Buffer>) => body.map((bytes) => ({ contentType, body: bytes }));
const hostile: fc.Arbitrary<Hostile> = fc
  .tuple(
    fc.oneof(of('application/json', json), of('application/x-www-form-urlencoded', urlencoded), of('text/plain;charset=utf-16', json), multipart, multipart.chain(({ contentType, body }) => of(contentType, mangled(fc.constant(body))))),
    fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 0.99, noNaN: true }) }),
    fc.boolean(),
  )
  .map(([{ contentType, body }, share, isChunked]) => ({
    ...{ contentType, body, share, isChunked },
    // Seed and path find it again; a megabyte of bytes in the log helps nobody.
    [fc.toStringMethod]: () => `${contentType}, ${body.length} bytes, ${share} of it: ${body.toString('latin1', 0, 300)}`,
  }));

let form: Form;
const agent = new http.Agent({ keepAlive: true });

beforeAll(async () => {
  // Koa writes each request that breaks off to the console.
  (app.strapi.server.app as { silent?: boolean }).silent = true;
  form = await aForm(app.crm, {
    fields: [
      { name: 'email', type: 'email', label: 'E-mail' },
      { name: 'firstName', type: 'text', label: 'First name' },
      { name: 'message', type: 'textarea', label: 'Message' },
      { name: 'cv', type: 'file', label: 'CV', max: 5 },
    ],
  });
});
afterAll(() => agent.destroy());

/** The answer, or null where the request broke off before it was whole. */
const send = async ({ contentType, body, share, isChunked }: Hostile): Promise<{ status: number; text: string } | null> => {
  const isWhole = share === 1;
  const headers = { 'content-type': contentType, ...(isChunked ? {} : { 'content-length': body.length + (isWhole ? 0 : 1) }) };
  const asked = http.request(`${app.url}/api/crm/forms/${form.slug}/submissions`, { method: 'POST', agent, headers });
  if (!isWhole) {
    asked.on('error', () => undefined);
    asked.flushHeaders();
    await new Promise((resolve) => asked.write(Buffer.concat([body.subarray(0, Math.floor(body.length * share)), Buffer.from(' ')]).subarray(0, body.length), resolve));
    asked.destroy();
    return null;
  }
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
};

test(`${RUNS} hostile bodies are answered below 500 within a second, leave no temporary file, and every receipt is stored once (X9, I1)`, async () => {
  const receipts = new Set<string>();
  const statuses: Record<number, number> = {};
  const timed = async (body: Hostile): Promise<number> => {
    const startedAt = performance.now();
    const answer = await send(body);
    if (answer) {
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      expect(answer.status).toBeLessThan(500);
      if (answer.status < 300) receipts.add((JSON.parse(answer.text) as { id: string }).id);
    }
    return performance.now() - startedAt;
  };
  await fc.assert(
    fc.asyncProperty(hostile, async (body) => {
      // A machine that has other things to do is slow once; a body that is expensive is slow each time.
      let ms = await timed(body);
      for (let again = 0; ms >= 1000 && again < 2; again += 1) ms = await timed(body);
      expect(ms).toBeLessThan(1000);
    }),
    { numRuns: RUNS },
  );

  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['201', '400', '413', '422']));
  const rows = (await app.strapi.db.getConnection('crm_submissions').select('receipt')) as { receipt: string }[];
  expect(rows.map(({ receipt }) => receipt).sort()).toEqual([...receipts].sort());

  const folder = path.join(app.strapi.dirs.app.root, '.crm-files');
  const temporary = () => readdir(path.join(folder, 'incoming')).catch(() => []);
  // The last one may have broken off just now.
  for (let wait = 0; wait < 100 && (await temporary()).length > 0; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await temporary()).toEqual([]);
  const kept = (await app.strapi.db.getConnection('crm_files').select('storage_name')) as { storage_name: string }[];
  const onDisk = (await readdir(folder).catch(() => [])).filter((name) => name.length === 48);
  expect(onDisk.sort()).toEqual(kept.map(({ storage_name }) => storage_name).sort());
}, 900_000);

test('keys that a database takes for equal are different keys (F2)', async () => {
  const keyed = (_crm_key: string) => send({ contentType: 'application/json', body: Buffer.from(JSON.stringify({ email: 'ana@example.com', _crm_key })), share: 1, isChunked: false });
  const receipts = await Promise.all(['Key', 'key', 'ké y', 'ke y', '😀', '🎉', 'key '].map(async (one) => (JSON.parse((await keyed(one))!.text) as { id: string }).id));
  expect(new Set(receipts).size).toBe(receipts.length);
  expect((JSON.parse((await keyed('🎉'))!.text) as { id: string }).id).toBe(receipts[5]);
});
