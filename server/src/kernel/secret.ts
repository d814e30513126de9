import { hkdfSync } from 'node:crypto';
import type { Core } from '@strapi/strapi';

const LENGTH = 32;

/**
 * A key of the site for one purpose, derived from its first `app.keys` entry: what is signed or hashed for one
 * purpose means nothing for another (S27). A site that changes its keys changes all of these.
 */
export const secretFor = (strapi: Core.Strapi, purpose: string): Buffer => {
  const [secret] = secretsFor(strapi, purpose);
  if (!secret) throw new Error('server.app.keys is empty: set APP_KEYS, from which the CRM derives its own keys.');
  return secret;
};

/** One for each entry of `app.keys`: the first one makes, the others are on their way out and only check. */
export const secretsFor = (strapi: Core.Strapi, purpose: string): Buffer[] =>
  [strapi.config.get<string | string[]>('server.app.keys', [])].flat().map((key) => Buffer.from(hkdfSync('sha256', key, '', `strapi-plugin-crm:${purpose}`, LENGTH)));
