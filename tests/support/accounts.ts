import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import request, { type Test } from 'supertest';
import type { RolePreset } from '../../server/src/settings/contract';
import type { Site } from './site';

export interface AdminUser {
  id: number;
  documentId: string;
  email: string;
  firstname: string;
  lastname: string;
}

/** A role's name, or a role made of exactly these CRM actions, such as `leads.read.own`. */
export type Role = 'super-admin' | 'nobody' | RolePreset | { permissions: readonly string[]; email?: string };

/** Requests as one person. Each answers a supertest request: await it, or add `.set()` and `.query()` first. */
export interface Client {
  get(path: string): Test;
  post(path: string, body?: object): Test;
  put(path: string, body?: object): Test;
  del(path: string, body?: object): Test;
}

export interface SignedInClient extends Client {
  user: Promise<AdminUser>;
  token: Promise<string>;
}

interface Account {
  user: AdminUser;
  token: string;
}

/** One admin user per role, made when it is first needed. */
export const createAccounts = (site: Site) => {
  const accounts = new Map<string, Promise<Account>>();

  const accountOf = (role: Role): Promise<Account> => {
    const key = JSON.stringify(role);
    const known = accounts.get(key);
    if (known) return known;
    const made = openAccount(role);
    accounts.set(key, made);
    return made;
  };

  const openAccount = async (role: Role): Promise<Account> => {
    const roleId = await roleIdOf(role);
    const name = typeof role === 'string' ? role : 'custom';
    const email = (typeof role === 'object' && role.email) || `${name}-${randomUUID().slice(0, 8)}@crm.test`;
    const user = await makeUser(site.strapi, { email, roleId, firstname: FIRST_NAMES[name] ?? 'Alex', lastname: 'Tester' });
    return { user, token: await accessToken(site.strapi, user.id) };
  };

  const roleIdOf = async (role: Role): Promise<number> => {
    if (role === 'super-admin') return superAdminRoleId(site.strapi);
    if (role === 'nobody') return makeRole(site.strapi, []);
    if (typeof role === 'object') return makeRole(site.strapi, role.permissions);
    return presetRoleId(role);
  };

  /** By the same click that an owner makes in Settings. */
  const presetRoleId = async (preset: RolePreset): Promise<number> => {
    const { token } = await accountOf('super-admin');
    const answer = await request(site.url).post('/crm/settings/role-presets').set('Authorization', `Bearer ${token}`).send({ preset });
    if (answer.status !== 200) throw new Error(`The preset “${preset}” could not be made: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { roleId: number }).roleId;
  };

  return {
    as(role: Role): SignedInClient {
      const account = (): Promise<Account> => accountOf(role);
      return {
        ...clientOf(site.url, async () => (await account()).token),
        get user() {
          return account().then(({ user }) => user);
        },
        get token() {
          return account().then(({ token }) => token);
        },
      };
    },
    anonymous: clientOf(site.url, null),
  };
};

const FIRST_NAMES: Record<string, string> = { 'super-admin': 'Ada', sales: 'Sven', marketer: 'Mara', support: 'Sofia', 'read-only': 'Rosa', nobody: 'Noor' };

export const clientOf = (url: string, token: (() => Promise<string>) | null): Client => {
  const ask = (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object): Test => {
    const test = request(url)[method](path);
    if (body !== undefined) test.send(body);
    return token ? signed(test, token) : test;
  };
  return {
    get: (path) => ask('get', path),
    post: (path, body) => ask('post', path, body),
    put: (path, body) => ask('put', path, body),
    del: (path, body) => ask('delete', path, body),
  };
};

/** The token is fetched when the request is awaited, so that `as()` needs no await of its own. */
const signed = (test: Test, token: () => Promise<string>): Test => {
  const send = test.then.bind(test);
  const sign = async (): Promise<void> => void test.set('Authorization', `Bearer ${await token()}`);
  test.then = ((onAnswer, onError) => sign().then(() => send(onAnswer, onError), onError)) as Test['then'];
  return test;
};

const superAdminRoleId = async (strapi: Core.Strapi): Promise<number> => {
  const role = (await strapi.db.query('admin::role').findOne({ where: { code: 'strapi-super-admin' } })) as { id: number };
  return role.id;
};

const makeRole = async (strapi: Core.Strapi, permissions: readonly string[]): Promise<number> => {
  const roles = strapi.service('admin::role') as unknown as {
    create(role: { name: string; description: string }): Promise<{ id: number }>;
    assignPermissions(id: number, permissions: object[]): Promise<unknown>;
  };
  const role = await roles.create({ name: `Test role ${randomUUID()}`, description: 'Made by a test' });
  await roles.assignPermissions(
    role.id,
    permissions.map((permission) => ({ action: `plugin::crm.${permission}`, subject: null, properties: {}, conditions: [] })),
  );
  return role.id;
};

interface NewUser {
  email: string;
  roleId: number;
  firstname: string;
  lastname: string;
}

const makeUser = async (strapi: Core.Strapi, { roleId, ...person }: NewUser): Promise<AdminUser> => {
  const users = strapi.service('admin::user') as unknown as { create(user: object): Promise<AdminUser> };
  return users.create({ ...person, password: 'Password123', isActive: true, registrationToken: null, roles: [roleId] });
};

/** Strapi accepts a token only while its session has a row, so it has to be made by the session manager. */
const accessToken = async (strapi: Core.Strapi, userId: number): Promise<string> => {
  const sessions = strapi.sessionManager('admin');
  const refresh = await sessions.generateRefreshToken(String(userId), randomUUID(), { type: 'session' });
  const access = await sessions.generateAccessToken(refresh.token);
  if ('error' in access) throw new Error(`No access token: ${access.error}`);
  return access.token;
};
