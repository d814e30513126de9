import request from 'supertest';
import { bootCrm } from '../support/app';

const app = bootCrm();

test('a thousand posts that rotate X-Forwarded-For, Forwarded, e-mail and form are still one address’s sixty a minute (S31)', async () => {
  app.clock.hold('2026-03-02T12:00:00.000Z');
  const admin = app.as('super-admin');
  const { results } = (await admin.get('/crm/forms')).body;
  await admin.post(`/crm/forms/${results[0].id}/publish`).expect(200);
  const agent = request.agent(app.url);

  const statuses = new Map<number, number>();
  for (let index = 0; index < 1_000; index += 1) {
    const invented = `${1 + (index % 220)}.${index % 250}.7.9`;
    const { status } = await agent
      .post('/api/crm/forms/contact-us/submissions')
      .set({ 'X-Forwarded-For': `${invented}, 203.0.113.${index % 250}`, Forwarded: `for=${invented}`, 'X-Real-IP': invented, 'CF-Connecting-IP': invented })
      .send({ email: `person-${index}@example.com`, firstName: 'Person', lastName: String(index), ip: invented });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect((statuses.get(201) ?? 0) + (statuses.get(429) ?? 0)).toBe(1_000);
  expect(statuses.get(201)).toBeLessThanOrEqual(60);
}, 60_000);
