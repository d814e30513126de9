import request from 'supertest';
import { bootCrm } from '../support/app';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });

test('switched off, booted and switched on again, the plugin finds every row', async () => {
  const { results } = (await app.as('super-admin').get('/crm/forms')).body;
  await app.as('super-admin').post(`/crm/forms/${results[0].id}/publish`).expect(200);
  await request(app.url).post('/api/crm/forms/contact-us/submissions').send({ email: 'survivor@example.com', firstName: 'Sur', lastName: 'Vivor' }).expect(201);
  await app.drain();
  const tables = Object.values(app.strapi.contentTypes as unknown as Record<string, { uid: string; collectionName: string }>)
    .filter(({ uid }) => uid.startsWith('plugin::crm.'))
    .map(({ collectionName }) => collectionName);
  const counts = async (): Promise<Record<string, number>> => {
    const pairs: [string, number][] = [];
    for (const table of tables) pairs.push([table, Number(((await app.strapi.db.getConnection(table).count({ n: '*' })) as { n: string | number }[])[0]!.n)]);
    return Object.fromEntries(pairs);
  };
  const before = await counts();
  expect(before.crm_leads).toBe(1);

  await app.restart({ plugin: false });
  expect((await request(app.url).get('/api/crm/forms/contact-us')).status).toBe(404);
  await app.restart({ plugin: true, config: { capture: { rateLimits: 'off' } } });
  expect(await counts()).toEqual(before);
  const found = (await app.as('super-admin').get('/crm/leads?q=vivor')).body;
  expect(found.results).toHaveLength(1);
}, 120_000);
