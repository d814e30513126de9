import request from 'supertest';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';
import { fakeMailer } from '../support/mailer';

const app = bootCrm({ server: { url: 'https://www.site.test' } });
const mailer = fakeMailer(app);

// F7: from the door to the mail
test('staff are told the first time a form refuses visitors, and at most once an hour after that', async () => {
  app.clock.hold('2026-11-21T10:14:00.000Z');
  const form = await aForm(app.crm, { name: 'Contact us', settings: { notify: ['team@site.test'], limits: { softPerAddress: 10, softPerForm: 300, hardPerAddress: 2, hardPerForm: 50 } } });
  const flood = async (): Promise<void> => {
    for (let index = 0; index < 5; index += 1) await request(app.url).post(`/api/crm/forms/${form.key}/submissions`).send({ email: 'no address' });
    await app.drain();
  };
  const alerts = () => mailer.sent.filter(({ subject }) => subject.includes('refuses visitors'));

  await flood();
  expect(alerts()).toMatchObject([{ to: 'team@site.test', text: expect.stringMatching(/“Contact us” refused 3 requests on 2026-11-21[\s\S]*capture-health\?filter\.form=/) }]);
  app.clock.advance(10 * 60_000);
  await flood();
  expect(alerts()).toHaveLength(1);
  app.clock.advance(61 * 60_000);
  await flood();
  expect(alerts()).toHaveLength(2);
});
