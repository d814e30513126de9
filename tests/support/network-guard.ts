import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { isInsideTransaction } from '../../server/src/kernel/transaction';
import { chosenDatabase, databaseAddress } from './databases';

/**
 * A database transaction that waits for the network keeps every other writer waiting too (on SQLite, every reader).
 * While this guard is up, reaching out inside one throws. Answers what takes it down.
 */
export const raiseNetworkGuard = (): (() => void) => {
  const database = databaseAddress(chosenDatabase());
  const undo: (() => void)[] = [];

  const guard = <T extends object, K extends keyof T>(owner: T, method: K, describe: (args: unknown[]) => string | null): void => {
    const original = owner[method];
    if (typeof original !== 'function') return;
    const guarded = function (this: unknown, ...args: unknown[]): unknown {
      const target = isInsideTransaction() ? describe(args) : null;
      if (target !== null) throw new Error(`Network inside a database transaction: ${target}. Queue the work and do it after commit.`);
      return (original as unknown as (...all: unknown[]) => unknown).apply(this, args);
    };
    owner[method] = Object.assign(guarded, original) as unknown as T[K];
    undo.push(() => {
      owner[method] = original;
    });
  };

  /** A pool may need one more connection at any time; that is the database, not the world. */
  const isDatabase = (host: unknown, port: unknown): boolean => database !== null && Number(port) === database.port && [database.host, 'localhost', '127.0.0.1', '::1'].includes(String(host ?? 'localhost'));

  guard(net.Socket.prototype, 'connect', (args) => {
    const { host, port, path } = socketTarget(args);
    return isDatabase(host, port) ? null : `connect to ${path ?? `${host ?? 'localhost'}:${port}`}`;
  });
  for (const [name, client] of [['http', http], ['https', https]] as const) {
    guard(client, 'request', (args) => `${name}.request ${urlOf(args[0])}`);
    guard(client, 'get', (args) => `${name}.get ${urlOf(args[0])}`);
  }
  guard(dns, 'lookup', ([host]) => (database !== null && host === database.host ? null : `dns.lookup ${String(host)}`));
  guard(dns.promises, 'lookup', ([host]) => (database !== null && host === database.host ? null : `dns.lookup ${String(host)}`));
  guard(globalThis, 'fetch', ([target]) => `fetch ${urlOf(target)}`);

  return () => undo.reverse().forEach((step) => step());
};

/** `connect(options)`, `connect(port, host)`, `connect(path)`, or what node's own callers pass: an array of these. */
const socketTarget = (args: unknown[]): { host?: unknown; port?: unknown; path?: string } => {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  if (first !== null && typeof first === 'object') return first as { host?: unknown; port?: unknown; path?: string };
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { path: first };
  return { port: first, host: typeof second === 'string' ? second : undefined };
};

const urlOf = (target: unknown): string => {
  if (typeof target === 'string') return target;
  if (target instanceof URL) return target.href;
  const { hostname, host, url } = (target ?? {}) as { hostname?: string; host?: string; url?: string };
  return url ?? hostname ?? host ?? 'somewhere';
};
