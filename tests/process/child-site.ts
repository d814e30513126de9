import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { crm } from '../../server/src/services';
import { siteDatabase } from '../support/app';
import type { TestDatabase } from '../support/databases';
import { freePort, startSite } from '../support/site';
import { REPOSITORY, writeSite, type SiteOptions } from '../support/site-files';

const BOOT_MS = 60_000;

export interface ChildSite {
  root: string;
  url: string;
  /** Starts the server and waits until it answers. */
  start(): Promise<void>;
  /** kill -9, as a power cut would. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  output(): string;
  /** What the running server holds in memory, in bytes. Linux only. */
  residentBytes(): Promise<number>;
}

/** A site that runs the built plugin, from `pluginFolder`, in a process of its own. */
export const childSite = async (database: TestDatabase, { pluginFolder = REPOSITORY, ...options }: SiteOptions & { pluginFolder?: string } = {}): Promise<ChildSite> => {
  if (!existsSync(path.join(REPOSITORY, 'dist/server/index.js'))) throw new Error('The plugin is not built. Run `npm run build` first.');
  const port = await freePort();
  const root = await writeSite(database, port, options);
  const plugins = {
    crm: { enabled: options.plugin ?? true, resolve: pluginFolder, config: { capture: { rateLimits: 'off' }, ...options.config } },
    'users-permissions': { config: { jwtSecret: 'test-users-jwt-secret' } },
  };
  await writeFile(path.join(root, 'config/plugins.js'), `module.exports = ${JSON.stringify(plugins)};\n`);

  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let log = '';

  return {
    root,
    url,
    output: () => log,
    async residentBytes() {
      const status = await readFile(`/proc/${child?.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]) * 1024;
    },
    async start() {
      const started = spawn(process.execPath, [path.join(__dirname, 'child.cjs'), root], {
        cwd: root,
        env: { ...process.env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true', STRAPI_DISABLE_EE: 'true' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      const keep = (chunk: Buffer): void => void (log = (log + chunk.toString()).slice(-20_000));
      started.stdout?.on('data', keep);
      started.stderr?.on('data', keep);
      for (const until = Date.now() + BOOT_MS; ; ) {
        if (started.exitCode !== null) throw new Error(`The site ended at boot:\n${log}`);
        if (await answers(`${url}/_health`)) return;
        if (Date.now() > until) throw new Error(`The site did not answer in ${BOOT_MS / 1000} s:\n${log}`);
        await pause(50);
      }
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).status === 204;
  } catch {
    return false;
  }
};

/** A database on which the contact form is published. */
export const databaseWithForm = async (): Promise<TestDatabase> => {
  const database = await siteDatabase();
  const site = await startSite(database);
  const { results } = await crm(site.strapi).forms.list({ sort: 'name', limit: 1, q: undefined, cursor: undefined, filters: undefined });
  await crm(site.strapi).forms.publish(results[0]!.id);
  await site.stop();
  return database;
};

interface Posted {
  status: number;
  receipt: string;
}

/** One visitor who does not give up: the same key again until somebody answers. */
export const submitUntilAnswered = async (url: string, key: string, answer: Record<string, string>, attempts = 60): Promise<Posted> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      const response = await fetch(`${url}/api/crm/forms/contact-us/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(answer),
        signal: AbortSignal.timeout(10_000),
      });
      if (response.status === 201 || response.status === 200) return { status: response.status, receipt: ((await response.json()) as { id: string }).id };
      if (response.status < 500 && response.status !== 409) throw new Error(`Refused with ${response.status}: ${await response.text()}`);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('Refused')) throw error;
    }
    await pause(200 + Math.random() * 800);
  }
  throw new Error(`No answer for ${key} in ${attempts} attempts`);
};
