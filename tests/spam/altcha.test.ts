import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { createAltcha } from '../../server/src/spam/altcha';
import { MUTATIONS, mutated } from '../support/mutations';
import { randomFrom } from '../support/random';
import { siteWithKeys } from './evidence';

const clock = { now: () => new Date() };
/** Without a database: whatever gets as far as being stored rejects. */
const altcha = createAltcha({ strapi: siteWithKeys('app-key-one'), clock });

const solved = async (challenge: Challenge) => ({ challenge, solution: (await solveChallenge({ challenge, deriveKey }))! });
const sent = (payload: object): string => Buffer.from(JSON.stringify(payload)).toString('base64');
/** True if it would have been accepted. */
const isAccepted = (answer: string, formKey = 'form-1'): Promise<boolean> => altcha.spend(formKey, answer).then(() => false, () => true);

test('a challenge has the cost, range and lifetime that were measured, and its answer at most 512 bytes (F35)', async () => {
  const challenge = await altcha.challenge('form-1');
  const { algorithm, cost, expiresAt } = challenge.parameters;
  expect({ algorithm, cost }).toEqual({ algorithm: 'PBKDF2/SHA-256', cost: 1_500 });
  expect(Math.abs(expiresAt! * 1000 - Date.now() - 600_000)).toBeLessThan(2_000);
  const payload = await solved(challenge);
  expect(payload.solution.counter).toBeGreaterThanOrEqual(500);
  expect(payload.solution.counter).toBeLessThanOrEqual(1_200);
  expect(JSON.stringify(payload).length).toBeLessThanOrEqual(512);
  expect(await isAccepted(sent(payload))).toBe(true);
});

test('an answer counts for the form of its challenge only, and for ten minutes (F35, S27)', async () => {
  const payload = await solved(await altcha.challenge('form-1'));
  expect(await isAccepted(sent(payload), 'form-2')).toBe(false);
  expect(await isAccepted(sent(payload), '')).toBe(false);
  const later = createAltcha({ strapi: siteWithKeys('app-key-one'), clock: { now: () => new Date(Date.now() + 601_000) } });
  expect(await later.spend('form-1', sent(payload))).toBe('failed');
  const elsewhere = createAltcha({ strapi: siteWithKeys('another-key'), clock });
  expect(await elsewhere.spend('form-1', sent(payload))).toBe('failed');
});

test('an answer that was begun before a new app key still counts (S27)', async () => {
  const payload = await solved(await altcha.challenge('form-1'));
  const rotated = createAltcha({ strapi: siteWithKeys('new-key', 'app-key-one'), clock });
  await expect(rotated.spend('form-1', sent(payload))).rejects.toThrow();
});

test.each(['', 'null', 'x'.repeat(100_000), sent({}), sent([]), sent({ challenge: {}, solution: {} }), Buffer.from('{"challenge":').toString('base64')])('junk is no answer (%#)', async (junk) => {
  expect(await altcha.spend('form-1', junk)).toBe('failed');
});

test(`of ${MUTATIONS} changed answers none is accepted (X14, F35)`, async () => {
  const payload = await solved(await altcha.challenge('form-1'));
  // How long it took is the browser's own word and proves nothing: everything else counts.
  const { time: _time, ...solution } = payload.solution;
  const proof = { challenge: payload.challenge, solution };
  const text = JSON.stringify(proof);
  expect(await isAccepted(sent(proof))).toBe(true);

  const random = randomFrom('altcha answers').next;
  let accepted = 0;
  for (let round = 0; round < MUTATIONS; round += 1) {
    // Half of them inside the JSON, half in the base64 around it.
    const answer = round % 2 === 0 ? Buffer.from(mutated(text, random)).toString('base64') : mutated(sent(proof), random);
    // The same proof in another spelling, such as with a blank, is no forgery: its nonce is spent all the same.
    if ((await isAccepted(answer)) && !isSameProof(answer, proof)) accepted += 1;
  }
  expect(accepted).toBe(0);
}, 600_000);

const isSameProof = (answer: string, proof: object): boolean => {
  const read = JSON.parse(Buffer.from(answer, 'base64').toString('utf8')) as typeof proof & { challenge: Challenge; solution: { counter: number; derivedKey: string } };
  const { parameters, signature } = read.challenge;
  const { counter, derivedKey } = read.solution;
  const sorted = Object.fromEntries(Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1)));
  return JSON.stringify({ challenge: { parameters: sorted, signature }, solution: { counter, derivedKey } }) === JSON.stringify(proof);
};
