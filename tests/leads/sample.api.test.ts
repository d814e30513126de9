import { bootCrm } from '../support/app';
import { aForm, aSubmission } from '../support/factories';

const app = bootCrm();

const count = async (table: string): Promise<number> => Number(((await app.strapi.db.getConnection(table).count({ n: '*' })) as { n: string | number }[])[0]!.n);

test('sample data goes with everything that people did to it, and real records stay', async () => {
  const form = await aForm(app.crm);
  await aSubmission(app.crm, form, { seed: 'sample', isSample: true });
  await aSubmission(app.crm, form, { seed: 'real' });
  await app.drain();
  const admin = app.as('super-admin');
  for (const lead of (await admin.get('/crm/leads')).body.results) {
    await admin.post(`/crm/leads/${lead.id}/notes`, { text: 'Called' }).expect(200);
    await admin.post(`/crm/leads/${lead.id}/status`, { status: 'contacted' }).expect(200);
    const contact = (await admin.get(`/crm/contacts/${lead.contact.id}`)).body;
    await admin.put(`/crm/contacts/${contact.id}`, { version: contact.version, jobTitle: 'Owner' }).expect(200);
    await admin.post(`/crm/contacts/${contact.id}/notes`, { text: 'Met' }).expect(200);
  }
  await app.drain();
  expect(await count('crm_timeline_entries')).toBe(10);

  await admin.del('/crm/settings/sample-data').expect(200);
  expect([await count('crm_leads'), await count('crm_contacts'), await count('crm_submissions'), await count('crm_timeline_entries')]).toEqual([1, 1, 1, 5]);
});
