import { bootCrm } from './app';
import { aCompany, aContact, aForm, aLead, answersOf, aSubmission, colleague } from './factories';
import { aBusiness, aPerson } from './people';

test('the same seed makes the same person, and different seeds different addresses', () => {
  expect(aPerson(7)).toEqual(aPerson(7));
  expect(aBusiness('berlin')).toEqual(aBusiness('berlin'));
  const people = Array.from({ length: 300 }, (_, seed) => aPerson(seed));
  expect(new Set(people.map(({ email }) => email)).size).toBe(300);
  for (const { email, phone } of people) {
    expect(email).toMatch(/^[a-z0-9.-]+@[a-z0-9-]+\.example$/);
    expect(phone).toMatch(/^\+\d{10,13}$/);
  }
});

describe('on a site', () => {
  const app = bootCrm();

  test('records come through the product’s own services', async () => {
    const by = colleague(await app.as('super-admin').user);
    const company = await aCompany(app.crm, { by, seed: 'records' });
    const contact = await aContact(app.crm, { by, companyId: company.id });
    const lead = await aLead(app.crm, { by, ownerId: null });
    await app.drain();

    expect(contact.company).toEqual({ id: company.id, name: company.name });
    expect(lead).toMatchObject({ status: 'new', owner: null });
    expect((await app.as('super-admin').get(`/crm/companies/${company.id}`)).body).toMatchObject({ contactCount: 1 });
  });

  test('a submission becomes a lead when the queue is drained', async () => {
    const form = await aForm(app.crm);
    const person = aPerson('visitor');
    const { submissionId } = await aSubmission(app.crm, form, { person, isSample: true });
    await app.drain();

    expect((await app.as('super-admin').get(`/crm/submissions/${submissionId}`)).body).toMatchObject({ state: 'processed', isSample: true, name: `${person.firstName} ${person.lastName}` });
    expect(answersOf(person, form.fields).email).toBe(person.email);
    expect((await app.as('super-admin').get(`/crm/leads?filters[form]=${form.id}`)).body).toMatchObject({ results: [{ email: person.email, isSample: true }] });
  });

  test('reset empties the plugin’s tables and keeps the people who sign in', async () => {
    await app.reset();
    expect((await app.as('super-admin').get('/crm/leads')).body).toMatchObject({ results: [] });
    expect((await app.as('super-admin').get('/crm/forms')).body).toMatchObject({ results: [] });
  });
});
