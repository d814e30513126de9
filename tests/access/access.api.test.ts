import { bootCrm } from '../support/app';
import type { Client } from '../support/accounts';
import { adminEndpoints, allActions, type AdminEndpoint } from '../support/contracts';

const app = bootCrm();

const ask = (client: Client, { method, path }: AdminEndpoint) => {
  if (method === 'GET') return client.get(path);
  if (method === 'POST') return client.post(path, {});
  return method === 'PUT' ? client.put(path, {}) : client.del(path);
};

const guarded = adminEndpoints.filter(({ permission }) => permission !== 'signed-in');

describe.each(adminEndpoints)('$method $route', (endpoint) => {
  test('is refused without a session', async () => {
    expect((await ask(app.anonymous, endpoint)).status).toBe(401);
  });
});

describe.each(guarded)('$method $route', (endpoint) => {
  test('is refused to a role without permissions', async () => {
    expect((await ask(app.as('nobody'), endpoint)).status).toBe(403);
  });

  test(`is refused to a role that holds everything but ${endpoint.permission}`, async () => {
    const permissions = allActions.filter((action) => !endpoint.actions.includes(action));
    expect((await ask(app.as({ permissions }), endpoint)).status).toBe(403);
  });

  test.each(endpoint.actions)('opens for a role that holds only %s', async (action) => {
    const { status } = await ask(app.as({ permissions: [action] }), endpoint);
    expect([401, 403]).not.toContain(status);
    expect(status).toBeLessThan(500);
  });
});

test('a permission that is taken away is gone with the next request', async () => {
  const reader = app.as({ permissions: ['contacts.read'], email: 'soon-without-rights@crm.test' });
  expect((await reader.get('/crm/contacts')).status).toBe(200);

  const { id } = await reader.user;
  const { roles } = (await app.strapi.db.query('admin::user').findOne({ where: { id }, populate: ['roles'] })) as { roles: { id: number }[] };
  await app.strapi.service('admin::role').assignPermissions(roles[0]?.id, []);

  expect((await reader.get('/crm/contacts')).status).toBe(403);
});
