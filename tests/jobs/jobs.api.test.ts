import { setTimeout as pause } from 'node:timers/promises';
import { createClaims, FencedOut } from '../../server/src/jobs/claim';
import { JOB } from '../../server/src/jobs/content-types';
import { tableOf } from '../../server/src/kernel/records';
import { PermanentFailure } from '../../server/src/kernel/work';
import { bootCrm } from '../support/app';
import { engineOn, inDatabase, outside, storedJobs, writeNotes, writtenNotes } from './engine';

const app = bootCrm();

const NOON = '2026-03-02T12:00:00.000Z';
const notes = (count: number, type = 'test.note') => Array.from({ length: count }, (_, index) => ({ type, payload: { note: `note ${index}` } }));
const noteWork = () => inDatabase('test.note', (payloads) => writeNotes(app, payloads));

beforeEach(async () => {
  app.clock.hold(NOON);
  await app.reset();
});

describe('running work', () => {
  test('each effect happens once, in the order it was queued', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    await engine.enqueue(notes(250));
    await engine.drain();

    expect(await writtenNotes(app)).toEqual(Array.from({ length: 250 }, (_, index) => `note ${index}`));
    expect(await engine.summary()).toEqual({ ready: 0, running: 0, dead: 0, done: 250, discarded: 0, oldestReadyAt: null });
  });

  test('work comes in sets of a hundred', async () => {
    const sizes: number[] = [];
    const engine = engineOn(app, { work: [inDatabase('test.note', async (payloads) => void sizes.push(payloads.length))] });
    await engine.enqueue(notes(250));
    await engine.drain();
    expect(sizes).toEqual([100, 100, 50]);
  });

  test('one bad row in a set fails alone, and the good ones take effect once', async () => {
    const engine = engineOn(app, {
      work: [
        inDatabase('test.note', async (payloads) => {
          await writeNotes(app, payloads);
          if (payloads.some(({ note }) => note === 'note 7')) throw new Error('note 7 is poison, says anna@example.com');
        }),
      ],
    });
    await engine.enqueue(notes(20));
    await engine.drain();

    expect((await writtenNotes(app)).filter((note) => note !== 'note 7')).toHaveLength(19);
    expect(new Set(await writtenNotes(app)).size).toBe(19);
    const [poison] = (await storedJobs(app)).filter((job) => job.state !== 'done');
    expect(poison).toMatchObject({ state: 'ready', attempts: 1, payload: { note: 'note 7' }, lastError: 'Error: note 7 is poison, says [e-mail]' });
  });

  test('work that was rolled back with its transaction was never queued', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    await expect(
      app.transaction(async () => {
        await engine.enqueue(notes(1));
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await storedJobs(app)).toEqual([]);
  });

  test('an effect key queues once, also when it is asked for again after the work was done', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    const work = { type: 'test.note', payload: { note: 'welcome' }, effectKey: 'welcome:1' };
    await engine.enqueue([work, work]);
    await engine.enqueue([work]);
    await engine.drain();
    await engine.enqueue([work]);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual(['welcome']);
  });

  test('work whose time has not come stays, until somebody drains up to that time', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    await engine.enqueue([{ type: 'test.note', payload: { note: 'tomorrow' }, runAt: new Date('2026-03-03T12:00:00Z') }]);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual([]);
    await engine.drain({ until: new Date('2026-03-03T12:00:00Z') });
    expect(await writtenNotes(app)).toEqual(['tomorrow']);
  });

  test('work outside the database runs with its key, its attempt and no transaction', async () => {
    const seen: unknown[] = [];
    const engine = engineOn(app, {
      work: [outside('test.call', async ({ note }, { effectKey, attempt, signal }) => void seen.push({ note, effectKey, attempt, isAborted: signal.aborted, isInside: app.strapi.db.inTransaction() }))],
    });
    await engine.enqueue([{ type: 'test.call', payload: { note: 'ring' }, effectKey: 'call:1' }]);
    await engine.drain();
    expect(seen).toEqual([{ note: 'ring', effectKey: 'call:1', attempt: 1, isAborted: false, isInside: false }]);
  });

  test('more than 4 KB is refused: a payload holds ids', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    await expect(engine.enqueue([{ type: 'test.note', payload: { note: 'x'.repeat(5_000) } }])).rejects.toThrow('queue ids, not data');
  });
});

describe('failing work', () => {
  test('a failed run waits longer each time and gives up after its last attempt', async () => {
    const engine = engineOn(app, { work: [outside('test.call', () => Promise.reject(new Error('no answer')), { maxAttempts: 3 })] });
    await engine.enqueue(notes(1, 'test.call'));

    await engine.drain();
    const [first] = await storedJobs(app);
    expect(first).toMatchObject({ state: 'ready', attempts: 1, lastError: 'Error: no answer' });
    expect(Number(first?.runAt) - app.clock.now().getTime()).toBeLessThanOrEqual(5_000);

    await engine.drain({ until: new Date('2026-03-02T13:00:00Z') });
    expect(await storedJobs(app)).toMatchObject([{ state: 'dead', attempts: 3, lastError: 'Error: no answer' }]);
  });

  test('a permanent failure gives up at once', async () => {
    const engine = engineOn(app, { work: [outside('test.call', () => Promise.reject(new PermanentFailure('550 no such mailbox')))] });
    await engine.enqueue(notes(1, 'test.call'));
    await engine.drain();
    expect(await storedJobs(app)).toMatchObject([{ state: 'dead', attempts: 1 }]);
  });

  test('work that nobody knows and a payload that does not fit give up with a reason', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    await engine.enqueue([
      { type: 'test.gone', payload: { note: 'a' } },
      { type: 'test.note', payload: { text: 'b' } },
      { type: 'test.note', payload: { note: 'c' } },
    ]);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual(['c']);
    expect((await storedJobs(app)).map(({ state }) => state)).toEqual(['dead', 'dead', 'done']);
    expect((await storedJobs(app))[0]?.lastError).toContain('does “test.gone”');
    expect((await storedJobs(app))[1]?.lastError).toContain('note (invalid_type)');
  });

  test('a dead job is retried or discarded by an admin, and a done one is neither', async () => {
    let isDown = true;
    const engine = engineOn(app, {
      work: [
        outside('test.call', async () => {
          if (isDown) throw new PermanentFailure('down');
        }),
      ],
    });
    await engine.enqueue(notes(2, 'test.call'));
    await engine.drain();
    const [one, other] = await storedJobs(app);
    isDown = false;

    const admin = app.as('super-admin');
    expect((await admin.post(`/crm/jobs/${one?.documentId}/retry`)).body).toMatchObject({ state: 'ready', attempts: 0 });
    await engine.drain();
    const again = await admin.post(`/crm/jobs/${one?.documentId}/retry`);
    expect([again.status, again.body.error.details]).toEqual([409, { code: 'job.not-retried', state: 'done' }]);

    expect((await admin.post(`/crm/jobs/${other?.documentId}/discard`, { reason: 'Called by hand' })).body).toMatchObject({ state: 'discarded', discardReason: 'Called by hand' });
    expect((await admin.post(`/crm/jobs/${one?.documentId}/discard`, { reason: 'Late' })).status).toBe(409);
    expect((await admin.post('/crm/jobs/unknown/retry')).status).toBe(404);
  });

  test('all dead jobs are retried with one call', async () => {
    const engine = engineOn(app, { work: [outside('test.call', () => Promise.reject(new PermanentFailure('down')))] });
    await engine.enqueue(notes(12, 'test.call'));
    await engine.drain();
    expect((await app.as('super-admin').post('/crm/jobs/retry-dead')).body).toEqual({ retried: 12 });
    expect((await storedJobs(app)).every((job) => job.state === 'ready' && job.attempts === 0)).toBe(true);
  });
});

describe('leases', () => {
  const claim = async (limit = 1) => {
    const claims = createClaims({ strapi: app.strapi, clock: app.clock });
    const jobs = await claims.claim({ lane: 'interactive', now: app.clock.now(), type: 'test.note', limit });
    return { claims, jobs, token: jobs[0]?.leaseToken ?? '', ids: jobs.map(({ id }) => id) };
  };

  test('a worker that slept past its lease can neither complete nor fail the job that another one took', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
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
    const engine = engineOn(app, { work: [noteWork()] });
    await engine.enqueue(notes(1));
    await claim();
    app.clock.advance(59_000);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual([]);
    app.clock.advance(2_000);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual(['note 0']);
  });

  test('a job whose worker died at every attempt gives up', async () => {
    const engine = engineOn(app, { work: [inDatabase('test.note', (payloads) => writeNotes(app, payloads), { maxAttempts: 2 })] });
    await engine.enqueue(notes(1));
    await claim();
    app.clock.advance(61_000);
    await engine.tick();
    await claim();
    app.clock.advance(61_000);
    await engine.tick();
    expect(await storedJobs(app)).toMatchObject([{ state: 'dead', attempts: 2, leaseToken: null }]);
  });

  test('many claims at once share the rows out', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    await engine.enqueue(notes(200));
    const taken = await Promise.all(Array.from({ length: 10 }, () => claim(20)));
    const ids = taken.flatMap((one) => one.ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('workers', () => {
  test('four workers on one queue do each job once', async () => {
    const engines = Array.from({ length: 4 }, () => engineOn(app, { work: [noteWork()] }));
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

  test('a commit wakes the worker', async () => {
    app.clock.reset();
    const engine = engineOn(app, { work: [noteWork()], isWorkerOn: true });
    await engine.start();
    try {
      await pause(100);
      await app.transaction(() => engine.enqueue(notes(5)));
      await until(async () => (await writtenNotes(app)).length === 5);
    } finally {
      await engine.stop();
    }
  });

  test('work is found by the clock when nobody was woken for it', async () => {
    app.clock.reset();
    const engine = engineOn(app, { work: [noteWork()], isWorkerOn: true });
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
        noteWork(),
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
  test('bulk work waits until nothing interactive is due', async () => {
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

  test('the health page warns of more than 10,000 waiting jobs and of one that waits for five minutes', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
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
