import { PermanentFailure } from '../../server/src/kernel/work';
import { bootCrm } from '../support/app';
import { engineOn, inDatabase, notes, noteWork, outside, storedJobs, writeNotes, writtenNotes } from './engine';

const app = bootCrm();

beforeEach(async () => {
  app.clock.hold('2026-03-02T12:00:00.000Z');
  await app.reset();
});

describe('running work', () => {
  test('each effect happens once, in the order it was queued', async () => {
    const engine = engineOn(app, { work: [noteWork(app)] });
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
    const engine = engineOn(app, { work: [noteWork(app)] });
    await expect(
      app.transaction(async () => {
        await engine.enqueue(notes(1));
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await storedJobs(app)).toEqual([]);
  });

  test('an effect key queues once, also when it is asked for again after the work was done', async () => {
    const engine = engineOn(app, { work: [noteWork(app)] });
    const work = { type: 'test.note', payload: { note: 'welcome' }, effectKey: 'welcome:1' };
    await engine.enqueue([work, work]);
    await engine.enqueue([work]);
    await engine.drain();
    await engine.enqueue([work]);
    await engine.drain();
    expect(await writtenNotes(app)).toEqual(['welcome']);
  });

  test('work whose time has not come stays, until somebody drains up to that time', async () => {
    const engine = engineOn(app, { work: [noteWork(app)] });
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
    const engine = engineOn(app, { work: [noteWork(app)] });
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
    const engine = engineOn(app, { work: [noteWork(app)] });
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
