import request from 'supertest';
import { bootCrm } from '../support/app';

const app = bootCrm();

// F6, S31, and the path variants of CVE-2023-38507
test('beyond the hard limit the door answers 429 with Retry-After, whatever the spelling of the path or of X-Forwarded-For', async () => {
  const { results } = (await app.as('super-admin').get('/crm/forms')).body;
  await app.as('super-admin').post(`/crm/forms/${results[0].id}/publish`).expect(200);
  const post = (path: string, index: number) => request(app.url).post(path).set('X-Forwarded-For', `198.51.100.${index}`).send({ email: `person-${index}@example.com` });

  // All of it in one window of each limit.
  app.clock.hold();
  const statuses: number[] = [];
  for (let index = 0; index < 70; index += 1) statuses.push((await post(index % 2 ? '/api/crm/forms/contact-us/submissions/' : '/api/crm/forms/contact-us/submissions', index)).status);
  const refused = await post('/api/crm/forms/contact-us/submissions', 99);
  expect(statuses.slice(0, 50).every((status) => status === 201)).toBe(true);
  expect(statuses.slice(-10)).toEqual(Array.from({ length: 10 }, () => 429));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});
