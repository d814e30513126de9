import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { filesIn, REPOSITORY } from '../support/sources';

const run = promisify(execFile);

export interface Manifest {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

export interface Packed {
  /** Paths inside the tarball. */
  files: string[];
  manifest: Manifest;
  /** A folder with `node_modules` in which the plugin sees its declared packages and no other. */
  site: string;
  /** The unpacked plugin inside it. */
  plugin: string;
  remove(): Promise<void>;
}

/** Packs the plugin as `npm publish` would and unpacks it where only declared packages can be found. */
export const packPlugin = async (): Promise<Packed> => {
  await buildIfStale();
  const site = await mkdtemp(path.join(os.tmpdir(), 'crm-packed-'));
  const plugin = path.join(site, 'node_modules/strapi-plugin-crm');
  await mkdir(plugin, { recursive: true });

  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', site], { cwd: REPOSITORY });
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  await run('tar', ['-xzf', path.join(site, filename), '-C', plugin, '--strip-components', '1']);

  const manifest = JSON.parse(await readFile(path.join(plugin, 'package.json'), 'utf8')) as Manifest;
  // Node follows a link to the real folder, so Strapi finds what it needs there, and the plugin finds nothing else.
  await Promise.all(Object.keys(manifest.dependencies).map((name) => link(name, path.join(plugin, 'node_modules'))));
  await Promise.all([...Object.keys(manifest.peerDependencies), 'better-sqlite3', '@strapi/plugin-users-permissions'].map((name) => link(name, path.join(site, 'node_modules'))));

  return { files: files.map((file) => file.path), manifest, site, plugin, remove: () => rm(site, { recursive: true, force: true }) };
};

const link = async (name: string, folder: string): Promise<void> => {
  const target = path.join(folder, name);
  await mkdir(path.dirname(target), { recursive: true });
  await symlink(path.join(REPOSITORY, 'node_modules', name), target);
};

const OUTPUTS = ['dist/server/index.js', 'dist/server/index.mjs', 'dist/admin/index.js', 'dist/admin/index.mjs'];

const buildIfStale = async (): Promise<void> => {
  const times = async (files: readonly string[]): Promise<number[]> =>
    Promise.all(files.map((file) => stat(path.join(REPOSITORY, file)).then(({ mtimeMs }) => mtimeMs, () => 0)));
  const built = Math.min(...(await times(OUTPUTS)));
  const written = Math.max(...(await times([...filesIn('server/src'), ...filesIn('admin/src', ['']), 'package.json'])));
  // In CI the stage before this one has built it.
  if (built > 0 && (built > written || process.env.CI === 'true')) return;
  await run(process.execPath, [path.join(REPOSITORY, 'node_modules/@strapi/sdk-plugin/bin/strapi-plugin.js'), 'build'], { cwd: REPOSITORY });
};

/** A small site on SQLite that has the packed plugin, and a script that boots it, asks a few things and prints the answers. */
export const writePackedSite = async ({ site, plugin }: Packed): Promise<string> => {
  await mkdir(path.join(site, 'config'));
  await mkdir(path.join(site, 'src'));
  await mkdir(path.join(site, 'public/uploads'), { recursive: true });
  const config = (name: string, value: unknown): Promise<void> => writeFile(path.join(site, `config/${name}.js`), `module.exports = ${JSON.stringify(value)};\n`);

  await Promise.all([
    writeFile(path.join(site, 'package.json'), JSON.stringify({ name: 'crm-packed-site', version: '0.0.0', private: true, dependencies: { '@strapi/strapi': '*', '@strapi/plugin-users-permissions': '*' }, strapi: { uuid: false, telemetryDisabled: true } })),
    writeFile(path.join(site, 'src/index.js'), 'module.exports = {};\n'),
    config('server', { host: '127.0.0.1', port: 1337, app: { keys: ['one', 'two'] }, logger: { startup: { enabled: false }, updates: { enabled: false } } }),
    config('admin', { auth: { secret: 'secret' }, apiToken: { salt: 'salt' }, transfer: { token: { salt: 'salt' } } }),
    config('api', { rest: { strictParams: true }, documents: { strictParams: true } }),
    config('logger', { level: 'warn' }),
    config('database', { connection: { client: 'sqlite', connection: { filename: path.join(site, 'data.db') }, useNullAsDefault: true } }),
    config('middlewares', ['strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::poweredBy', 'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public']),
    config('plugins', { crm: { enabled: true, resolve: plugin }, 'users-permissions': { config: { jwtSecret: 'secret' } } }),
  ]);
  const script = path.join(site, 'boot.js');
  await writeFile(script, BOOT);
  return script;
};

const BOOT = `
const { createStrapi } = require('@strapi/strapi');
const main = async () => {
  const strapi = createStrapi({ appDir: __dirname, distDir: __dirname, serveAdminPanel: false, autoReload: false });
  await strapi.load();
  strapi.server.mount();
  await new Promise((resolve) => strapi.server.httpServer.listen(0, '127.0.0.1', resolve));
  const url = 'http://127.0.0.1:' + strapi.server.httpServer.address().port;
  const ask = async (path, init) => {
    const answer = await fetch(url + path, init);
    return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.text()).slice(0, 500) };
  };
  const answers = {
    unknownForm: await ask('/api/crm/forms/no-such-form'),
    unknownFormSubmission: await ask('/api/crm/forms/no-such-form/submissions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }),
    me: await ask('/crm/me'),
    tables: (await strapi.db.dialect.schemaInspector.getTables()).filter((name) => name.startsWith('crm_')),
  };
  await strapi.destroy();
  process.stdout.write('\\nANSWERS ' + JSON.stringify(answers) + '\\n', () => process.exit(0));
};
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
`;
