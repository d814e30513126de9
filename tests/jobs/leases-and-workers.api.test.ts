import { setTimeout as pause } from 'node:timers/promises';
import { createClaims, FencedOut } from '../../server/src/jobs/claim';
import { JOB } from '../../server/src/jobs/content-types';
import { tableOf } from '../../server/src/kernel/records';
import { bootCrm } from '../support/app';
import { engineOn, inDatabase, notes, noteWork, outside, storedJobs, writeNotes, writtenNotes } from './engine';

const app = bootCrm();

beforeEach(async () => {
  app.clock.hold('2026-03-02T12:00:00.000Z');
  await app.reset();
});

describe('leases', () => {
  const claim = async (limit = 1) => {
    const claims = createClaims({ strapi: app.strapi, clock: app.clock });
    const jobs = await claims.claim({ lane: 'interactive', now: app.clock.now(), type: 'test.note', limit });
    return { claims, jobs, token: jobs[0]?.leaseToken ?? '', ids: jobs.map(({ id }) => id) };
  };

  test('a worker that slept past its lease can neither complete nor fail the job that another one took', async () => {
    const engine = engineOn(app, { work: [noteWork(app)] });
    await engine.enqueue(notes(1));
    const slow = await claim();
    app.clock.advance(90_000);
    await engine.drain();

    await expect(slow.claims.complete(slow.token, slow.ids)).rejects.toThrow(FencedOut);
    await slow.claims.giveUp(slow.token, slow.ids, 'too late');
    expect(await slow.claims.extend(slow.token, slow.ids)).toBe(false);
    expect(await storedJobs(app)).toMatchObject([{ state: 'done', attempts: 2 }]);
    expect(await writtenNotes(app)).toEqual(['note 0']);
  });

  test('a run that loses its lease half-way leaves no effect', async () => {
    const engine = engineOn(app, {
      work: [
        inDatabase('test.note', async (payloads) => {
          await writeNotes(app, payloads);
          await tableOf(app.strapi, JOB).updateMany(
            (await storedJobs(app)).map(({ id }) => id),
            { leaseToken: 'somebody else' },
          );
        }),
      ],
    });
    await engine.enqueue(notes(3));
    await engine.drain();
    expect(await writtenNotes(app)).toEqual([]);
  });

  test('a lease holds for a minute', async () => {
    const engine = engineOn(app, { work: [noteWork(app)] });
    await engine.enqueue(notes(1));
    await claim();
    app.clock.advance(59_000);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual([]);
    app.clock.advance(2_000);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual(['note 0']);
  });

  test('a job whose worker died at every attempt gives up, and who queued it is told once', async () => {
    const told: unknown[] = [];
    const work = [
      inDatabase('test.note', (payloads) => writeNotes(app, payloads), {
        maxAttempts: 2,
        whenGivenUp: async (payload, _tools, reason) => void told.push({ payload, reason, isInside: app.strapi.db.inTransaction() }),
      }),
    ];
    const [engine, other] = [engineOn(app, { work }), engineOn(app, { work })];
    await engine.enqueue(notes(1));
    await claim();
    app.clock.advance(61_000);
    await engine.tick();
    expect([await storedJobs(app), told]).toMatchObject([[{ state: 'ready', attempts: 1 }], []]);
    await claim();
    app.clock.advance(61_000);
    await Promise.all([engine.tick(), other.tick()]);
    await engine.drain();
    expect(await storedJobs(app)).toMatchObject([{ state: 'dead', attempts: 2, leaseToken: null, lastError: expect.stringContaining('LeaseExpired') }]);
    expect(told).toEqual([{ payload: { note: 'note 0' }, reason: expect.stringContaining('LeaseExpired'), isInside: true }]);
  });

  test('one lost job that can’t be given up holds up neither the others nor the clock, and is tried again', async () => {
    let isBroken = true;
    const engine = engineOn(app, {
      work: [
        inDatabase('test.note', (payloads) => writeNotes(app, payloads), {
          maxAttempts: 1,
          whenGivenUp: async ({ note }) => {
            if (isBroken && note === 'note 0') throw new Error('the table is locked');
          },
        }),
      ],
    });
    await engine.enqueue(notes(2));
    await claim(2);
    app.clock.advance(61_000);
    await engine.tick();
    expect((await storedJobs(app)).map(({ state }) => state)).toEqual(['running', 'dead']);
    isBroken = false;
    app.clock.advance(61_000);
    await engine.tick();
    expect((await storedJobs(app)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['dead', 1],
      ['dead', 1],
    ]);
  });

  test('many claims at once share the rows out', async () => {
    const engine = engineOn(app, { work: [noteWork(app)] });
    await engine.enqueue(notes(200));
    const taken = await Promise.all(Array.from({ length: 10 }, () => claim(20)));
    const ids = taken.flatMap((one) => one.ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('workers', () => {
  test('four workers on one queue do each job once', async () => {
    const engines = Array.from({ length: 4 }, () => engineOn(app, { work: [noteWork(app)] }));
    await engines[0]?.enqueue(notes(2_000));
    await Promise.all(engines.map((engine) => engine.drain()));
    const written = await writtenNotes(app);
    expect([written.length, new Set(written).size]).toEqual([2_000, 2_000]);
    expect((await storedJobs(app)).every(({ state, attempts }) => state === 'done' && attempts === 1)).toBe(true);
  });

  const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
    for (let waited = 0; waited < 5_000; waited += 20) {
      if (await isTrue()) return;
      await pause(20);
    }
    throw new Error('It did not come true within five seconds.');
  };

  test('a commit wakes the worker (R6)', async () => {
    app.clock.reset();
    const engine = engineOn(app, { work: [noteWork(app)], isWorkerOn: true });
    await engine.start();
    try {
      await pause(100);
      await app.transaction(() => engine.enqueue(notes(5)));
      await until(async () => (await writtenNotes(app)).length === 5);
    } finally {
      await engine.stop();
    }
  });

  test('work is found by the clock when nobody was woken for it (R6)', async () => {
    app.clock.reset();
    const engine = engineOn(app, { work: [noteWork(app)], isWorkerOn: true });
    await engine.start();
    try {
      await pause(100);
      await engineOn(app, {}).enqueue(notes(1));
      await until(async () => (await writtenNotes(app)).length === 1);
    } finally {
      await engine.stop();
    }
  });

  test('slow calls outside hold up neither each other nor the database work behind them', async () => {
    app.clock.reset();
    const release = new AbortController();
    let calls = 0;
    const engine = engineOn(app, {
      work: [
        outside('test.call', async () => {
          calls += 1;
          await pause(5_000, undefined, { signal: release.signal }).catch(() => undefined);
        }),
        noteWork(app),
      ],
      isWorkerOn: true,
    });
    await engine.enqueue([...notes(15, 'test.call'), ...notes(1)]);
    await engine.start();
    try {
      await until(async () => (await writtenNotes(app)).length === 1);
      expect(calls).toBe(10);
    } finally {
      release.abort();
      await engine.stop();
    }
  });

  test('a stop lets running work end, and takes no new work', async () => {
    app.clock.reset();
    let started = 0;
    const engine = engineOn(app, {
      work: [
        outside('test.call', async () => {
          started += 1;
          await pause(300);
        }),
      ],
      isWorkerOn: true,
    });
    await engine.enqueue(notes(1, 'test.call'));
    await engine.start();
    await until(() => started === 1);
    await engine.stop();
    await engine.enqueue(notes(1, 'test.call'));
    await pause(100);
    expect((await storedJobs(app)).map(({ state, attempts }) => ({ state, attempts }))).toEqual([
      { state: 'done', attempts: 1 },
      { state: 'ready', attempts: 0 },
    ]);
  });

  test('a stop gives unfinished work back without counting the attempt', async () => {
    app.clock.reset();
    let started = 0;
    const engine = engineOn(app, {
      work: [
        outside('test.deaf', async ({ note }, { signal }) => {
          started += 1;
          if (note === 'note 0') await pause(60_000, undefined, { signal, ref: false });
          else await pause(13_000, undefined, { ref: false });
        }),
      ],
      isWorkerOn: true,
    });
    await engine.enqueue(notes(2, 'test.deaf'));
    await engine.start();
    await until(() => started === 2);
    const began = Date.now();
    await engine.stop();
    expect(Date.now() - began).toBeLessThan(11_000);
    expect(await storedJobs(app)).toMatchObject([
      { state: 'ready', attempts: 0, leaseToken: null },
      { state: 'ready', attempts: 0, leaseToken: null },
    ]);
    // The deaf one ends after all; it is fenced out.
    await pause(3_500);
    expect((await storedJobs(app)).map(({ state }) => state)).toEqual(['ready', 'ready']);
  });
});

describe('backpressure', () => {
  test('bulk work waits until nothing interactive is due (R16)', async () => {
    const order: string[] = [];
    const engine = engineOn(app, {
      work: [
        inDatabase('test.bulk', async (payloads) => void order.push(`bulk ${payloads.length}`), { lane: 'bulk' }),
        inDatabase('test.note', async (payloads) => {
          order.push(`interactive ${payloads.length}`);
        }),
      ],
    });
    await engine.enqueue(notes(60, 'test.bulk'));
    await engine.enqueue(notes(120));
    await engine.drain();
    expect(order).toEqual(['interactive 100', 'interactive 20', 'bulk 25', 'bulk 25', 'bulk 10']);
  });

  test('the health page warns of more than 10,000 waiting jobs and of one that waits for five minutes (R16)', async () => {
    const engine = engineOn(app, { work: [noteWork(app)] });
    const backlog = async () => (await engine.health()).checks.find(({ name }) => name === 'backlog');

    await engine.enqueue(notes(10_001));
    expect(await backlog()).toMatchObject({ state: 'warning', message: expect.stringContaining('more than 10,000') });

    await app.reset();
    await engine.enqueue(notes(1));
    expect((await backlog())?.state).toBe('ok');
    app.clock.advance(6 * 60_000);
    expect(await backlog()).toMatchObject({ state: 'warning', message: expect.stringContaining('6 minutes') });
  });
});
