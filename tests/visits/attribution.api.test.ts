import type { Form } from '../../server/src/forms/contract';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';

const SITE = 'https://www.nordlicht.example';
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const VISITOR = 'AnnAnnAnnAnnAnnAnnAnnA';
const CONFIG = { visits: { allowedOrigins: [SITE] }, capture: { rateLimits: 'off' } };

const app = bootCrm({ config: CONFIG });
let form: Form;
beforeEach(async () => {
  await app.reset();
  form = await aForm(app.crm, {
    fields: [
      { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
      { name: 'news', type: 'consent', label: 'Yes, send me <b>news</b>.', isRequired: false, mapTo: null },
    ],
  });
});

const rows = (name: string): Promise<Record<string, unknown>[]> => app.strapi.db.query(`plugin::crm.${name}`).findMany({ orderBy: { id: 'asc' }, populate: true, limit: 1000 });

const see = async (page: string, referrer: string | null = null): Promise<void> => {
  await app.anonymous.post('/api/crm/visits').set({ 'User-Agent': CHROME, Origin: SITE }).send({ visitor: VISITOR, consent: true, views: [{ page, referrer }] }).expect(204);
  await app.crm.visits.flush();
};

const send = async (values: Record<string, unknown>): Promise<void> => {
  await app.anonymous.post(`/api/crm/forms/${form.key}/submissions`).set({ 'User-Agent': CHROME, Origin: SITE }).send(values).expect(201);
  await app.drain();
};

test('the first and the last thing that brought a person are on the submission and on the contact (F43)', async () => {
  await see(`${SITE}/articles/harbour?utm_source=newsletter&gclid=G1`, 'https://mail.example/');
  app.clock.advance(3 * 3_600_000);
  await see(`${SITE}/pricing?utm_source=linkedin`, 'https://www.linkedin.com/');
  await send({
    email: 'ann@acme.example',
    _crm_visitor: VISITOR,
    _crm_page: `${SITE}/contact#form`,
    _crm_landing: `${SITE}/pricing?utm_source=linkedin`,
    _crm_referrer: `${SITE}/pricing`,
    _crm_timezone: 'Europe/Berlin',
    _crm_locale: 'de',
  });

  const first = { landing: `${SITE}/articles/harbour?utm_source=newsletter&gclid=G1`, referrer: 'https://mail.example/', utm: { utm_source: 'newsletter', gclid: 'G1' } };
  const last = { landing: `${SITE}/pricing?utm_source=linkedin`, referrer: 'https://www.linkedin.com/', utm: { utm_source: 'linkedin' } };
  expect(await rows('submission')).toMatchObject([{ page: `${SITE}/contact`, referrer: `${SITE}/pricing`, timeZone: 'Europe/Berlin', locale: 'de', visitorId: VISITOR, touches: { first, last } }]);
  expect(await rows('contact')).toMatchObject([{ firstTouch: first, lastTouch: last }]);
  expect(await rows('visitor')).toMatchObject([{ clientId: VISITOR, contact: { email: 'ann@acme.example' } }]);
});

test('without consent the page of the form is all that is known (F43, F45)', async () => {
  await send({ email: 'ann@acme.example', _crm_page: `${SITE}/contact`, _crm_landing: `${SITE}/?utm_source=ad`, _crm_referrer: 'https://search.example/' });
  const here = { page: `${SITE}/contact`, landing: `${SITE}/?utm_source=ad`, referrer: 'https://search.example/', utm: { utm_source: 'ad' } };
  expect(await rows('contact')).toMatchObject([{ firstTouch: here, lastTouch: here }]);
  expect(await rows('visitor')).toEqual([]);
});

test('two people at one computer become two contacts, and neither gets what brought the other (F45)', async () => {
  await see(`${SITE}/?utm_source=newsletter`);
  await send({ email: 'ann@acme.example', _crm_visitor: VISITOR, _crm_page: `${SITE}/contact` });
  await send({ email: 'bob@acme.example', _crm_visitor: VISITOR, _crm_page: `${SITE}/contact` });
  await see(`${SITE}/later`);

  const [ann, bob, ...others] = (await rows('contact')) as { email: string; firstTouch: { utm: object; page: string } }[];
  expect(others).toEqual([]);
  expect([ann?.firstTouch.utm, bob?.firstTouch]).toMatchObject([{ utm_source: 'newsletter' }, { page: `${SITE}/contact`, utm: {} }]);
  expect((await rows('visitor')).map(({ clientId, contact }) => [clientId, (contact as { email: string }).email])).toEqual([
    [null, 'ann@acme.example'],
    [VISITOR, 'bob@acme.example'],
  ]);
  expect((await rows('visit')).map(({ landing, visitor }) => [landing, (visitor as { clientId: string | null }).clientId])).toEqual([
    [`${SITE}/?utm_source=newsletter`, null],
    [`${SITE}/later`, VISITOR],
  ]);
});

test('a secret in the query of a page never reaches a table (F44)', async () => {
  const canary = 'canary4711';
  const secret = (name: string) => `${SITE}/reset?${name}=${canary}&utm_source=news#${canary}`;
  await send({ email: 'ann@acme.example', _crm_page: secret('token'), _crm_landing: secret('code'), _crm_referrer: secret('session') });
  const dump = JSON.stringify(await Promise.all(['submission', 'contact', 'lead', 'timeline-entry', 'consent', 'job'].map(rows)));
  expect(dump).toContain('ann@acme.example');
  expect(dump).not.toContain(canary);
});

test('a ticked box is a row with its words and version; changing the form changes no row (F47)', async () => {
  await send({ email: 'ann@acme.example', news: true, _crm_page: `${SITE}/contact`, _crm_locale: 'en' });
  const [before] = await rows('consent');
  expect(before).toMatchObject({ purpose: 'marketing', state: 'given', method: 'form', text: 'Yes, send me <b>news</b>.', formDocumentId: form.id, formVersion: 1, page: `${SITE}/contact`, locale: 'en', ipPrefix: '127.0.0.0/24', contact: { email: 'ann@acme.example' } });

  const fields = form.fields.map((field) => (field.name === 'news' ? { ...field, label: 'Send me everything.' } : field));
  await app.as('super-admin').put(`/crm/forms/${form.id}`, { fields, version: form.version }).expect(200);
  await app.as('super-admin').post(`/crm/forms/${form.id}/publish`).expect(200);
  expect(await rows('consent')).toEqual([before]);
});

test.each([{ news: false }, { news: '' }, {}])('a box that was not ticked makes no row (F47): %j', async (answers) => {
  await send({ email: 'ann@acme.example', ...answers });
  expect(await rows('consent')).toEqual([]);
});

test('of an address only the network is stored, or all of it for thirty days where the site asks for it (F46, P9)', async () => {
  await send({ email: 'ann@acme.example' });
  expect(await rows('submission')).toMatchObject([{ ipPrefix: '127.0.0.0/24', ipAddress: null }]);

  await app.restart({ config: { ...CONFIG, capture: { ...CONFIG.capture, keepsAddresses: true } } });
  await send({ email: 'bob@acme.example' });
  const cut = async () => {
    await app.transaction(() => app.crm.jobs.enqueue([{ type: 'submissions.cut-addresses', payload: { plannedAt: app.clock.now().toISOString(), isLate: false } }]));
    await app.drain();
    return (await rows('submission')).map(({ ipAddress }) => ipAddress);
  };
  app.clock.advance(29 * 24 * 3_600_000);
  expect(await cut()).toEqual([null, '127.0.0.1']);
  app.clock.advance(2 * 24 * 3_600_000);
  expect(await cut()).toEqual([null, null]);
  app.clock.reset();
});
