import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../support/site';
import { REPOSITORY } from '../support/site-files';

export const PLAYGROUND = path.join(REPOSITORY, 'playground');
const TICKS_PER_SECOND = 100;

export interface Measured {
  url: string;
  bootMs: number;
  /** CPU milliseconds that the process used since it started, user and system. */
  cpuMs(): number;
  /** Longest event-loop stall since the last reset, and memory now. */
  inside(question: 'read' | 'reset'): Promise<{ maxStallMs: number; rssBytes: number }>;
  stop(): Promise<void>;
}

/** The playground on a database file, with its own settings (SQLite, WAL, NORMAL). */
export const startServer = async (databaseFile: string, env: Record<string, string> = {}): Promise<Measured> => {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(__dirname, 'server.cjs'), PLAYGROUND], {
    cwd: PLAYGROUND,
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATABASE_FILENAME: databaseFile, CRM_RATE_LIMITS: 'off', ADMIN_RATE_LIMIT: 'off', STRAPI_TELEMETRY_DISABLED: 'true', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { bootMs } = (await answerOf(child)) as { bootMs: number };
  return {
    url: `http://127.0.0.1:${port}`,
    bootMs,
    cpuMs: () => cpuMsOf(child.pid!),
    async inside(question) {
      child.send(question);
      return (await answerOf(child)) as { maxStallMs: number; rssBytes: number };
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const answerOf = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`The server ended with ${String(code)}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });

const cpuMsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
};

export const signIn = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.com', password: 'Crm-demo-2026' }),
  });
  const { data } = (await response.json()) as { data: { token: string } };
  return data.token;
};
