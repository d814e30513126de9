import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestDatabase } from './databases';
import { runDirectory } from './run-directory';

export const REPOSITORY = path.resolve(__dirname, '../..');

export interface SiteOptions {
  /** A Strapi without the users-permissions plugin is a supported site. Default true. */
  usersPermissions?: boolean;
  /** False writes a site that has the plugin switched off. Default true. */
  plugin?: boolean;
  /** `crm.config` of config/plugins, laid over what the tests need. */
  config?: { capture?: Record<string, unknown>; files?: Record<string, unknown>; visits?: Record<string, unknown>; jobs?: Record<string, unknown> };
  /** `server` options such as `proxy`. */
  server?: Record<string, unknown>;
  /** Where it listens; a free port if left out. */
  port?: number;
}

/** Writes a small Strapi project in JavaScript that loads the plugin from its TypeScript sources. */
export const writeSite = async (database: TestDatabase, port: number, options: SiteOptions): Promise<string> => {
  const root = await mkdtemp(path.join(runDirectory(), 'site-'));
  const withUsers = options.usersPermissions ?? true;

  await writeAll(root, {
    'package.json': json({
      name: 'crm-test-site',
      version: '0.0.0',
      private: true,
      dependencies: { '@strapi/strapi': '5.54.0', ...(withUsers ? { '@strapi/plugin-users-permissions': '5.54.0' } : {}) },
      strapi: { uuid: false, telemetryDisabled: true },
    }),
    'config/server.js': configOf({
      host: '127.0.0.1',
      port,
      app: { keys: ['test-key-one', 'test-key-two'] },
      logger: { updates: { enabled: false }, startup: { enabled: false } },
      ...options.server,
    }),
    'config/admin.js': configOf({
      auth: { secret: 'test-admin-jwt-secret', cookie: { secure: false } },
      apiToken: { salt: 'test-api-token-salt' },
      transfer: { token: { salt: 'test-transfer-token-salt' } },
      secrets: { encryptionKey: 'test-encryption-key-of-32-chars!' },
      rateLimit: { enabled: false },
      flags: { nps: false, promoteEE: false },
    }),
    'config/api.js': configOf({
      rest: { defaultLimit: 25, maxLimit: 100, withCount: true, strictParams: true },
      documents: { strictParams: true, strictRelations: true },
    }),
    'config/logger.js': configOf({ level: process.env.TEST_LOG_LEVEL ?? 'error' }),
    'config/middlewares.js': configOf(MIDDLEWARES),
    'config/database.js': databaseConfig(database),
    'config/plugins.js': configOf({
      crm: {
        enabled: options.plugin ?? true,
        resolve: path.join(root, 'plugin'),
        config: {
          ...options.config,
          // Tests say when queued work runs: `app.drain()`.
          jobs: { workers: 'off', ...options.config?.jobs },
        },
      },
      ...(withUsers ? { 'users-permissions': { config: { jwtSecret: 'test-users-jwt-secret' } } } : {}),
    }),
    'plugin/package.json': json({
      name: 'strapi-plugin-crm',
      version: '0.0.0',
      exports: { './package.json': './package.json', './strapi-server': { require: './server.js' } },
      strapi: { kind: 'plugin', name: 'crm', displayName: 'CRM' },
    }),
    'plugin/server.js': `module.exports = require(${JSON.stringify(path.join(REPOSITORY, 'strapi-server.ts'))});\n`,
    'public/uploads/.gitkeep': '',
    'public/favicon.png': '',
    'src/index.js': 'module.exports = {};\n',
    ...contentType('article', 'articles', {
      options: { draftAndPublish: true },
      pluginOptions: { i18n: { localized: true } },
      attributes: {
        title: { type: 'string', required: true, pluginOptions: { i18n: { localized: true } } },
        body: { type: 'richtext', pluginOptions: { i18n: { localized: true } } },
        slug: { type: 'uid', targetField: 'title' },
      },
    }),
    ...contentType('contact-message', 'contact-messages', {
      options: { draftAndPublish: false },
      attributes: {
        name: { type: 'string', required: true },
        email: { type: 'email', required: true },
        company: { type: 'string' },
        message: { type: 'text', required: true },
        consent: { type: 'boolean', default: false },
      },
    }),
  });
  return root;
};

const MIDDLEWARES = ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::poweredBy', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public'];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const configOf = (value: unknown): string => `module.exports = ${JSON.stringify(value, null, 2)};\n`;

const databaseConfig = ({ kind, connection }: TestDatabase): string => {
  if (kind !== 'sqlite') {
    // Knex warns of each of the tables that MariaDB makes outside a transaction.
    return `module.exports = {
  connection: {
    client: '${kind === 'postgres' ? 'postgres' : 'mysql'}',
    connection: ${JSON.stringify(connection)},
    pool: { min: 0, max: 10 },
    log: { warn() {} },
  },
};
`;
  }
  // Nobody needs these rows after a power cut.
  const pragmas = ['journal_mode = WAL', 'synchronous = OFF', 'busy_timeout = 5000', 'foreign_keys = ON'];
  return `module.exports = {
  connection: {
    client: 'sqlite',
    connection: ${JSON.stringify(connection)},
    useNullAsDefault: true,
    pool: {
      afterCreate(connection, done) {
        for (const pragma of ${JSON.stringify(pragmas)}) connection.pragma(pragma);
        done(null, connection);
      },
    },
  },
};
`;
};

const contentType = (singular: string, plural: string, schema: object): Record<string, string> => ({
  [`src/api/${singular}/content-types/${singular}/schema.json`]: json({
    kind: 'collectionType',
    collectionName: plural.replaceAll('-', '_'),
    info: { singularName: singular, pluralName: plural, displayName: singular },
    ...schema,
  }),
  ...Object.fromEntries(
    (['Controller', 'Router', 'Service'] as const).map((part) => [
      `src/api/${singular}/${part === 'Router' ? 'routes' : `${part.toLowerCase()}s`}/${singular}.js`,
      `module.exports = require(${JSON.stringify(require.resolve('@strapi/strapi'))}).factories.createCore${part}('api::${singular}.${singular}');\n`,
    ]),
  ),
});

const writeAll = async (root: string, files: Record<string, string>): Promise<void> => {
  const folders = new Set(Object.keys(files).map((file) => path.join(root, path.dirname(file))));
  await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(Object.entries(files).map(([file, content]) => writeFile(path.join(root, file), content)));
};
