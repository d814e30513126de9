import path from 'node:path';
import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  crm: {
    enabled: env('CRM_PLUGIN', 'on') !== 'off',
    // Absolute, because Strapi resolves a relative path against its own files first; and from the working
    // directory, because the compiled config lives one level deeper, in dist/config.
    resolve: path.resolve(process.cwd(), '..'),
    config: {
      // Load tests only; the boot log warns.
      capture: { rateLimits: env('CRM_RATE_LIMITS', 'on') },
      jobs: { workers: env('CRM_WORKERS', 'on') },
    },
  },
  'users-permissions': {
    config: { jwtSecret: env('JWT_SECRET', 'playground-users-jwt-secret') },
  },
});
