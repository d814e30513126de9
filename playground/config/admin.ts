import type { Core } from '@strapi/strapi';

// The fallbacks make the demo start without a .env file and protect nothing: never copy them.
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  auth: {
    secret: env('ADMIN_JWT_SECRET', 'playground-admin-jwt-secret'),
    // `npm start` serves production over plain http, where a secure cookie would end every login at the next reload.
    cookie: { secure: false },
  },
  apiToken: { salt: env('API_TOKEN_SALT', 'playground-api-token-salt') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT', 'playground-transfer-token-salt') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY', 'playground-encryption-key-32-chr') },
  // Five logins in five minutes is right for people and too few for a browser test run.
  rateLimit: { enabled: env('ADMIN_RATE_LIMIT', 'on') !== 'off' },
  flags: { nps: false, promoteEE: false },
});
