import { PermanentFailure } from '../../server/src/kernel/work';
import { bootCrm } from '../support/app';
import { engineOn, inDatabase, outside, writeNotes } from './engine';

const app = bootCrm();

const NOON = '2026-03-02T12:00:00.000Z';
const notes = (count: number, type = 'test.note') => Array.from({ length: count }, (_, index) => ({ type, payload: { note: `note ${index}` } }));
const noteWork = () => inDatabase('test.note', (payloads) => writeNotes(app, payloads));

beforeEach(async () => {
  app.clock.hold(NOON);
  await app.reset();
});

describe('pages', () => {
  test('the list pages through all jobs in both orders', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    for (let index = 0; index < 5; index += 1) {
      await engine.enqueue([{ type: 'test.note', payload: { note: `note ${index}` }, runAt: new Date(app.clock.now().getTime() + (5 - index) * 1_000) }]);
      app.clock.advance(1);
    }
    const walk = async (sort: string): Promise<unknown[]> => {
      const found: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const answer = await app.as('super-admin').get('/crm/jobs').query({ sort, limit: 2, ...(cursor ? { cursor } : {}) });
        expect(answer.status).toBe(200);
        found.push(...answer.body.results.map((job: { payload: { note: string } }) => job.payload.note));
        cursor = answer.body.page.next;
      }
      return found;
    };
    expect(await walk('-createdAt')).toEqual(['note 4', 'note 3', 'note 2', 'note 1', 'note 0']);
    expect(await walk('runAt')).toEqual(['note 4', 'note 3', 'note 2', 'note 1', 'note 0']);
  });

  test('the list is narrowed by state, type and text', async () => {
    const engine = engineOn(app, { work: [noteWork()] });
    await engine.enqueue(notes(2));
    await engine.drain();
    await engine.enqueue(notes(1, 'test.other'));
    const ask = async (query: object) => (await app.as('super-admin').get('/crm/jobs').query(query)).body.page.total;
    expect(await ask({})).toBe(3);
    expect(await ask({ filters: { state: 'done' } })).toBe(2);
    expect(await ask({ filters: { type: 'test.other' } })).toBe(1);
    expect(await ask({ q: 'other' })).toBe(1);
    expect(await ask({ q: '%' })).toBe(0);
  });

  test('health tells the queue, the database and the dead letters', async () => {
    const engine = engineOn(app, { work: [outside('test.call', () => Promise.reject(new PermanentFailure('down')))] });
    await engine.enqueue(notes(1, 'test.call'));
    await engine.drain();
    const { status, body } = await app.as('super-admin').get('/crm/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true, queue: { dead: 1 }, checks: expect.arrayContaining([expect.objectContaining({ name: 'dead-letters', state: 'warning' })]) });
    expect((await app.as('super-admin').get('/crm/jobs/schedules')).status).toBe(200);
  });

  test('a silent clock is a failure where workers are on', async () => {
    const engine = engineOn(app, { work: [noteWork()], isWorkerOn: true });
    await engine.start();
    await engine.tick();
    expect((await engine.health()).ok).toBe(true);
    await engine.stop();
    app.clock.advance(61_000);
    expect(await engine.health()).toMatchObject({ ok: false, checks: expect.arrayContaining([expect.objectContaining({ name: 'schedules', state: 'failing' })]) });
  });
});
