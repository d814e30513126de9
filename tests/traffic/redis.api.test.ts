import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createTrafficService, type TrafficService } from '../../server/src/traffic/service';
import { bootCrm } from '../support/app';
import { freePort } from '../support/site';

const app = bootCrm();

/** A server of this test's own, so that it may be killed; where the program is missing there is nothing to test against. */
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const limit = { max: 5, windowMs: 60_000 };

let port: number;
let server: ChildProcess;
let processes: TrafficService[] = [];

const startRedis = async (): Promise<void> => {
  server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
  for (let waited = 0; waited < 100; waited += 1) {
    if (spawnSync('redis-cli', ['-p', String(port), 'ping']).stdout.toString().trim() === 'PONG') return;
    await pause(50);
  }
  throw new Error('redis-server did not start');
};
const killRedis = async (): Promise<void> => {
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
};
const aProcess = async (): Promise<TrafficService> => {
  const started = createTrafficService(
    { strapi: app.strapi, clock: app.clock, events: { publish: () => Promise.resolve(), publishMany: () => Promise.resolve() } },
    { isOn: true, redisUrl: `redis://127.0.0.1:${port}` },
  );
  await started.start();
  processes.push(started);
  await pause(300);
  return started;
};
const passes = async (traffic: TrafficService, times: number, address = '198.51.100.9'): Promise<number> => {
  let passed = 0;
  for (let index = 0; index < times; index += 1) if ((await traffic.limit('redis-test', address, limit)) === 0) passed += 1;
  return passed;
};

(hasRedis ? describe : describe.skip)('with CRM_REDIS_URL (S30)', () => {
  beforeAll(async () => {
    port = await freePort();
    await startRedis();
  });
  afterEach(async () => {
    await Promise.all(processes.map((one) => one.stop()));
    processes = [];
  });
  afterAll(killRedis);

  test('processes share each hit at once, and Redis sees no address', async () => {
    const [one, other] = [await aProcess(), await aProcess()];
    expect([await passes(one, 3), await passes(other, 3), await passes(one, 1)]).toEqual([3, 2, 0]);

    const client = new Redis(port, '127.0.0.1');
    const keys = await client.keys('*');
    client.disconnect();
    expect(keys).toHaveLength(1);
    expect(keys.join()).not.toContain('198.51.100');
    expect(await app.strapi.db.getConnection('crm_rate_windows').select('id')).toEqual([]);
  });

  test('while Redis is gone this process counts by itself, no visitor waits, and Redis is used again when it is back', async () => {
    const traffic = await aProcess();
    await killRedis();
    const began = Date.now();
    expect(await passes(traffic, 20)).toBe(5);
    expect(Date.now() - began).toBeLessThan(1_000);

    await startRedis();
    for (let waited = 0; waited < 200 && (await traffic.limit('redis-back', 'probe', { max: 1_000, windowMs: 60_000 })) === 0; waited += 1) {
      if (spawnSync('redis-cli', ['-p', String(port), 'dbsize']).stdout.toString().trim() !== '0') return;
      await pause(50);
    }
    throw new Error('Redis was not used again within ten seconds');
  });

  test('a Redis that hangs costs a tenth of a second once, not at each request', async () => {
    const traffic = await aProcess();
    server.kill('SIGSTOP');
    const began = Date.now();
    expect(await passes(traffic, 50, '198.51.100.10')).toBe(5);
    expect(Date.now() - began).toBeLessThan(1_000);
    server.kill('SIGCONT');
  });
});
