import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { Context } from '../kernel/context';
import { isUniqueViolation } from '../kernel/errors';
import { keysFor } from '../kernel/keys';
import { tableOf } from '../kernel/records';
import { SPENT_CHALLENGE } from './content-types';

/** About a quarter of a second to two seconds of a visitor's computer, one millisecond of ours (measured). */
const COST = 1_500;
const COUNTER = { min: 500, max: 1_200 };
const EXPIRES_MS = 10 * 60_000;
const MAX_PAYLOAD_BYTES = 512;
const PURGE_BATCH = 1_000;

const hex = (bytes: number) => z.string().length(bytes * 2).regex(/^[0-9a-f]+$/);
const payload = z.object({
  challenge: z.object({
    parameters: z.strictObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      cost: z.literal(COST),
      expiresAt: z.number(),
      keyLength: z.literal(32),
      keyPrefix: hex(16),
      nonce: hex(16),
      salt: hex(16),
    }),
    signature: hex(32),
  }),
  solution: z.object({ counter: z.number().int().min(COUNTER.min).max(COUNTER.max), derivedKey: hex(32) }),
});
type Payload = z.infer<typeof payload>;

/**
 * Proof of work without a third party. The secret differs per form, so an answer to one form's challenge is nothing
 * to another; the library accepts the same answer twice, so spent nonces are kept until they expire.
 */
export const createAltcha = ({ strapi, clock }: Pick<Context, 'strapi' | 'clock'>) => {
  const keys = keysFor(strapi, 'altcha');
  const table = () => tableOf(strapi, SPENT_CHALLENGE);

  const isSolved = async (formKey: string, { challenge, solution }: Payload): Promise<boolean> => {
    for (const hmacSignatureSecret of keys.secretsOf(formKey)) {
      // eslint-disable-next-line no-await-in-loop -- one key, or two while a site changes them
      const { verified } = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret });
      if (verified) return true;
    }
    return false;
  };

  return {
    challenge(formKey: string): Promise<Challenge> {
      return createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: COST,
        counter: randomInt(COUNTER.max, COUNTER.min),
        expiresAt: new Date(clock.now().getTime() + EXPIRES_MS),
        deriveKey,
        hmacSignatureSecret: keys.secretsOf(formKey)[0],
      });
    },

    /** The first true answer to a challenge passes; the same again, in any process, does not. Rejects when the database does. */
    async spend(formKey: string, answer: string): Promise<'passed' | 'failed'> {
      const given = payloadOf(answer);
      if (!given || given.challenge.parameters.expiresAt * 1000 < clock.now().getTime() || !(await isSolved(formKey, given))) return 'failed';
      const { nonce, expiresAt } = given.challenge.parameters;
      try {
        await table().insertMany([{ nonce, expiresAt: new Date(expiresAt * 1000) }], clock.now());
        return 'passed';
      } catch (error) {
        if (isUniqueViolation(error)) return 'failed';
        throw error;
      }
    },

    /** Nonces that expired: a batch; answers whether there may be more. */
    async purge(): Promise<{ hasMore: boolean }> {
      const rows = (await table().query().where('t.expires_at', '<', clock.now()).orderBy(['t.expires_at', 't.id']).limit(PURGE_BATCH).select('t.id')) as { id: number }[];
      await table().removeMany(rows.map(({ id }) => Number(id)));
      return { hasMore: rows.length === PURGE_BATCH };
    },
  };
};

/** As the widget sends it: base64 of JSON, in the one way that base64 is written. */
const payloadOf = (answer: string): Payload | null => {
  const bytes = Buffer.from(answer.slice(0, MAX_PAYLOAD_BYTES * 2), 'base64');
  if (bytes.length > MAX_PAYLOAD_BYTES || bytes.toString('base64') !== answer) return null;
  try {
    return payload.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
};
