/* eslint-disable no-await-in-loop -- a stream is read in its order */

/** One part of a multipart/form-data body. Read or leave its content before asking for the next part. */
export interface Part {
  /** Null where the part does not say which field it is of. */
  name: string | null;
  /** Null for a plain value. Empty for a file input that nobody used. */
  fileName: string | null;
  /** As declared; a sender may write anything. */
  mime: string;
  headerBytes: number;
  content: AsyncIterable<Buffer>;
}

export class MultipartBroken extends Error {}

const CRLF = Buffer.from('\r\n');
const DASHES = Buffer.from('--');
const BLANK_LINE = Buffer.from('\r\n\r\n');
const MAX_HEADER_BYTES = 8 * 1024;

/**
 * Reads a multipart body part by part, holding little more than one chunk. Pull, not push: when the body ends, so
 * does this, whatever it holds. (@fastify/busboy 3.2.6 waits for ever after a part of 64 KB without headers.)
 * Throws `MultipartBroken` where boundary or headers are wrong or the end is missing.
 */
export async function* partsOf(body: AsyncIterator<Uint8Array>, contentType: string): AsyncGenerator<Part> {
  const delimiter = Buffer.from(`\r\n--${boundaryOf(contentType)}`);
  const input = createInput(body);
  await drain(input.until(delimiter));
  for (;;) {
    const next = await input.peek(2);
    if (next.equals(DASHES)) return input.finish();
    if (!next.equals(CRLF)) throw new MultipartBroken();
    const headers = await readHeaders(input.until(BLANK_LINE));
    const content = input.until(delimiter);
    yield { ...describe(headers), headerBytes: headers.length, content };
    await drain(content);
  }
}

const boundaryOf = (contentType: string): string => {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new MultipartBroken();
  return boundary;
};

const createInput = (body: AsyncIterator<Uint8Array>) => {
  // The first delimiter may stand at the very start, without its line break.
  let rest: Buffer = CRLF;

  const more = async (): Promise<void> => {
    const { value, done } = await body.next();
    if (done) throw new MultipartBroken();
    rest = Buffer.concat([rest, value]);
  };

  return {
    /** Everything up to `mark`, which is taken as well. */
    async *until(mark: Buffer): AsyncGenerator<Buffer> {
      for (;;) {
        const at = rest.indexOf(mark);
        // The end of what is here may be the beginning of the mark.
        const end = at === -1 ? Math.max(0, rest.length - mark.length + 1) : at;
        const found = rest.subarray(0, end);
        rest = rest.subarray(at === -1 ? end : at + mark.length);
        if (found.length > 0) yield found;
        if (at !== -1) return;
        await more();
      }
    },

    async peek(count: number): Promise<Buffer> {
      while (rest.length < count) await more();
      return rest.subarray(0, count);
    },

    /** What stands behind the last part means nothing, but a request that breaks off there is not whole. */
    async finish(): Promise<void> {
      while (!(await body.next()).done);
    },
  };
};

const drain = async (content: AsyncIterable<Buffer>): Promise<void> => {
  for await (const _chunk of content);
};

const readHeaders = async (content: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > MAX_HEADER_BYTES) throw new MultipartBroken();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const describe = (headers: string): Pick<Part, 'name' | 'fileName' | 'mime'> => {
  const [, disposition = ''] = /^content-disposition:(.*)$/im.exec(headers) ?? [];
  const [, mime = 'text/plain'] = /^content-type:[ \t]*([^\s;]+)/im.exec(headers) ?? [];
  const parameters = new Map<string, string>();
  for (const [, key = '', quoted, plain = ''] of disposition.matchAll(/;\s*([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g))
    parameters.set(key.toLowerCase(), quoted === undefined ? plain : unescaped(quoted));
  return {
    name: parameters.get('name') ?? null,
    fileName: extended(parameters.get('filename*')) ?? parameters.get('filename') ?? null,
    mime: mime.toLowerCase(),
  };
};

/** Browsers write a quote and line breaks percent-encoded, other programs a quote with a backslash. */
const unescaped = (text: string): string => text.replace(/\\"|%22/g, '"').replace(/%0D%0A|%0D|%0A/gi, ' ');

const extended = (value: string | undefined): string | undefined => {
  const [, encoded] = /^utf-8'[^']*'(.*)$/i.exec(value ?? '') ?? [];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
};
