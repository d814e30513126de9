import { bootCrm } from '../support/app';
import { countStatements } from '../support/statements';

const app = bootCrm();
beforeEach(() => app.reset());

const post = (body: object) => app.as('super-admin').post('/crm/companies', body);
const put = (id: string, body: object) => app.as('super-admin').put(`/crm/companies/${id}`, body);

test('a company keeps what was sent, its domains tidied', async () => {
  const { body } = await post({ name: 'Acme', domains: ['https://www.Acme.com/about', 'acme.com', 'acme.de'], annualRevenue: { amount: 123_456_789_012, currency: 'EUR' }, employees: 12 });
  expect(body).toMatchObject({ name: 'Acme', domain: 'acme.com', domains: ['acme.com', 'acme.de'], type: 'prospect', annualRevenue: { amount: 123_456_789_012, currency: 'EUR' }, version: 1, contactCount: 0 });
  expect((await app.as('super-admin').get(`/crm/companies/${body.id}`)).body).toEqual(body);
});

test('a domain belongs to one company', async () => {
  await post({ name: 'Acme', domains: ['acme.com'] });
  const { status, body } = await post({ name: 'Other', domains: ['ACME.com'] });
  expect(status).toBe(409);
  expect(body.error.details).toMatchObject({ code: 'company.domain-taken', field: 'domains' });
});

test('a stale save is refused and an equal one changes nothing', async () => {
  const { body: company } = await post({ name: 'Acme', domains: ['acme.com'], tags: ['a'] });
  expect((await put(company.id, { version: 1, name: 'Acme', domains: ['acme.com'], tags: ['a'] })).body.version).toBe(1);
  expect((await put(company.id, { version: 1, name: 'Acme 2' })).body).toMatchObject({ version: 2, name: 'Acme 2' });
  expect(await put(company.id, { version: 1, name: 'Acme 3' })).toMatchObject({ status: 409, body: { error: { details: { version: 2, current: { name: 'Acme 2' } } } } });
});

test('a company can not be above itself', async () => {
  const { body: top } = await post({ name: 'Top' });
  const { body: middle } = await post({ name: 'Middle', parentId: top.id });
  const { body: bottom } = await post({ name: 'Bottom', parentId: middle.id });
  expect(bottom.parent).toEqual({ id: middle.id, name: 'Middle' });
  expect((await put(top.id, { version: 1, parentId: bottom.id })).body.error.details.code).toBe('company.parent-circle');
  expect((await put(top.id, { version: 1, parentId: top.id })).status).toBe(422);
});

test('the list counts contacts and asks as often for many rows as for one', async () => {
  const make = async (index: number) => {
    const { body } = await post({ name: `Company ${index}`, domains: [`company${index}.com`] });
    await app.as('super-admin').post('/crm/contacts', { firstName: `Ann ${index}`, companyId: body.id });
  };
  await make(0);
  await app.drain();
  const one = await countStatements(app.strapi, () => app.as('super-admin').get('/crm/companies'));
  for (let index = 1; index < 8; index += 1) await make(index);
  await app.drain();
  const eight = await countStatements(app.strapi, () => app.as('super-admin').get('/crm/companies'));
  expect(one).toBeGreaterThan(2);
  expect(eight).toBe(one);
  const { body } = await app.as('super-admin').get('/crm/companies').query({ q: 'company3.com' });
  expect(body.results).toMatchObject([{ name: 'Company 3', contactCount: 1 }]);
});

test('another owner’s company is not there', async () => {
  const { body } = await post({ name: 'Acme' });
  const rep = app.as({ permissions: ['companies.read.own', 'companies.update.own'] });
  expect((await rep.get(`/crm/companies/${body.id}`)).status).toBe(404);
  expect((await rep.put(`/crm/companies/${body.id}`, { version: 1, name: 'x' })).status).toBe(404);
  expect((await rep.get('/crm/companies')).body.results).toEqual([]);
});
