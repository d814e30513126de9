import request from 'supertest';
import { bootCrm } from '../support/app';
import type { Form } from '../../server/src/forms/contract';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
const PATH = '/api/crm/forms/contact-us/submissions';
const ana = { firstName: 'Ana', lastName: 'Ruiz', email: 'ana@acme-works.example', company: 'Acme Works', phone: '+49 40 5550117', message: 'Hello' };

let form: Form;

beforeAll(async () => {
  const { body } = await app.as('super-admin').get('/crm/forms');
  form = (await app.as('super-admin').post(`/crm/forms/${body.results[0].id}/publish`)).body;
}, 60_000);

beforeEach(async () => {
  for (const table of ['crm_leads', 'crm_timeline_entries', 'crm_submissions', 'crm_suggestions', 'crm_contact_emails', 'crm_contact_phones', 'crm_contacts', 'crm_company_domains', 'crm_companies', 'crm_jobs'])
    await app.strapi.db.getConnection(table).delete();
});

const count = async (table: string): Promise<number> => Number(((await app.strapi.db.getConnection(table).count({ n: '*' })) as { n: string | number }[])[0]!.n);
const post = (body: object | string) => request(app.url).post(PATH).send(body);

const change = async (patch: Record<string, unknown>): Promise<void> => {
  const current = (await app.as('super-admin').get(`/crm/forms/${form.id}`)).body;
  await app.as('super-admin').put(`/crm/forms/${form.id}`, { ...patch, version: current.version }).expect(200);
  await app.as('super-admin').post(`/crm/forms/${form.id}/publish`).expect(200);
};

test('a fresh install has a ready form that nobody can send until it is published', async () => {
  await app.as('super-admin').post(`/crm/forms/${form.id}/unpublish`).expect(200);
  const closed = await post(ana);
  expect(closed.status).toBe(404);
  const unknown = await request(app.url).post('/api/crm/forms/nothing-here/submissions').send(ana);
  expect(unknown.body).toEqual(closed.body);
  await app.as('super-admin').post(`/crm/forms/${form.id}/publish`).expect(200);
  expect((await post(ana)).status).toBe(201);
});

// F1, F50, F60
test('a submitted form becomes a lead with its contact, company and history', async () => {
  const answer = await post({ ...ana, _crm_page: 'https://site.example/pricing?utm_source=newsletter&email=x@y.z#top' });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({ ok: true, id: expect.any(String), message: form.thankYou, redirect: null });
  await app.drain();

  const { body } = await app.as('super-admin').get('/crm/leads');
  expect(body.page).toEqual({ next: null, total: 1 });
  const [lead] = body.results;
  expect(lead).toMatchObject({ name: 'Ana Ruiz', email: 'ana@acme-works.example', status: 'new', source: 'form', companyName: 'Acme Works', form: { name: 'Contact us' }, company: { name: 'Acme Works' }, contact: { name: 'Ana Ruiz' } });
  const whole = (await app.as('super-admin').get(`/crm/leads/${lead.id}`)).body;
  expect(whole.utm).toEqual({ utm_source: 'newsletter' });
  expect(whole.landingPage).toBe('https://site.example/pricing?utm_source=newsletter');
  expect(whole.answers.map(({ name }: { name: string }) => name)).toEqual(['firstName', 'lastName', 'email', 'company', 'phone', 'message']);
  expect(new Date(whole.firstResponseDueAt).getTime() - new Date(whole.createdAt).getTime()).toBe(60 * 60_000);
  const feed = (await app.as('super-admin').get(`/crm/contacts/${lead.contact.id}/timeline`)).body;
  expect(feed.results).toEqual([expect.objectContaining({ kind: 'form.submitted', text: 'Hello', subject: { type: 'lead', id: lead.id } })]);
});

// F2
test('the same key with the same answers gets the first answer again, however often and at once', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => post({ ...ana, _crm_key: 'double-click' })));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 200]));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  await app.drain();
  expect(await count('crm_submissions')).toBe(1);
  expect(await count('crm_leads')).toBe(1);
  const replay = await request(app.url).post(PATH).set('Idempotency-Key', 'double-click').send(ana);
  expect(replay.status).toBe(200);
  const reused = await request(app.url).post(PATH).set('Idempotency-Key', 'double-click').send({ ...ana, message: 'Other' });
  expect(reused.status).toBe(422);
  expect((await request(app.url).post(PATH).set('Idempotency-Key', 'k'.repeat(256)).send(ana)).status).toBe(422);
});

// F3
test('a double click without a key is kept twice and has effects once', async () => {
  await Promise.all([post(ana), post(ana)]);
  app.clock.advance(11_000);
  await post(ana);
  await app.drain();
  expect(await count('crm_submissions')).toBe(3);
  expect(await count('crm_leads')).toBe(2);
  const { body } = await app.as('super-admin').get('/crm/submissions');
  expect(body.results.filter(({ duplicateOf }: { duplicateOf: string | null }) => duplicateOf)).toHaveLength(1);
});

// F5
test('when every effect fails, visitors still get their answer and each failure is listed and can be tried again', async () => {
  // A real fault, not a mock: the table that the effects need is away.
  await app.strapi.db.connection.schema.renameTable('crm_leads', 'crm_leads_away');
  try {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => post({ ...ana, email: `visitor-${index}@example.com` })));
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      app.clock.advance(2 * 3_600_000);
      await app.drain();
    }
    expect((await app.as('super-admin').get('/crm/jobs/summary')).body.dead).toBe(100);
  } finally {
    await app.strapi.db.connection.schema.renameTable('crm_leads_away', 'crm_leads');
  }
  const failed = (await app.as('super-admin').get('/crm/submissions?filters[state]=failed&limit=100')).body;
  expect(failed.results).toHaveLength(100);
  expect(failed.results[0].failure).toBeTruthy();
  const [row] = (await app.as('super-admin').get('/crm/submissions?filters[state]=failed&limit=1')).body.results;
  await app.as('super-admin').post(`/crm/submissions/${row.id}/reprocess`).expect(200);
  await app.drain();
  expect((await app.as('super-admin').get(`/crm/submissions/${row.id}`)).body).toMatchObject({ state: 'processed', result: { type: 'lead' } });
});

// F8
test('a body over the limit is refused early, whether it announces its size or not', async () => {
  const large = JSON.stringify({ ...ana, message: 'x'.repeat(300 * 1024) });
  expect((await request(app.url).post(PATH).set('content-type', 'application/json').send(large)).status).toBe(413);
  const chunked = await fetch(`${app.url}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    duplex: 'half',
    body: new ReadableStream({
      start(controller) {
        for (let part = 0; part < 10; part += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(40 * 1024)));
        controller.close();
      },
    }),
  } as RequestInit);
  expect(chunked.status).toBe(413);
  expect((await request(app.url).post(PATH).set('content-type', 'application/xml').send('<a/>')).status).toBe(415);
  expect(await count('crm_submissions')).toBe(0);
});

// F12
test('a submission that runs through the pipeline again makes nothing twice', async () => {
  await post(ana);
  await app.drain();
  const [row] = (await app.as('super-admin').get('/crm/submissions')).body.results;
  for (let again = 0; again < 2; again += 1) {
    await app.as('super-admin').post(`/crm/submissions/${row.id}/reprocess`).expect(200);
    await app.drain();
  }
  expect(await count('crm_leads')).toBe(1);
  expect(await count('crm_timeline_entries')).toBe(1);
  expect((await app.as('super-admin').get(`/crm/submissions/${row.id}`)).body).toMatchObject({ state: 'processed', result: row.result });
});

// F14, F15
test('the server checks every answer by itself and names field and fix', async () => {
  const { status, body } = await post({ firstName: 'x'.repeat(200), email: 'ana@@acme' });
  expect(status).toBe(422);
  expect(body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])).toEqual([
    ['firstName', 'too-long'],
    ['email', 'email'],
  ]);
  expect(await count('crm_submissions')).toBe(0);
});

// F27
test('a form with a list of sites holds what comes from elsewhere, and lets only listed sites read the answer', async () => {
  await change({ allowedOrigins: ['https://www.example.com'] });
  const stranger = await post(ana).set('Origin', 'https://evil.example');
  expect(stranger.status).toBe(201);
  expect(stranger.headers['access-control-allow-origin']).toBeUndefined();
  const listed = await post({ ...ana, email: 'listed@example.com' }).set('Origin', 'https://www.example.com');
  expect(listed.headers['access-control-allow-origin']).toBe('https://www.example.com');
  expect(listed.headers['access-control-allow-credentials']).toBeUndefined();
  const preflight = await request(app.url).options(PATH).set('Origin', 'https://www.example.com').set('Access-Control-Request-Headers', 'idempotency-key,content-type');
  expect(preflight.status).toBe(204);
  expect(preflight.headers['access-control-allow-headers']).toContain('Idempotency-Key');
  await request(app.url).options(PATH).set('Origin', 'https://other.example').expect(204);

  const held = (await app.as('super-admin').get('/crm/submissions?filters[state]=quarantined')).body.results;
  expect(held.map(({ reasons }: { reasons: unknown }) => reasons)).toEqual([expect.arrayContaining([{ reason: 'origin', points: 60 }])]);
  const setup = (await app.as('super-admin').get('/crm/setup')).body;
  expect(setup.blockedOrigins.map(({ origin }: { origin: string }) => origin)).toEqual(['https://other.example', 'https://evil.example']);
  await app.as('super-admin').post(`/crm/forms/${form.id}/origins`, { origin: 'https://other.example' }).expect(200);
  expect((await request(app.url).options(PATH).set('Origin', 'https://other.example')).headers['access-control-allow-origin']).toBe('https://other.example');
  await change({ allowedOrigins: [] });
});

// F30, F31, F32, F33
test('a filled trap field is answered like success, held with its reason, and released once', async () => {
  const honest = await post(ana);
  const trapped = await post({ ...ana, email: 'not an address', [form.honeypot]: 'https://spam.example' });
  expect(trapped.status).toBe(honest.status);
  expect(Object.keys(trapped.body)).toEqual(Object.keys(honest.body));
  expect({ ...trapped.body, id: 0 }).toEqual({ ...honest.body, id: 0 });
  expect(trapped.body.id).toHaveLength(honest.body.id.length);
  await app.drain();
  expect(await count('crm_leads')).toBe(1);

  const [held] = (await app.as('super-admin').get('/crm/submissions?filters[state]=quarantined')).body.results;
  expect(held.reasons).toContainEqual({ reason: 'honeypot', points: 100 });
  const refused = await app.as('super-admin').post(`/crm/submissions/${held.id}/release`);
  expect(refused.status).toBe(422);
  expect(refused.body.error.message).toContain('email');

  await post({ ...ana, email: 'human@example.com', [form.honeypot]: 'autofill' });
  const [human] = (await app.as('super-admin').get('/crm/submissions?filters[state]=quarantined')).body.results;
  await Promise.all([app.as('super-admin').post(`/crm/submissions/${human.id}/release`), app.as('super-admin').post(`/crm/submissions/${human.id}/release`)]);
  await app.drain();
  expect(await count('crm_leads')).toBe(2);
});

// F51
test('posting another person’s address with other data changes nothing they have and leaves a suggestion', async () => {
  await post(ana);
  await app.drain();
  await post({ ...ana, firstName: 'Mallory', phone: '+49 40 9999999', message: 'Mine now' });
  await app.drain();
  expect(await count('crm_contacts')).toBe(1);
  expect(await count('crm_leads')).toBe(2);
  const [{ contact }] = (await app.as('super-admin').get('/crm/leads')).body.results;
  const kept = (await app.as('super-admin').get(`/crm/contacts/${contact.id}`)).body;
  expect(kept).toMatchObject({ firstName: 'Ana', phones: [{ e164: '+49405550117' }] });
  expect(kept.suggestions.map(({ field, proposed }: { field: string; proposed: string }) => [field, proposed]).sort()).toEqual([
    ['firstName', 'Mallory'],
    ['phone', '+49409999999'],
  ]);
});

// F23, F28, S37
test('a browser without script gets a page or is sent to the form’s address, and a mistake keeps every answer', async () => {
  const plain = () => request(app.url).post(PATH).type('form').set('Accept', 'text/html,application/xhtml+xml');
  const thanks = await plain().send(ana);
  expect(thanks.status).toBe(201);
  expect(thanks.text).toContain(form.thankYou);
  expect(thanks.headers['content-security-policy']).toContain("default-src 'none'");

  const mistake = await plain().send({ ...ana, email: '"><script>alert(1)</script>', message: 'Keep <b>this</b>', _crm_key: 'k1' });
  expect(mistake.status).toBe(422);
  expect(mistake.text).toContain('Keep &#60;b&#62;this&#60;/b&#62;');
  expect(mistake.text).not.toContain('<script>');
  expect(mistake.text).toContain('name="_crm_key" value="k1"');
  expect(mistake.text).toContain(`name="${form.honeypot}"`);

  await change({ redirectUrl: 'https://www.example.com/thanks' });
  const sent = await plain().send({ ...ana, email: 'second@example.com', _next: 'https://evil.example' });
  expect([sent.status, sent.headers.location]).toEqual([303, 'https://www.example.com/thanks']);
  await change({ redirectUrl: null });
});

test('the published schema is public and tells nothing that a visitor must not know', async () => {
  const { body } = await request(app.url).get('/api/crm/forms/contact-us').expect(200);
  expect(body.fields.map(({ name }: { name: string }) => name)).toEqual(['firstName', 'lastName', 'email', 'company', 'phone', 'message', 'marketing']);
  expect(JSON.stringify(body)).not.toContain('mapTo');
  expect((await request(app.url).get(`/api/crm/forms/${form.key}`)).body).toEqual({ ...body, token: expect.any(String) });
  await request(app.url).get('/api/crm/forms/unknown').expect(404);
});

test('the lead knows the entry it came from, with its title, and believes no other', async () => {
  const article = await app.strapi.documents('api::article.article' as never).create({ data: { title: 'Pricing guide' }, status: 'published' } as never) as unknown as { documentId: string };
  await post({ ...ana, _crm_entry: `api::article.article:${article.documentId}:en` });
  await post({ ...ana, email: 'forged@example.com', _crm_entry: 'api::article.article:nothing:en' });
  await app.drain();
  const leads = (await app.as('super-admin').get('/crm/leads?sort=createdAt')).body.results;
  expect(leads.map(({ landing }: { landing: unknown }) => landing)).toEqual([{ uid: 'api::article.article', documentId: article.documentId, locale: 'en', title: 'Pricing guide' }, null]);
});

test('the Setup test goes the whole way and is tagged', async () => {
  const { body } = await app.as('super-admin').post(`/crm/forms/${form.id}/test`).expect(200);
  await app.drain();
  expect((await app.as('super-admin').get(`/crm/submissions/${body.id}`)).body).toMatchObject({ state: 'processed', isTest: true, result: { type: 'lead' } });
  const setup = (await app.as('super-admin').get('/crm/setup')).body;
  expect(setup).toMatchObject({ hasLead: true, hasSiteSubmission: false });
  expect(setup.recent[0].processingMs).toEqual(expect.any(Number));
});
