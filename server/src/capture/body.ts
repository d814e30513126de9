import type { IncomingMessage } from 'node:http';
import type { RawValue, RawValues } from '../forms';
import { LIMITS } from './contract';

/** Why a body was refused, as its HTTP status and a code the caller can act on. */
export class BodyRefused extends Error {
  constructor(
    readonly status: 400 | 413 | 415 | 422,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const tooLarge = () => new BodyRefused(413, 'too-large', `A submission may have at most ${LIMITS.bodyBytes / 1024} KB.`);

/** Stops reading at the limit: a large body costs neither memory nor time. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  if (Number(request.headers['content-length'] ?? 0) > LIMITS.bodyBytes) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (error: Error): void => {
      request.removeAllListeners('data');
      request.resume();
      reject(error);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMITS.bodyBytes) stop(tooLarge());
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('aborted', () => stop(new BodyRefused(400, 'aborted', 'The request ended before its body.')));
    request.once('error', stop);
  });
};

/** One shape for JSON, urlencoded, multipart and sendBeacon's text: the same values give the same submission. */
export const parseBody = async (body: Buffer, contentType: string): Promise<RawValues> => {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (type === 'application/json' || type === 'text/plain') return fromJson(body.toString('utf8'));
  if (type === 'application/x-www-form-urlencoded') return fromPairs(new URLSearchParams(body.toString('utf8')).entries());
  if (type === 'multipart/form-data') return fromPairs(await multipartPairs(body, contentType));
  throw new BodyRefused(415, 'content-type', 'Send application/json, application/x-www-form-urlencoded, multipart/form-data, or JSON as text/plain.');
};

const fromJson = (text: string): RawValues => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text || '{}');
  } catch {
    throw new BodyRefused(400, 'json', 'The body is not valid JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new BodyRefused(422, 'shape', 'Send one flat JSON object of field values.');
  return bounded(Object.entries(parsed));
};

const fromPairs = (pairs: Iterable<[string, string]>): RawValues => {
  const lists = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const name = key.endsWith('[]') ? key.slice(0, -2) : key;
    const list = lists.get(name);
    if (list) list.push(value);
    else lists.set(name, [value]);
    if (lists.size > LIMITS.keys) throw tooManyKeys();
  }
  return bounded([...lists].map(([key, values]) => [key, values.length === 1 ? values[0] : values]));
};

/** Parts that are files are left out: no field of this release takes one. */
const multipartPairs = async (body: Buffer, contentType: string): Promise<[string, string][]> => {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return [...form.entries()].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  } catch {
    throw new BodyRefused(400, 'multipart', 'The multipart body is broken: check its boundary.');
  }
};

const tooManyKeys = () => new BodyRefused(422, 'too-many-keys', `A submission may have at most ${LIMITS.keys} fields.`);
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const bounded = (entries: [string, unknown][]): RawValues => {
  if (entries.length > LIMITS.keys) throw tooManyKeys();
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
    if (value.length > LIMITS.arrayItems) throw new BodyRefused(422, 'too-many-items', `“${key.slice(0, 40)}” may have at most ${LIMITS.arrayItems} values.`);
    return value.map((item) => boundedValue(item, key, depth + 1));
  }
  const entries = Object.entries(value as object);
  if (entries.length > LIMITS.keys) throw tooManyKeys();
  return Object.fromEntries(entries.map(([name, inner]) => [name, boundedValue(inner, key, depth + 1)]));
};

/** No database stores NUL in text, and PostgreSQL refuses half a surrogate pair. */
const clean = (text: string): string => (/[\0\uD800-\uDFFF]/.test(text) ? Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8') : text);
