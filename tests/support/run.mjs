// `npm test` and its sisters, from a fresh clone: installs what is missing, runs the steps, counts what happened.
// Plain Node without dependencies, because nothing is installed when it begins.
//   node tests/support/run.mjs            lint, types, unit, API (SQLite) and admin tests
//   node tests/support/run.mjs api        only the API tests, on the database that TEST_DATABASE names
//   node tests/support/run.mjs e2e        the browser journeys
//   node tests/support/run.mjs process    servers that are killed; needs a build
//   node tests/support/run.mjs package    what npm would get
//   node tests/support/run.mjs sum        adds up the results in CRM_TEST_RESULTS
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const [stage = 'all', ...rest] = process.argv.slice(2);
const isPartOfMore = Boolean(process.env.CRM_TEST_RESULTS);
const database = process.env.TEST_DATABASE || 'sqlite';

const bin = (file) => path.join(root, 'node_modules', file);
const bins = { eslint: bin('eslint/bin/eslint.js'), jest: bin('jest/bin/jest.js'), tsc: bin('typescript/bin/tsc'), playwright: bin('@playwright/test/cli.js') };

const main = async () => {
  const results = process.env.CRM_TEST_RESULTS || (await mkdtemp(path.join(os.tmpdir(), 'crm-results-')));
  await mkdir(results, { recursive: true });
  const failedSteps = [];

  if (stage !== 'sum') {
    await install();
    const run = STAGES[stage];
    if (!run) throw new Error(`There is no stage “${stage}”. Use one of: ${[...Object.keys(STAGES), 'sum'].join(', ')}`);
    failedSteps.push(...(await run(results)));
    if (failedSteps.length) await writeFile(path.join(results, `failed-${stage}-${database}.json`), JSON.stringify({ failedSteps }));
  }
  if (isPartOfMore && stage !== 'sum') process.exit(failedSteps.length ? 1 : 0);

  const { passed, failed, steps } = await sum(results);
  if (!isPartOfMore) await rm(results, { recursive: true, force: true });
  if (steps.length) console.log(`\nfailed steps: ${steps.join(', ')}`);
  console.log(`\ntests: ${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
};

const STAGES = {
  all: async (results) => [...(await check()), ...(await jest(results, ['unit', 'api', 'admin']))],
  check: () => check(),
  unit: (results) => jest(results, ['unit']),
  admin: (results) => jest(results, ['admin']),
  package: (results) => jest(results, ['package']),
  process: (results) => jest(results, ['process'], ['--runInBand']),
  api: async (results) => ((await isDatabaseThere()) ? jest(results, ['api']) : missingDatabase()),
  e2e: async (results) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'crm-e2e-'));
    const env = { E2E_PORT: process.env.E2E_PORT || String(await freePort()), E2E_DATABASE: path.join(folder, 'data.db'), PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(results, 'e2e.json') };
    const args = [bins.playwright, 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter', 'list,json', ...rest];
    const isGood = await spawned('browser journeys', args, { env, isLoud: true });
    await rm(folder, { recursive: true, force: true });
    return isGood ? [] : ['e2e'];
  },
};

/** Two at a time, as many as the smallest machine has cores. */
const check = async () => {
  const waiting = [
    ['lint', [bins.eslint, '.', '--config', 'tests/eslint.config.mjs', '--max-warnings', '0', '--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/eslint/']],
    ...['server', 'admin', 'tests'].map((project) => [
      `types of ${project}`,
      [bins.tsc, '-p', project, '--noEmit', '--incremental', '--tsBuildInfoFile', `node_modules/.cache/tsc/${project}.json`],
    ]),
  ];
  const failed = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await spawned(next[0], next[1]))) failed.push(next[0]);
  };
  await Promise.all([worker(), worker()]);
  return failed;
};

const jest = async (results, projects, options = ['--maxWorkers', '2']) => {
  const name = `${projects.join('-')}${projects.includes('api') ? `-${database}` : ''}`;
  const args = [bins.jest, '--selectProjects', ...projects, ...options, '--passWithNoTests', '--json', '--outputFile', path.join(results, `${name}.json`), ...rest];
  return (await spawned(`tests: ${name}`, args, { isLoud: true })) ? [] : [name];
};

/** Quiet steps show their output only when they fail. */
const spawned = async (title, args, { env = {}, isLoud = false } = {}) => {
  const startedAt = Date.now();
  const output = [];
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', isLoud ? 'inherit' : 'pipe', isLoud ? 'inherit' : 'pipe'] });
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', resolve);
  });
  if (code !== 0) process.stdout.write(Buffer.concat(output));
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${title} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  return code === 0;
};

/** The stamp is the one that playground/scripts/start.mjs keeps. */
const install = async () => {
  const lock = path.join(root, 'package-lock.json');
  const stamp = path.join(root, 'node_modules/.crm-lock-hash');
  const wanted = createHash('sha256').update('package-lock.json\0').update(await readFile(lock)).digest('hex');
  const isInstalled = Object.values(bins).every(existsSync);
  const installed = await readFile(stamp, 'utf8').then((text) => text.trim(), () => null);
  if (isInstalled && (installed === wanted || (!installed && existsSync(path.join(root, 'node_modules/.package-lock.json'))))) return;

  console.log('Installing packages (3 to 7 minutes the first time) …');
  // Not `npm ci`: it refuses a lock file that lacks the binaries of other platforms.
  const npm = spawn('npm', ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  const code = await new Promise((resolve) => npm.once('close', resolve));
  if (code !== 0) throw new Error(`npm install failed with code ${code}`);
  await writeFile(stamp, wanted);
};

const isDatabaseThere = async () => {
  const url = databaseUrl();
  if (!url) return true;
  return new Promise((resolve) => {
    const socket = net.connect({ host: url.hostname, port: Number(url.port), timeout: 3000 });
    const answer = (value) => () => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
};

const databaseUrl = () => {
  if (database === 'sqlite') return null;
  if (database === 'postgres') return withPort(process.env.TEST_POSTGRES_URL || 'postgres://postgres@127.0.0.1:5432', '5432');
  if (database === 'mariadb') return withPort(process.env.TEST_MARIADB_URL || 'mysql://root@127.0.0.1:3306', '3306');
  throw new Error(`TEST_DATABASE is “${database}”. Use sqlite, postgres or mariadb.`);
};

const withPort = (address, port) => {
  const url = new URL(address);
  url.port ||= port;
  return url;
};

const missingDatabase = () => {
  const { hostname, port } = databaseUrl();
  const variable = database === 'postgres' ? 'TEST_POSTGRES_URL' : 'TEST_MARIADB_URL';
  console.log(`No ${database} answers on ${hostname}:${port}. Start one, or point ${variable} at one.`);
  if (process.env.CI === 'true') return [`${database} is missing`];
  console.log('Nothing was tested. In CI this is a failure.');
  return [];
};

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A step that failed without a failing test (lint, types, a suite that could not start) counts as one failure. */
const sum = async (results) => {
  const total = { passed: 0, failed: 0, steps: [] };
  for (const file of await readdir(results)) {
    if (!file.endsWith('.json')) continue;
    const report = JSON.parse(await readFile(path.join(results, file), 'utf8'));
    if (report.failedSteps) total.steps.push(...report.failedSteps);
    else if (report.stats) {
      total.passed += report.stats.expected + report.stats.flaky;
      total.failed += report.stats.unexpected + report.errors.length;
    } else {
      total.passed += report.numPassedTests;
      total.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    }
  }
  const isCounted = (step) => step === 'e2e' || existsSync(path.join(results, `${step}.json`));
  total.failed += total.steps.filter((step) => !isCounted(step)).length;
  if (total.steps.length && !total.failed) total.failed = 1;
  return total;
};

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('\ntests: 0 passed, 1 failed');
  process.exit(1);
});
