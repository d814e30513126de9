import request from 'supertest';
import type { Form } from '../../server/src/forms/contract';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';
import { fakeMailer } from '../support/mailer';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
const mailer = fakeMailer(app);
const SAMPLES = 200;

const FIELDS: Form['fields'] = [
  { name: 'name', type: 'text', label: 'Name', isRequired: false, mapTo: 'contact.name' },
  { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
  { name: 'news', type: 'consent', label: 'Send me news', isRequired: false, mapTo: null },
];

const median = (times: readonly number[]): number => [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

/** In turns, so that a busy machine slows all kinds down alike. Answers the median of each kind in ms. */
const mediansOf = async (kinds: Record<string, (round: number) => Promise<unknown>>): Promise<number[]> => {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]));
  for (let round = 0; round < SAMPLES; round += 1) {
    for (const [name, ask] of Object.entries(kinds)) {
      const began = performance.now();
      await ask(round);
      times[name]!.push(performance.now() - began);
    }
  }
  return Object.values(times).map(median);
};

/** 5 ms is the requirement; where a machine is so busy that all medians are large, their ratio is what tells. */
const expectAlike = (medians: readonly number[]): void => {
  const [fastest, slowest] = [Math.min(...medians), Math.max(...medians)];
  expect({ medians, isAlike: slowest - fastest < 5 || slowest / fastest < 1.3 }).toMatchObject({ isAlike: true });
};

let usedToken = '';

test('a form answers a new, a waiting, a confirmed and a blocked address with the same words and in the same time (M21, S34, X19)', async () => {
  const form = await aForm(app.crm, { fields: FIELDS, settings: { optIn: 'submission' } });
  const send = async (email: string, round: number) => {
    const answer = await request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).send({ name: `Visitor ${round}`, email, news: true });
    expect(answer.status).toBe(201);
    return { ...(answer.body as object), id: '' };
  };
  await send('waiting@example.com', -1);
  await send('confirmed@example.com', -1);
  await app.crm.mail.suppressMany([{ email: 'blocked@example.com', scope: 'all', reason: 'complaint', source: 'test' }]);
  await app.drain();
  usedToken = /confirm\/([A-Za-z0-9_-]+)/.exec(mailer.sent.find(({ to }) => JSON.stringify(to).includes('confirmed@'))?.text ?? '')?.[1] ?? '';
  await request(app.url).post(`/api/crm/confirm/${usedToken}`).expect(200);
  await app.drain();

  const answers = new Set<string>();
  const kind = (emailOf: (round: number) => string) => async (round: number) => answers.add(JSON.stringify(await send(emailOf(round), round)));
  const medians = await mediansOf({
    new: kind((round) => `new-${round}@example.com`),
    waiting: kind(() => 'waiting@example.com'),
    confirmed: kind(() => 'confirmed@example.com'),
    blocked: kind(() => 'blocked@example.com'),
  });
  expect(answers.size).toBe(1);
  expectAlike(medians);
}, 120_000);

test('the confirmation page takes as long for a used link as for an unknown one (S34, X19)', async () => {
  const medians = await mediansOf({
    'page of a known link': () => request(app.url).get(`/api/crm/confirm/${usedToken}`),
    'page of an unknown link': (round) => request(app.url).get(`/api/crm/confirm/${String(round).padStart(22, 'A')}`),
    'button of a known link': () => request(app.url).post(`/api/crm/confirm/${usedToken}`),
    'button of an unknown link': (round) => request(app.url).post(`/api/crm/confirm/${String(round).padStart(22, 'A')}`),
  });
  expectAlike(medians.slice(0, 2));
  expectAlike(medians.slice(2));
}, 120_000);
