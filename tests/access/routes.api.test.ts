import { ACTION_PREFIX } from '../../server/src/kernel/access';
import { bootCrm } from '../support/app';
import { clientOf, type Client } from '../support/accounts';
import { adminEndpoints } from '../support/contracts';

interface Route {
  method: string;
  path: string;
  config?: { policies?: (string | { name: string; config: { actions: string[] } })[]; auth?: unknown };
}

const app = bootCrm();

const ourTypes = (): { uid: string; info: { pluralName: string; singularName: string } }[] =>
  Object.values(app.strapi.contentTypes as unknown as Record<string, { uid: string; info: { pluralName: string; singularName: string } }>).filter(({ uid }) => uid.startsWith(ACTION_PREFIX));

const declaredRoutes = (): Route[] =>
  Object.values(app.strapi.plugin('crm').routes as unknown as Record<string, { type: string; routes: Route[] }>).flatMap(({ type, routes }) => {
    expect(type).toBe('admin');
    return routes;
  });

const byName = (one: string, other: string): number => one.localeCompare(other);

describe('the admin API', () => {
  test('has exactly the endpoints of the contracts', () => {
    const declared = declaredRoutes().map(({ method, path }) => `${method} /crm${path}`);
    expect(declared.sort(byName)).toEqual(adminEndpoints.map(({ method, route }) => `${method} ${route}`).sort(byName));
  });

  test('answers nothing under /crm that no contract names', () => {
    const mounted = (app.strapi.server.listRoutes() as { methods: string[]; path: string }[])
      .filter(({ path }) => /^(\/api)?\/crm(\/|$)/.test(path))
      .flatMap(({ methods, path }) => methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`));
    expect(mounted.sort(byName)).toEqual(adminEndpoints.map(({ method, route }) => `${method} ${route}`).sort(byName));
  });

  test.each(adminEndpoints)('$name asks for a session and for $permission', ({ method, route, permission, actions }) => {
    const found = declaredRoutes().find((candidate) => candidate.method === method && `/crm${candidate.path}` === route);
    const [session, permits] = found?.config?.policies ?? [];
    expect(found?.config?.auth).not.toBe(false);
    expect(session).toBe('admin::isAuthenticatedAdmin');
    if (permission !== 'signed-in') expect(permits).toEqual({ name: 'plugin::crm.permits', config: { actions: actions.map((action) => `${ACTION_PREFIX}${action}`) } });
  });
});

describe('no type of ours has a content API', () => {
  const callers = async (): Promise<[string, Client][]> => {
    const tokens = app.strapi.service('admin::api-token') as unknown as { create(token: object): Promise<{ accessKey: string }> };
    const { accessKey } = await tokens.create({ name: `full-${Date.now()}`, description: '', type: 'full-access', lifespan: null });
    const account = { username: `visitor${Date.now()}`, email: `visitor${Date.now()}@crm.test`, password: 'Password123' };
    const { jwt } = (await app.anonymous.post('/api/auth/local/register', account)).body as { jwt: string };
    expect(jwt).toEqual(expect.any(String));
    return [
      ['anybody', app.anonymous],
      ['a user of the site', clientOf(app.url, async () => jwt)],
      ['a full-access API token', clientOf(app.url, async () => accessKey)],
    ];
  };

  test('for anybody, a user of the site, or a full-access API token', async () => {
    const asked = (await callers()).flatMap(([who, client]) =>
      ourTypes().flatMap(({ info }) =>
        ['/api', '/api/crm'].flatMap((prefix) =>
          [info.pluralName, info.singularName].map(async (name) => `${who} ${prefix}/${name}: ${(await client.get(`${prefix}/${name}`)).status}`),
        ),
      ),
    );
    const answers = await Promise.all(asked);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((answer) => !answer.endsWith(': 404'))).toEqual([]);
  });

  test('and even a super admin can’t write one through the Content Manager', async () => {
    const answers = await Promise.all(
      ourTypes().map(async ({ uid }) => `${uid}: ${(await app.as('super-admin').post(`/content-manager/collection-types/${uid}`, {})).status}`),
    );
    expect(answers.filter((answer) => !/: (403|404)$/.test(answer))).toEqual([]);
  });
});
