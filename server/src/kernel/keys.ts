import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { secretsFor } from './secret';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const MAX_TOKEN = 200;

export interface Keys {
  /** A token that says when it was made and for what, `<kid>.<time>.<mac>`. It hides nothing. */
  stamp(subject: string, at: Date): string;
  /** When that token was made; null for one of another subject, purpose or site, and for anything else. */
  stampedAt(subject: string, token: string): Date | null;
  /** Secrets for libraries that sign by themselves: the newest first, older ones only to check with. */
  secretsOf(subject: string): readonly string[];
  /** AES-256-GCM. The same text looks different each time. */
  seal(text: string): string;
  /** Null when it was sealed for another purpose, by another site, or changed. */
  open(sealed: string): string | null;
}

/** Signs and seals for one purpose. A site may put a new app key in front: what the older ones made still counts. */
export const keysFor = (strapi: Core.Strapi, purpose: string): Keys => {
  const sealing = secretsFor(strapi, `${purpose}:seal`);
  const keys = secretsFor(strapi, `${purpose}:mac`).map((mac, index) => ({ mac, sealing: sealing[index]!, kid: macOf(mac, 'kid').slice(0, 4) }));
  const newest = (): (typeof keys)[number] => {
    if (!keys[0]) throw new Error('server.app.keys is empty: set APP_KEYS, from which the CRM derives its own keys.');
    return keys[0];
  };
  const stampBy = ({ kid, mac }: (typeof keys)[number], time: string, subject: string): string => `${kid}.${time}.${macOf(mac, `stamp\n${time}\n${subject}`)}`;

  return {
    stamp: (subject, at) => stampBy(newest(), at.getTime().toString(36), subject),

    stampedAt(subject, token) {
      if (token.length > MAX_TOKEN) return null;
      const [kid, time = ''] = token.split('.');
      const key = keys.find((one) => one.kid === kid);
      return key && isSame(token, stampBy(key, time, subject)) ? new Date(parseInt(time, 36)) : null;
    },

    secretsOf: (subject) => keys.map(({ mac }) => macOf(mac, `secret\n${subject}`)),

    seal(text) {
      const key = newest();
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key.sealing, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${key.kid}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },

    open(sealed) {
      const [kid, text = ''] = sealed.split('.');
      const key = keys.find((one) => one.kid === kid);
      const bytes = Buffer.from(text, 'base64url');
      if (!key || bytes.length < IV_BYTES + TAG_BYTES) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
};

const macOf = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** As text, because several base64url texts decode to the same bytes; in a time that tells nothing. */
const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};
