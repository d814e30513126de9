import type { IncomingMessage } from 'node:http';

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

/** For doors, which stand before Strapi's parser. Stops reading at the limit: a large body costs neither memory nor time. */
export const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const tooLarge = () => new BodyRefused(413, 'too-large', `The body may have at most ${maxBytes / 1024} KB.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
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
      if (size > maxBytes) stop(tooLarge());
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('aborted', () => stop(new BodyRefused(400, 'aborted', 'The request ended before its body.')));
    request.once('error', stop);
  });
};
