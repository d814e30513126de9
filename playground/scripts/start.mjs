// `npm start`: from a fresh clone to a running Strapi with the CRM, doing only what is still missing.
// Plain Node without dependencies, because nothing is installed when it begins.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const HEARTBEAT_MS = 15_000;
const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 10_000;
const KEPT_OUTPUT = 60_000;

const playground = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const root = path.resolve(playground, '..');
const isVerbose = process.env.CRM_VERBOSE === '1';
const isPrepareOnly = process.argv.includes('--prepare-only');
const hasPlugin = process.env.CRM_PLUGIN !== 'off';

const host = process.env.HOST || '0.0.0.0';
const port = Number(process.env.PORT || 1337);
const reachableHost = ['0.0.0.0', '::', ''].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
const address = `http://${reachableHost}:${port}`;

const bins = {
  plugin: path.join(root, 'node_modules/@strapi/sdk-plugin/bin/strapi-plugin.js'),
  strapi: path.join(root, 'node_modules/@strapi/strapi/bin/strapi.js'),
  tsx: path.join(root, 'node_modules/tsx/dist/cli.mjs'),
};
const strapiEnv = { ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' };

const startedAt = Date.now();
let child = null;
let isStopping = false;
let step = 0;

class Stop extends Error {}

const main = async () => {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new Stop(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}. Install it from https://nodejs.org and run npm start again.`);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Stop(`PORT is "${process.env.PORT}". Use a number from 1 to 65535.`);
  if (!isPrepareOnly) await refuseTakenPort();

  await installPackages();
  if (hasPlugin) await buildPlugin();
  await buildPlayground();
  await seedOnce();
  if (isPrepareOnly) return say(`\nEverything is prepared (${seconds()} s). Start it with: npm start`);
  await runStrapi();
};

const refuseTakenPort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Stop(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port === 65535 ? 1337 : port + 1} npm start`)
          : new Stop(`Can't listen on ${host}:${port}: ${error.message}`)
      )
    );
    probe.listen(port, host, () => probe.close(resolve));
  });

const installPackages = async () => {
  const lock = path.join(root, 'package-lock.json');
  const stamp = path.join(root, 'node_modules/.crm-lock-hash');
  const wanted = existsSync(lock) ? await hashOf([lock]) : 'no lock file';
  const isInstalled = Object.values(bins).every(existsSync);
  const installed = await readText(stamp);

  if (isInstalled && installed === wanted) return skip('Packages are installed');
  // Somebody ran npm themselves; installing the same tree again would cost minutes.
  if (isInstalled && (await isTreeOf(lock))) {
    await writeFile(stamp, wanted);
    return skip('Packages are installed');
  }

  await rm(stamp, { force: true });
  // Not `npm ci`: it refuses a lock file that lacks the binaries of other platforms. This installs the same versions and
  // changes no file. npm leaves the build tools out when NODE_ENV is production, unless it is told.
  await work('Installing packages (3 to 7 minutes the first time)', npm(['install', '--no-save', '--include=dev', '--no-audit', '--no-fund']));
  const missing = Object.values(bins).filter((file) => !existsSync(file));
  if (missing.length) throw new Stop(`npm finished, but these are missing: ${missing.map((file) => path.relative(root, file)).join(', ')}`);
  await writeFile(stamp, existsSync(lock) ? await hashOf([lock]) : wanted);
};

/** Whether npm's own record of node_modules holds the versions of the lock file. Optional packages differ by machine. */
const isTreeOf = async (lock) => {
  const packages = async (file) => JSON.parse((await readText(file)) ?? '{}').packages;
  const [wanted, present] = await Promise.all([packages(lock), packages(path.join(root, 'node_modules/.package-lock.json'))]);
  if (!wanted || !present) return false;
  return Object.entries(wanted)
    .filter(([name, { link, optional, devOptional }]) => name.includes('node_modules/') && !link && !optional && !devOptional)
    .every(([name, { version }]) => present[name]?.version === version);
};

/** A boot without `dist` would make Strapi drop every table of the CRM, so a failed build ends the start here. */
const buildPlugin = async () => {
  const outputs = ['dist/server/index.js', 'dist/admin/index.js', 'dist/admin/index.mjs'].map((file) => path.join(root, file));
  const hash = await hashOf(['server', 'admin', 'strapi-server.ts', 'strapi-admin.ts', 'package.json', 'tsconfig.json'].map((entry) => path.join(root, entry)));

  if (outputs.every(existsSync) && (await readStamp('plugin')) === hash) return skip('The plugin is built');

  await forgetStamp('plugin');
  await work('Building the plugin (about a minute)', [process.execPath, [bins.plugin, 'build'], { cwd: root, env: process.env }]);
  const missing = outputs.filter((file) => !existsSync(file));
  if (missing.length) throw new Stop(`The plugin's build left these files out: ${missing.map((file) => path.relative(root, file)).join(', ')}`);
  await writeStamp('plugin', hash);
};

const buildPlayground = async () => {
  const dist = path.join(playground, 'dist');
  const outputs = ['build/index.html', 'config/server.js', 'src/index.js'].map((file) => path.join(dist, file));
  const sources = ['config', 'src', 'package.json', 'tsconfig.json'].map((entry) => path.join(playground, entry));
  const plugin = hasPlugin ? await hashOf([path.join(root, 'dist/admin'), path.join(root, 'package.json')]) : 'off';
  const hash = `${await hashOf([...sources, path.join(root, 'package-lock.json')])} ${plugin}`;

  if (outputs.every(existsSync) && (await readStamp('playground')) === hash) return skip('The playground is built');

  await forgetStamp('playground');
  // TypeScript never removes the output of a file that was deleted, and Strapi would go on loading it.
  await rm(dist, { recursive: true, force: true });
  await work('Building the playground and its admin panel (one to two minutes)', strapi(['build']));
  await writeStamp('playground', hash);
};

const seedOnce = async () => {
  if (isSeeded()) return skip('Demo content is in the database');
  await work('Filling the database with demo content', [process.execPath, [bins.tsx, 'seed/seed.ts'], { cwd: playground, env: strapiEnv }]);
};

/** Asks the SQLite file itself, so a deleted database is filled again. Other databases let the seed find out. */
const isSeeded = () => {
  if ((process.env.DATABASE_CLIENT || 'sqlite') !== 'sqlite') return false;
  const file = path.resolve(playground, process.env.DATABASE_FILENAME || '.tmp/data.db');
  if (!existsSync(file)) return false;

  try {
    const Database = createRequire(path.join(playground, 'package.json'))('better-sqlite3');
    const database = new Database(file, { readonly: true });
    try {
      const row = database.prepare("SELECT value FROM strapi_core_store_settings WHERE key = 'plugin_playground_seeded'").get();
      const record = row && JSON.parse(row.value);
      return Boolean(record?.siteAt && (record.crmAt || !hasPlugin));
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
};

const runStrapi = async () => {
  const output = keepOutput();
  let isReady = false;
  const started = begin('Starting Strapi');

  const [command, args, options] = strapi(['start']);
  child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const [stream, target] of [[child.stdout, process.stdout], [child.stderr, process.stderr]])
    stream.on('data', (chunk) => (isReady || isVerbose ? target.write(chunk) : output.add(chunk)));
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));

  const outcome = await Promise.race([ended, untilHealthy()]);
  if (outcome !== 'healthy') {
    if (isStopping) process.exit(0);
    started.fail();
    process.stderr.write(output.text());
    throw new Stop(outcome === 'late' ? `Strapi did not answer on ${address}/_health within ${READY_TIMEOUT_MS / 1000} s.` : 'Strapi stopped while starting; its output is above.');
  }

  started.done();
  await welcome();
  isReady = true;

  const { code, signal } = await ended;
  if (isStopping) process.exit(0);
  throw new Stop(`Strapi ended ${signal ? `by ${signal}` : `with code ${code}`}.`);
};

const untilHealthy = async () => {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`${address}/_health`, { signal: AbortSignal.timeout(3000) });
      if (response.ok) return 'healthy';
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'late';
};

const welcome = async () => {
  const lead = JSON.stringify({
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: 'ada@example.com',
    company: 'Analytical Engines Ltd',
    message: 'We would like a new website before the summer.',
  });
  const isOpen = hasPlugin && (await fetch(`${address}/api/crm/forms/contact-us`).then(({ ok }) => ok, () => false));

  say(`
  Ready after ${seconds()} s.

  Admin       ${address}/admin${hasPlugin ? `\n  CRM         ${address}/admin/plugins/crm` : ''}
  Demo site   ${address}/site/
  Login       admin@example.com
  Password    Crm-demo-2026
`);
  if (hasPlugin)
    say(`  ${isOpen ? 'Capture a lead from another terminal:' : 'Publish the contact form on the CRM’s Setup page, then capture a lead from another terminal:'}

curl -sS -X POST ${address}/api/crm/forms/contact-us/submissions -H 'Content-Type: application/json' -d '${lead}'
`);
  say('  Stop with Ctrl+C.\n');
};

const strapi = (args) => [process.execPath, [bins.strapi, ...args], { cwd: playground, env: strapiEnv }];

const npm = (args) => {
  const options = { cwd: root, env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } };
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') && path.basename(script).startsWith('npm')
    ? [process.execPath, [script, ...args], options]
    : ['npm', args, { ...options, shell: process.platform === 'win32' }];
};

/** Runs one command; its output is shown only when it fails or when CRM_VERBOSE=1. */
const work = async (title, [command, args, options]) => {
  const running = begin(title);
  const output = keepOutput();

  const { code, error } = await new Promise((resolve) => {
    child = spawn(command, args, { ...options, stdio: isVerbose ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    child.stdout?.on('data', output.add);
    child.stderr?.on('data', output.add);
    child.once('error', (problem) => resolve({ code: 1, error: problem }));
    child.once('close', (exitCode) => resolve({ code: exitCode ?? 1 }));
  });
  child = null;

  if (isStopping) process.exit(130);
  if (code === 0) return running.done();
  running.fail();
  process.stderr.write(output.text());
  throw new Stop(error ? `${title}: ${error.message}` : `${title} failed with code ${code}; its output is above.`);
};

const begin = (title) => {
  const since = Date.now();
  const elapsed = () => Math.round((Date.now() - since) / 1000);
  step += 1;
  const label = `[${step}] ${title}`;
  say(`${label} …`);
  const heartbeat = setInterval(() => say(`    still working, ${elapsed()} s`), HEARTBEAT_MS);
  const end = (word) => {
    clearInterval(heartbeat);
    say(`    ${word} after ${elapsed()} s`);
  };
  return { done: () => end('done'), fail: () => end('FAILED') };
};

const skip = (title) => {
  step += 1;
  say(`[${step}] ${title}`);
};

const keepOutput = () => {
  let kept = '';
  return {
    add: (chunk) => {
      kept = (kept + chunk).slice(-KEPT_OUTPUT);
    },
    text: () => kept,
  };
};

/** Contents and names of files and folders, in an order that doesn't depend on the machine. */
const hashOf = async (entries) => {
  const hash = createHash('sha256');
  const read = async (entry) => {
    if (!existsSync(entry)) return;
    hash.update(`${path.relative(root, entry)}\0`);
    const children = await readdir(entry, { withFileTypes: true }).catch(() => null);
    if (!children) return void hash.update(await readFile(entry));
    for (const { name } of children.sort((a, b) => (a.name < b.name ? -1 : 1)))
      if (!['node_modules', 'dist', '.cache', '.DS_Store'].includes(name) && !name.endsWith('.md')) await read(path.join(entry, name));
  };
  for (const entry of entries) await read(entry);
  return hash.digest('hex');
};

const stampFile = (name) => path.join(playground, '.cache/start', name);
const readText = (file) => readFile(file, 'utf8').then((text) => text.trim(), () => null);
const readStamp = (name) => readText(stampFile(name));
const forgetStamp = (name) => rm(stampFile(name), { force: true });
const writeStamp = async (name, text) => {
  await mkdir(path.dirname(stampFile(name)), { recursive: true });
  await writeFile(stampFile(name), text);
};

const say = (text) => console.log(text);
const seconds = () => Math.round((Date.now() - startedAt) / 1000);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    // A terminal signals the whole group and npm passes it on again: one request to stop is enough.
    if (isStopping) return;
    isStopping = true;
    if (!child || child.exitCode !== null) process.exit(0);
    const target = child;
    // Ctrl+C has reached the child by itself; a second signal in the middle of its shutdown would cut it short.
    setTimeout(() => target.kill('SIGTERM'), signal === 'SIGINT' && process.stdin.isTTY ? 1500 : 0);
    setTimeout(() => target.kill('SIGKILL'), STOP_TIMEOUT_MS).unref();
  });

main().catch((error) => {
  console.error(error instanceof Stop ? `\n${error.message}\n` : error);
  if (!child || child.exitCode !== null || child.signalCode !== null) process.exit(1);
  child.once('exit', () => process.exit(1));
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
});
