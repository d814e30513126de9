import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 1337),
  app: {
    // A demo has to start without a .env file. A real site takes its keys from the environment only.
    keys: env.array('APP_KEYS', ['playground-app-key-one', 'playground-app-key-two']),
  },
});
