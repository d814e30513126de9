import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { MultipartBroken, partsOf, type FilesService, type Part, type UploadedFiles } from '../files';
import { FILE_LIMITS } from '../files/contract';
import type { RawValue, RawValues } from '../forms';
import { BodyRefused, readBody } from '../kernel/body';
import { LIMITS } from './contract';

interface FileTaking {
  files: Pick<FilesService, 'receive' | 'discard'>;
  /** Names of the form's fields that take files; a part for any other is left out, unwritten. */
  fileFields: readonly string[];
}

/**
 * The values of a request and the files that came with them, which the caller discards in the end. Only a form that
 * takes files reads more than `LIMITS.bodyBytes`, and only their content may be more than that.
 */
export const readSubmission = async (request: IncomingMessage, { files, fileFields }: FileTaking): Promise<{ values: RawValues; uploaded: UploadedFiles }> => {
  const uploaded: UploadedFiles = { temporary: [], kept: [] };
  const contentType = request.headers['content-type'] ?? '';
  if (fileFields.length === 0 || mediaType(contentType) !== 'multipart/form-data')
    return { values: await parseBody(await readBody(request, LIMITS.bodyBytes), contentType), uploaded };

  const takeFile = async ({ fileName, mime, content }: Part, fieldName: string): Promise<void> => {
    // A file input that nobody used comes as a part without a name.
    if (!fileName || !fileFields.includes(fieldName)) return;
    if (uploaded.temporary.length === FILE_LIMITS.filesPerRequest) throw new BodyRefused(422, 'too-many-files', `Send at most ${FILE_LIMITS.filesPerRequest} files at once.`);
    const tooLarge = () => new BodyRefused(413, 'file-too-large', `“${fieldName}” takes files of at most ${megabytes(FILE_LIMITS.fileBytes)}.`);
    await files.receive(uploaded, { fieldName, name: fileName, mime, content: atMost(content, FILE_LIMITS.fileBytes, tooLarge) });
  };

  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  try {
    return { values: await fromParts(limited(request, chunks), contentType, takeFile), uploaded };
  } catch (error) {
    await files.discard(uploaded);
    throw error;
  } finally {
    await chunks.return?.();
    // Who is refused while still sending reads the answer only when nothing of it is left.
    request.resume();
  }
};

/** One shape for JSON, urlencoded, multipart and sendBeacon's text: the same values give the same submission. */
export const parseBody = async (body: Buffer, contentType: string): Promise<RawValues> => {
  const type = mediaType(contentType);
  if (type === 'application/json' || type === 'text/plain') return fromJson(body);
  if (type === 'application/x-www-form-urlencoded') return fromPairs(urlencodedPairs(body.toString('utf8')));
  if (type === 'multipart/form-data') return fromParts(Readable.from([body])[Symbol.asyncIterator](), contentType, leaveFile);
  throw new BodyRefused(415, 'content-type', 'Send application/json, application/x-www-form-urlencoded, multipart/form-data, or JSON as text/plain.');
};

const mediaType = (contentType: string): string => contentType.split(';', 1)[0]!.trim().toLowerCase();
const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
const bodyTooLarge = () => new BodyRefused(413, 'too-large', `A submission may have at most ${LIMITS.bodyBytes / 1024} KB without its files.`);
const leaveFile = async (): Promise<void> => undefined;

/** What a request sends, up to the limit of all its files together. */
const limited = (request: IncomingMessage, chunks: AsyncIterator<Buffer>): AsyncIterator<Buffer> => {
  const tooLarge = () => new BodyRefused(413, 'too-large', `A submission with files may have at most ${megabytes(FILE_LIMITS.requestBytes)}.`);
  let size = 0;
  return {
    async next() {
      if (Number(request.headers['content-length'] ?? 0) > FILE_LIMITS.requestBytes) throw tooLarge();
      const step = await chunks.next().catch(() => {
        throw new BodyRefused(400, 'aborted', 'The request ended before its body.');
      });
      size += step.done ? 0 : step.value.length;
      if (size > FILE_LIMITS.requestBytes) throw tooLarge();
      return step;
    },
  };
};

async function* atMost(content: AsyncIterable<Buffer>, maxBytes: number, tooLarge: () => BodyRefused): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    yield chunk;
  }
}

/** The least that a part costs beside its name and its value. */
const PART_BYTES = 64;

/** Everything but the files' content counts as the body. */
const fromParts = async (chunks: AsyncIterator<Buffer>, contentType: string, takeFile: (part: Part, fieldName: string) => Promise<void>): Promise<RawValues> => {
  const collected = collector();
  let room: number = LIMITS.bodyBytes;
  try {
    for await (const part of partsOf(chunks, contentType)) {
      room -= part.headerBytes + PART_BYTES;
      if (room < 0) throw bodyTooLarge();
      if (part.name === null) continue;
      if (part.fileName !== null) await takeFile(part, withoutBrackets(part.name));
      else {
        const value: Buffer[] = [];
        for await (const chunk of atMost(part.content, room, bodyTooLarge)) value.push(chunk);
        const text = Buffer.concat(value);
        room -= text.length;
        collected.add(part.name, text.toString('utf8'));
      }
    }
  } catch (error) {
    if (error instanceof MultipartBroken) throw new BodyRefused(400, 'multipart', 'The multipart body is broken: check its boundary.');
    throw error;
  }
  return collected.values();
};

const withoutBrackets = (key: string): string => (key.endsWith('[]') ? key.slice(0, -2) : key);

const fromJson = (body: Buffer): RawValues => {
  if (keysIn(body) > LIMITS.keys) throw tooManyKeys();
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8') || '{}');
  } catch {
    throw new BodyRefused(400, 'json', 'The body is not valid JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new BodyRefused(422, 'shape', 'Send one flat JSON object of field values.');
  return bounded(Object.entries(parsed));
};

/** Counted before they are built: V8 keeps every new key until its next full collection, 0.5 MB for a body full of them. */
const keysIn = (json: Buffer): number => {
  let keys = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) isInText = !isInText;
    else if (byte === COLON && !isInText) keys += 1;
  }
  return keys;
};
const [QUOTE, COLON, BACKSLASH] = Buffer.from('":\\');

/** One after the other, so that nothing is built of those beyond the limit. */
function* urlencodedPairs(text: string): Generator<[string, string]> {
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    const next = text.indexOf('&', start);
    end = next === -1 ? text.length : next;
    // It takes one question mark away: ours, not the sender's.
    yield* new URLSearchParams(`?${text.slice(start, end)}`);
  }
}

const fromPairs = (pairs: Iterable<[string, string]>): RawValues => {
  const collected = collector();
  for (const [key, value] of pairs) collected.add(key, value);
  return collected.values();
};

/** Repeated keys become a list. Refuses at the first one too many, so that a long body costs no more than a short one. */
const collector = () => {
  const lists = new Map<string, string[]>();
  return {
    add(key: string, value: string): void {
      const name = withoutBrackets(key);
      const list = lists.get(name);
      if (list) list.push(value);
      else lists.set(name, [value]);
      if (lists.size > LIMITS.keys) throw tooManyKeys();
      if (list && list.length > LIMITS.arrayItems) throw tooManyItems(name);
    },
    values: (): RawValues => bounded([...lists].map(([name, list]) => [name, list.length === 1 ? list[0] : list])),
  };
};

const tooManyItems = (key: string) => new BodyRefused(422, 'too-many-items', `“${key.slice(0, 40)}” may have at most ${LIMITS.arrayItems} values.`);
const tooManyKeys = () => new BodyRefused(422, 'too-many-keys', `A submission may have at most ${LIMITS.keys} fields.`);
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const bounded = (entries: [string, unknown][]): RawValues => {
  const values = Object.create(null) as RawValues;
  for (const [key, value] of entries) {
    if (key.length > LIMITS.keyLength) throw new BodyRefused(422, 'key-too-long', `A field's name may have at most ${LIMITS.keyLength} characters.`);
    if (FORBIDDEN_KEYS.has(key)) continue;
    values[clean(key)] = boundedValue(value, key, 1);
  }
  return values;
};

const boundedValue = (value: unknown, key: string, depth: number): RawValue => {
  if (typeof value === 'string') {
    if (value.length > LIMITS.valueLength) throw new BodyRefused(422, 'value-too-long', `“${key.slice(0, 40)}” may have at most ${LIMITS.valueLength} characters.`);
    return clean(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (depth >= LIMITS.depth + 1) throw new BodyRefused(422, 'too-deep', `“${key.slice(0, 40)}” is nested too deeply: send flat values.`);
  if (Array.isArray(value)) {
    if (value.length > LIMITS.arrayItems) throw tooManyItems(key);
    return value.map((item) => boundedValue(item, key, depth + 1));
  }
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, boundedValue(inner, key, depth + 1)]));
};

/** No database stores NUL in text, PostgreSQL refuses half a surrogate pair, and forms send other line ends than scripts do. */
const clean = (text: string): string => (/[\0\r\uD800-\uDFFF]/.test(text) ? Buffer.from(text.replaceAll('\0', '').replace(/\r\n?/g, '\n'), 'utf8').toString('utf8') : text);
