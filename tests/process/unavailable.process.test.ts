import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import { dropDatabase, type TestDatabase } from '../support/databases';
import { childSite, databaseWithForm, type ChildSite } from './child-site';

const ANSWER_MS = 2_000;
const BACK_MS = 15_000;

interface Answered {
  key: string;
  status: number;
  retryAfter: number;
  ms: number;
}

let keys = 0;

const post = async (site: ChildSite, key = `r21-${(keys += 1)}`): Promise<Answered> => {
  const began = Date.now();
  const response = await fetch(`${site.url}/api/crm/forms/contact-us/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ firstName: 'Ana', lastName: key, email: `${key}@example.com`, message: 'A message. '.repeat(500) }),
  });
  await response.text();
  return { key, status: response.status, retryAfter: Number(response.headers.get('retry-after')), ms: Date.now() - began };
};

/** The form is in the door's cache for a second: the posts after that also ask for the form in vain. */
const postsWhileAway = async (site: ChildSite): Promise<Answered[]> => {
  const first = await Promise.all(Array.from({ length: 5 }, () => post(site)));
  await pause(1_100);
  return [...first, ...(await Promise.all(Array.from({ length: 20 }, () => post(site)))), await post(site)];
};

const expectRefused = (answers: readonly Answered[]): void => {
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
  expect(Math.min(...answers.map(({ retryAfter }) => retryAfter))).toBeGreaterThan(0);
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(ANSWER_MS);
};

/** Posts the same again, as the answer asked for, until each is taken. */
const postUntilTaken = async (site: ChildSite, refused: readonly Answered[]): Promise<void> => {
  const open = new Set(refused.map(({ key }) => key));
  for (const until = Date.now() + BACK_MS; open.size > 0; await pause(200)) {
    if (Date.now() > until) throw new Error(`${open.size} of ${refused.length} were still refused ${BACK_MS / 1000} s after the database was back:\n${site.output()}`);
    for (const key of open) if ([200, 201].includes((await post(site, key)).status)) open.delete(key);
  }
};

const counter = async (rows: Knex, reason: string): Promise<number> => {
  const [sum] = (await rows('crm_capture_counters').where({ reason }).sum({ n: 'total' })) as { n: number | string | null }[];
  return Number(sum?.n ?? 0);
};

/** Every key that was answered with 2xx has one row, and no key has two. */
const expectStoredOnce = async (rows: Knex, answered: readonly string[]): Promise<void> => {
  const stored = (await rows('crm_submissions').select('idempotency_key')) as { idempotency_key: string }[];
  const found = stored.map(({ idempotency_key }) => idempotency_key);
  expect(found.length).toBe(new Set(found).size);
  expect(answered.filter((key) => !found.includes(key))).toEqual([]);
};

const mayMount = (): boolean => {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', os.tmpdir()], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

(mayMount() ? describe : describe.skip)('SQLite on a full disk (R21, X18)', () => {
  test('is answered with 503 at once, keeps what was thanked for, and works again when there is room', async () => {
    const template = await databaseWithForm();
    const disk = await mkdtemp(path.join(os.tmpdir(), 'crm-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
    const filename = path.join(disk, 'site.db');
    await cp(String(template.connection.filename), filename);
    const site = await childSite({ ...template, connection: { filename } });
    const rows = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
    try {
      await site.start();
      const taken = [await post(site), await post(site)];
      expect(taken.map(({ status }) => status)).toEqual([201, 201]);

      const filler = path.join(disk, 'filler');
      execFileSync('sh', ['-c', `dd if=/dev/zero of=${filler} bs=4k 2>/dev/null || true`]);
      // What SQLite reserved before may take a few more rows.
      const before: Answered[] = [];
      for (let tries = 0; tries < 2_000 && before.at(-1)?.status !== 503; tries += 1) before.push(await post(site));
      const refused = await postsWhileAway(site);
      expectRefused(refused);
      taken.push(...before.filter(({ status }) => status === 201));
      await expectStoredOnce(rows, taken.map(({ key }) => key));

      await rm(filler);
      await postUntilTaken(site, refused);
      await expectStoredOnce(rows, [...taken, ...refused].map(({ key }) => key));
      expect((await rows.raw('pragma integrity_check')) as object[]).toEqual([{ integrity_check: 'ok' }]);
    } finally {
      await rows.destroy();
      await site.stop();
      execFileSync('umount', [disk]);
      await rm(disk, { recursive: true, force: true });
      await dropDatabase(template);
    }
  }, 180_000);
});

/** Stands between the site and the database server, which nobody may stop for a test. */
const startProxy = async (target: { host: string; port: number }) => {
  let state: 'open' | 'closed' | 'hanging' = 'open';
  const sockets = new Set<net.Socket>();
  const server = net.createServer((incoming) => {
    if (state === 'closed') return void incoming.destroy();
    const outgoing = net.connect(target);
    for (const [one, other] of [[incoming, outgoing], [outgoing, incoming]] as const) {
      sockets.add(one);
      one.on('data', (chunk) => other.write(chunk));
      one.on('error', () => one.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      if (state === 'hanging') one.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => sockets.forEach((socket) => socket.destroy());

  return {
    port: (server.address() as net.AddressInfo).port,
    cut,
    close(): void {
      state = 'closed';
      cut();
    },
    hang(): void {
      state = 'hanging';
      sockets.forEach((socket) => socket.pause());
    },
    open(): void {
      state = 'open';
      sockets.forEach((socket) => socket.resume());
    },
    stop(): void {
      cut();
      server.close();
    },
  };
};

describe('PostgreSQL that is cut off (R21, X18)', () => {
  let database: TestDatabase;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let site: ChildSite;
  let rows: Knex;

  beforeAll(async () => {
    process.env.TEST_DATABASE = 'postgres';
    database = await databaseWithForm();
    const { host, port } = database.connection as { host: string; port: number };
    proxy = await startProxy({ host, port });
    site = await childSite({ ...database, connection: { ...database.connection, host: '127.0.0.1', port: proxy.port } });
    rows = knex({ client: 'pg', connection: database.connection });
    await site.start();
  }, 180_000);

  afterAll(async () => {
    proxy.open();
    await site.stop();
    proxy.stop();
    await rows.destroy();
    await dropDatabase(database);
  });

  const survives = async (away: () => Promise<void> | void, back: () => Promise<void> | void): Promise<void> => {
    const taken = await post(site);
    expect(taken.status).toBe(201);
    const counted = await counter(rows, 'unavailable');

    await away();
    const refused = await postsWhileAway(site);
    expectRefused(refused);

    await back();
    await postUntilTaken(site, refused);
    await expectStoredOnce(rows, [taken, ...refused].map(({ key }) => key));
    for (let waited = 0; waited < 50 && (await counter(rows, 'unavailable')) < counted + refused.length; waited += 1) await pause(100);
    expect(await counter(rows, 'unavailable')).toBeGreaterThanOrEqual(counted + refused.length);
  };

  test('connections that break: 503 within two seconds, no 2xx without a row, and no restart', () => survives(proxy.close, proxy.open), 120_000);

  test('a server that accepts and then says nothing: the same', () => survives(proxy.hang, proxy.open), 120_000);

  test('a database that only reads: the same', async () => {
    const only = (value: 'on' | 'off') => rows.raw(`alter database ?? set default_transaction_read_only = ${value}`, [database.name]);
    await survives(
      async () => {
        await only('on');
        proxy.cut();
      },
      async () => {
        await rows.raw('set default_transaction_read_only = off');
        await only('off');
        proxy.cut();
      },
    );
  }, 120_000);
});
