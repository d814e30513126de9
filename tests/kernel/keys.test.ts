import { keysFor } from '../../server/src/kernel/keys';
import { siteWithKeys } from '../spam/evidence';
import { MUTATIONS, mutated } from '../support/mutations';
import { randomFrom } from '../support/random';

const at = new Date('2026-05-01T10:00:00.123Z');
const site = siteWithKeys('app-key-one', 'app-key-two');
const PURPOSES = ['page-token', 'altcha', 'captcha-secrets', 'page-toke', 'page-token:mac'];

test('a stamp tells when it was made, for its own subject only (S27)', () => {
  const keys = keysFor(site, 'page-token');
  const token = keys.stamp('form-1', at);
  expect(keys.stampedAt('form-1', token)).toEqual(at);
  expect(keys.stampedAt('form-2', token)).toBeNull();
  expect(keys.stampedAt('', token)).toBeNull();
  for (const junk of ['', '.', '..', 'a.b.c', token.slice(1), `${token} `, `${token}.`, 'x'.repeat(100_000)]) expect(keys.stampedAt('form-1', junk)).toBeNull();
});

test('what was made for one purpose is refused for every other (S27)', () => {
  for (const made of PURPOSES)
    for (const used of PURPOSES.filter((purpose) => purpose !== made)) {
      expect(keysFor(site, used).stampedAt('form-1', keysFor(site, made).stamp('form-1', at))).toBeNull();
      expect(keysFor(site, used).open(keysFor(site, made).seal('text'))).toBeNull();
      expect(keysFor(site, used).secretsOf('form-1')).not.toEqual(keysFor(site, made).secretsOf('form-1'));
    }
});

test('a new app key in front makes new tokens, and old ones still count until theirs is taken away (S27)', () => {
  const old = keysFor(siteWithKeys('old-key'), 'page-token');
  const rotated = keysFor(siteWithKeys('new-key', 'old-key'), 'page-token');
  const replaced = keysFor(siteWithKeys('new-key'), 'page-token');
  const [token, sealed] = [old.stamp('form-1', at), old.seal('secret')];
  expect(rotated.stampedAt('form-1', token)).toEqual(at);
  expect(rotated.open(sealed)).toBe('secret');
  expect(replaced.stampedAt('form-1', token)).toBeNull();
  expect(replaced.open(sealed)).toBeNull();
  expect(old.stampedAt('form-1', rotated.stamp('form-1', at))).toBeNull();
});

test('sealed text is unreadable, never twice the same, and opens unchanged (S28)', () => {
  const keys = keysFor(site, 'captcha-secrets');
  const [one, other] = [keys.seal('a secret ü'), keys.seal('a secret ü')];
  expect(one).not.toBe(other);
  expect(Buffer.from(one.split('.')[1]!, 'base64url').toString('latin1')).not.toContain('secret');
  expect([keys.open(one), keys.open(other)]).toEqual(['a secret ü', 'a secret ü']);
});

test(`of ${MUTATIONS} changed tokens none is accepted (X14)`, () => {
  const keys = keysFor(site, 'page-token');
  const token = keys.stamp('form-1', at);
  const random = randomFrom('page tokens').next;
  let accepted = 0;
  for (let round = 0; round < MUTATIONS; round += 1) if (keys.stampedAt('form-1', mutated(token, random)) !== null) accepted += 1;
  expect(accepted).toBe(0);
});

test('a site without app keys is told so', () => {
  expect(() => keysFor(siteWithKeys(), 'page-token').stamp('form-1', at)).toThrow('APP_KEYS');
});
