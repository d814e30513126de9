import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { createWindows, type StoredWindow, type Windows } from '../../server/src/traffic/windows';

const MINUTE = 60_000;
const hash = (text: string): string => `hash of ${text}`;

const at = (start = 0, maxKeys?: number) => {
  const clock = { now: start };
  return { clock, windows: createWindows({ now: () => clock.now, hash, ...(maxKeys ? { maxKeys } : {}) }) };
};

const hitTimes = async (windows: Windows, key: string, times: number): Promise<number> => {
  let last = 0;
  for (let time = 0; time < times; time += 1) last = (await windows.hit(key, MINUTE)).count;
  return last;
};

test('counts within a window, tells when it ends, and begins again after it (F6)', async () => {
  const { clock, windows } = at(MINUTE * 10);
  expect(await windows.hit('a', MINUTE)).toEqual({ count: 1, resetMs: MINUTE });
  clock.now += 45_000;
  expect(await windows.hit('a', MINUTE)).toEqual({ count: 2, resetMs: 15_000 });
  expect(await windows.peek('a', MINUTE)).toEqual({ count: 2, resetMs: 15_000 });
  expect((await windows.hit('b', MINUTE)).count).toBe(1);
  clock.now += 15_000;
  expect(await windows.peek('a', MINUTE)).toEqual({ count: 0, resetMs: MINUTE });
  expect((await windows.hit('a', MINUTE)).count).toBe(1);
});

test('memory is bounded: whoever was not seen for long is forgotten, whoever keeps coming stays limited (S32)', async () => {
  const { windows } = at(0, 100);
  for (let index = 0; index < 10_000; index += 1) {
    await windows.hit(`invented ${index}`, MINUTE);
    await windows.hit('steady', MINUTE);
  }
  expect(windows.size()).toBeLessThanOrEqual(100);
  expect((await windows.peek('steady', MINUTE)).count).toBe(10_000);
});

test('an address that came once costs the database nothing, one that comes again is shared with all its hits (S32)', async () => {
  const { windows } = at();
  for (let index = 0; index < 1_000; index += 1) await windows.hit(`invented ${index}`, MINUTE);
  expect(windows.hasDirty()).toBe(false);
  await hitTimes(windows, 'again', 3);
  expect(windows.take(10)).toEqual([{ name: `again ${MINUTE} ${MINUTE}`, key: `hash of again ${MINUTE} ${MINUTE}`, endsAt: MINUTE, hits: 3 }]);
  expect(windows.hasDirty()).toBe(false);
});

test('a round takes no more than it may, and what the database refused is taken again', async () => {
  const { windows } = at();
  for (let index = 0; index < 30; index += 1) await hitTimes(windows, `key ${index}`, 2);
  const first = windows.take(20);
  expect(first).toHaveLength(20);
  await windows.hit('key 0', MINUTE);
  expect((await windows.peek('key 0', MINUTE)).count).toBe(3);
  windows.putBack(first);
  const again = windows.take(100);
  expect(again).toHaveLength(30);
  expect(again.find(({ name }) => name.startsWith('key 0 '))?.hits).toBe(3);
});

/** The database, as far as windows know it. */
const aDatabase = () => {
  const rows = new Map<string, StoredWindow>();
  const round = (windows: Windows): void => {
    const taken = windows.take(500);
    for (const { key, endsAt, hits } of taken) rows.set(key, { key, endsAt, hits: (rows.get(key)?.hits ?? 0) + hits });
    windows.settle(taken, taken.map(({ key }) => rows.get(key)!));
  };
  return { round, live: () => [...rows.values()] };
};

test('however hits and rounds of three processes mix, none is counted twice and none is lost but an only one per process (S30)', async () => {
  const step = fc.record({ process: fc.nat(2), key: fc.constantFrom('a', 'b'), isRound: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 120 }), async (steps) => {
      const database = aDatabase();
      const processes = [0, 1, 2].map(() => createWindows({ now: () => 0, hash }));
      const sent: Record<string, number[]> = { a: [0, 0, 0], b: [0, 0, 0] };
      for (const { process, key, isRound } of steps) {
        if (isRound) database.round(processes[process]!);
        else {
          const { count } = await processes[process]!.hit(key, MINUTE);
          sent[key]![process]! += 1;
          const all = sent[key]!.reduce((sum, one) => sum + one, 0);
          expect(count).toBeLessThanOrEqual(all);
          expect(count).toBeGreaterThanOrEqual(sent[key]![process]!);
        }
      }
      processes.forEach(database.round);
      const restarted = createWindows({ now: () => 0, hash });
      restarted.load(database.live());
      for (const [key, counts] of Object.entries(sent)) {
        const kept = counts.filter((count) => count > 1).reduce((sum, count) => sum + count, 0);
        const known = (await restarted.peek(key, MINUTE)).count;
        expect(known).toBeGreaterThanOrEqual(kept);
        expect(known).toBeLessThanOrEqual(counts.reduce((sum, count) => sum + count, 0));
      }
    }),
    { numRuns: 300 },
  );
});

test('a million invented addresses hold less than 50 MB, and once the bound is reached the process grows no more (S32)', () => {
  const script = `
    const { createWindows } = require(${JSON.stringify(path.resolve(__dirname, '../../server/src/traffic/windows.ts'))});
    const windows = createWindows({ now: () => 0, hash: (text) => text });
    const flood = async (from, to) => {
      for (let index = from; index < to; index += 1) {
        await windows.hit('address 2001:db8:1:' + index + '::/64', 60000);
        if (index % 100 === 0) await new Promise(setImmediate);
      }
    };
    const memory = () => {
      global.gc();
      return process.memoryUsage();
    };
    (async () => {
      const empty = memory();
      await flood(0, 150000);
      const full = memory();
      await flood(150000, 1000000);
      const flooded = memory();
      console.log(JSON.stringify({ keys: windows.size(), heldMb: (flooded.heapUsed - empty.heapUsed) / 1048576, growth: flooded.rss / full.rss }));
    })();
  `;
  const answer = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', '--input-type=commonjs', '-e', script], { encoding: 'utf8', cwd: path.resolve(__dirname, '../..') });
  const { keys, heldMb, growth } = JSON.parse(answer) as { keys: number; heldMb: number; growth: number };
  expect(keys).toBeLessThanOrEqual(100_000);
  expect(heldMb).toBeLessThan(50);
  // The resident size moves with the garbage collector's mood, so it is a ratio; without a bound it would be six.
  expect(growth).toBeLessThan(2.5);
}, 60_000);
