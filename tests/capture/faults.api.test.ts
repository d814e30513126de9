import request from 'supertest';
import { bootCrm } from '../support/app';
import type { FaultPoint } from '../../server/src/kernel/faults';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
const ARMED = Symbol.for('strapi-plugin-crm.faults');
const PATH = '/api/crm/forms/contact-us/submissions';

beforeAll(async () => {
  const { results } = (await app.as('super-admin').get('/crm/forms')).body;
  await app.as('super-admin').post(`/crm/forms/${results[0].id}/publish`).expect(200);
});

afterEach(() => void Reflect.deleteProperty(globalThis, ARMED));

/** Throws once at that point, as a failing disk or a lost connection would. */
const failOnceAt = (point: FaultPoint): void => {
  let isSpent = false;
  const fail = (reached: FaultPoint): void => {
    if (isSpent || reached !== point) return;
    isSpent = true;
    throw new Error(`Fault at ${point}`);
  };
  Object.assign(globalThis, { [ARMED]: fail });
};

const count = async (table: string): Promise<number> => Number(((await app.strapi.db.getConnection(table).count({ n: '*' })) as { n: string | number }[])[0]!.n);

// F1, 12.1: every point of the way, thrown once; the visitor sends the same key again, as the page does.
test.each(['after-parse', 'before-commit', 'after-commit-before-answer', 'before-effect', 'after-effect-before-complete'] as const)('a fault at %s loses nothing and doubles nothing', async (point) => {
  await app.reset();
  const { CONTACT_FORM } = await import('../../server/src/forms/starter');
  const form = await app.crm.forms.create(CONTACT_FORM);
  await app.crm.forms.publish(form.id);

  failOnceAt(point);
  const send = () => request(app.url).post(PATH).set('Idempotency-Key', `key-${point}`).send({ email: 'ana@example.com', firstName: 'Ana' });
  const first = await send();
  expect([201, 503]).toContain(first.status);
  const second = await send();
  expect([200, 201]).toContain(second.status);
  await app.drain();
  app.clock.advance(10_000);
  await app.drain();

  expect([await count('crm_submissions'), await count('crm_leads'), await count('crm_contacts'), await count('crm_timeline_entries')]).toEqual([1, 1, 1, 1]);
});
