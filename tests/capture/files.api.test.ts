import request from 'supertest';
import type { Form } from '../../server/src/forms/contract';
import { aPdf, multipartOf, type SentPart } from '../files/samples';
import { bootCrm } from '../support/app';
import { aForm } from '../support/factories';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });
let form: Form;

beforeAll(async () => {
  form = await aForm(app.crm, {
    fields: [
      { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
      { name: 'cv', type: 'file', label: 'CV', isRequired: true, accept: ['pdf'] },
      { name: 'wantsMore', type: 'checkbox', label: 'More' },
      { name: 'more', type: 'file', label: 'More files', max: 2, showWhen: { field: 'wantsMore', op: 'eq', value: true } },
    ],
  });
});

const cv = (content = aPdf()): SentPart => ({ name: 'cv', file: { name: 'cv.pdf', content, mime: 'application/pdf' } });
const email = (value = 'ana@example.com'): SentPart => ({ name: 'email', value });

const send = (parts: readonly SentPart[], headers: Record<string, string> = {}) => {
  const { body, contentType } = multipartOf(parts);
  return request(app.url).post(`/api/crm/forms/${form.slug}/submissions`).set({ 'Content-Type': contentType, ...headers }).send(body);
};
const latest = async () => {
  const { results } = (await app.as('super-admin').get('/crm/submissions?limit=1')).body;
  return (await app.as('super-admin').get(`/crm/submissions/${results[0].id}`)).body;
};
const stored = async (): Promise<number> => Number(((await app.strapi.db.getConnection('crm_files').count({ n: '*' })) as { n: string | number }[])[0]!.n);

test('a visitor’s file comes with the submission and is downloaded by staff (F13, F38)', async () => {
  expect((await send([email(), cv()])).status).toBe(201);
  const submission = await latest();
  expect(submission.answers).toContainEqual({ name: 'cv', label: 'CV', type: 'file', value: ['cv.pdf'] });
  expect(submission.files).toEqual([expect.objectContaining({ field: 'cv', name: 'cv.pdf', bytes: aPdf().length })]);
  const { body } = await app.as('super-admin').get(`/crm/files/${submission.files[0].id}`).buffer(true).expect(200);
  expect((body as Buffer).equals(aPdf())).toBe(true);
});

test('a file that is refused is an error of its field, and nothing is stored (F39)', async () => {
  const before = await stored();
  const { status, body } = await send([email(), { name: 'cv', file: { name: 'cv.png', content: aPdf(), mime: 'image/png' } }]);
  expect([status, body.errors.map(({ field, code }: { field: string; code: string }) => [field, code])]).toEqual([422, [['cv', 'file-type']]]);
  const missing = await send([email(), { name: 'cv', value: 'cv.pdf' }]);
  expect([missing.status, missing.body.errors[0].code]).toEqual([422, 'required']);
  expect(await stored()).toBe(before);
});

test('the same key with the same files gets the same answer, and the files are kept once (F2)', async () => {
  const before = await stored();
  const parts = [email('twice@example.com'), cv()];
  const [first, again] = [await send(parts, { 'Idempotency-Key': 'files-once' }), await send(parts, { 'Idempotency-Key': 'files-once' })];
  expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
  expect(await stored()).toBe(before + 1);
});

test('the file of a held submission opens only after the warning (F42)', async () => {
  expect((await send([email('bot@example.com'), cv(), { name: form.honeypot, value: 'http://spam.example' }])).status).toBe(201);
  const submission = await latest();
  expect(submission.state).toBe('quarantined');
  const path = `/crm/files/${submission.files[0].id}`;
  expect((await app.as('super-admin').get(path)).status).toBe(409);
  expect((await app.as('super-admin').get(`${path}?acknowledged=true`)).status).toBe(200);
  await app.as('super-admin').post(`/crm/submissions/${submission.id}/release`).expect(200);
  expect((await app.as('super-admin').get(path)).status).toBe(200);
});

test('a file for a field that the conditions hide is not kept (F18)', async () => {
  const more: SentPart = { ...cv(), name: 'more' };
  expect((await send([email('hidden@example.com'), cv(), more])).status).toBe(201);
  expect((await latest()).files.map(({ field }: { field: string }) => field)).toEqual(['cv']);
  expect((await send([email('shown@example.com'), cv(), { name: 'wantsMore', value: 'on' }, more])).status).toBe(201);
  expect((await latest()).files.map(({ field }: { field: string }) => field)).toEqual(['cv', 'more']);
});
