import { bootCrm } from '../support/app';

interface Type {
  uid: string;
  attributes: Record<string, { private?: boolean }>;
  options?: { privateAttributes?: string[] };
}

describe('a site without users-permissions', () => {
  const app = bootCrm({ usersPermissions: false });

  test('boots, and the CRM answers', async () => {
    expect(app.strapi.plugin('users-permissions')).toBeUndefined();
    expect((await app.as('super-admin').get('/crm/me')).status).toBe(200);
  });
});

describe('the types of the site', () => {
  const app = bootCrm();

  const privateAttributes = (): Record<string, string[]> =>
    Object.fromEntries(
      Object.values(app.strapi.contentTypes as unknown as Record<string, Type>)
        .filter(({ uid }) => !uid.startsWith('plugin::crm.'))
        .map(({ uid, attributes, options }) => [uid, [...Object.keys(attributes).filter((name) => attributes[name]?.private), ...(options?.privateAttributes ?? [])].sort()]),
    );

  /** CVE-2023-34093: a plugin that touched a type made its private attributes public. */
  test('keep each of their private attributes when the plugin is there', async () => {
    const withPlugin = privateAttributes();
    expect(withPlugin['admin::user']).toContain('password');

    await app.restart({ plugin: false });
    expect(app.strapi.contentTypes).not.toHaveProperty(['plugin::crm.contact']);
    expect(withPlugin).toEqual(privateAttributes());
  });
});
