import { ROLE_PRESETS } from '../../server/src/settings/contract';
import { bootCrm } from '../support/app';

const app = bootCrm();
const admin = () => app.as('super-admin');

beforeEach(async () => {
  app.clock.reset();
  await app.reset();
});

describe('general settings', () => {
  test('a fresh site has a guess, which nobody has saved', async () => {
    await app.strapi.store({ type: 'plugin', name: 'crm' }).delete({ key: 'settings' });
    app.clock.advance(3_000);
    expect((await admin().get('/crm/settings/general')).body).toEqual({ currency: 'EUR', locale: 'en', timezone: 'Europe/Berlin', defaultCountry: 'DE', leadResponseMinutes: 60 });
    expect(await app.crm.settings.hasSavedGeneral()).toBe(false);
  });

  test('a change keeps the rest and shows at once', async () => {
    const answer = await admin().put('/crm/settings/general', { currency: 'CHF' });
    expect(answer.body).toMatchObject({ currency: 'CHF', locale: 'en' });
    expect((await admin().get('/crm/settings/general')).body.currency).toBe('CHF');
    expect(await app.crm.settings.hasSavedGeneral()).toBe(true);
  });

  test('a change by another process shows within two seconds', async () => {
    await admin().put('/crm/settings/general', { currency: 'CHF' });
    await app.crm.settings.general();
    await app.strapi.store({ type: 'plugin', name: 'crm' }).set({ key: 'settings', value: { currency: 'USD' } });
    app.clock.advance(2_001);
    expect((await app.crm.settings.general()).currency).toBe('USD');
  });

  test('a currency, zone or country that does not exist is refused', async () => {
    for (const change of [{ currency: 'euro' }, { timezone: 'Mars/Base' }, { defaultCountry: 'Germany' }, { leadResponseMinutes: 1 }, { other: 1 }])
      expect((await admin().put('/crm/settings/general', change)).status).toBe(400);
  });

  test('a flag is off until it is set', async () => {
    const name = `test.${Date.now()}`;
    expect(await app.crm.settings.flag(name)).toBe(false);
    await app.crm.settings.setFlag(name, true);
    expect(await app.crm.settings.flag(name)).toBe(true);
  });
});

describe('teams', () => {
  const memberOf = async (role: 'sales' | 'support' | 'super-admin') => {
    const user = await app.as(role).user;
    return { rowId: user.id, id: user.documentId };
  };

  test('people of one team are teammates, and leaving it counts at once', async () => {
    const [anna, ben] = [await memberOf('sales'), await memberOf('support')];
    const { body: team } = await admin().post('/crm/settings/teams', { name: 'Nord', memberIds: [anna.id, ben.id] });
    expect(team).toMatchObject({ key: 'nord', name: 'Nord', version: 1, members: [{ id: anna.id }, { id: ben.id }] });
    expect((await app.crm.settings.teammatesOf(anna.rowId)).sort()).toEqual([anna.rowId, ben.rowId].sort());

    const updated = await admin().put(`/crm/settings/teams/${team.id}`, { name: 'Nord', memberIds: [anna.id], version: 1 });
    expect(updated.body).toMatchObject({ version: 2, members: [{ id: anna.id }] });
    expect(await app.crm.settings.teammatesOf(anna.rowId)).toEqual([anna.rowId]);
    expect(await app.crm.settings.teammatesOf(ben.rowId)).toEqual([]);
  });

  test('a key never changes and is never used twice', async () => {
    const { body: first } = await admin().post('/crm/settings/teams', { name: 'Café Süd', memberIds: [] });
    const { body: second } = await admin().post('/crm/settings/teams', { name: 'Cafe Sud!', memberIds: [] });
    expect([first.key, second.key]).toEqual(['cafe-sud', 'cafe-sud-2']);
    expect((await admin().put(`/crm/settings/teams/${first.id}`, { name: 'West', memberIds: [], version: 1 })).body).toMatchObject({ name: 'West', key: 'cafe-sud' });
  });

  test('a stale save is refused and shows what is stored', async () => {
    const { body: team } = await admin().post('/crm/settings/teams', { name: 'Nord' });
    await admin().put(`/crm/settings/teams/${team.id}`, { name: 'Nordwest', version: 1 });
    const stale = await admin().put(`/crm/settings/teams/${team.id}`, { name: 'Nordost', version: 1 });
    expect([stale.status, stale.body.error.details]).toEqual([409, { code: 'stale-version', current: expect.objectContaining({ name: 'Nordwest' }), version: 2 }]);
  });

  test('a member who does not exist is refused', async () => {
    const answer = await admin().post('/crm/settings/teams', { name: 'Nord', memberIds: ['nobody'] });
    expect([answer.status, answer.body.error.details.errors[0].path]).toEqual([400, ['memberIds']]);
  });

  test('a removed team is gone from the list and from its members', async () => {
    const anna = await memberOf('sales');
    const { body: team } = await admin().post('/crm/settings/teams', { name: 'Nord', memberIds: [anna.id] });
    expect(await app.crm.settings.hasTeams()).toBe(true);
    expect((await admin().del(`/crm/settings/teams/${team.id}`)).body).toEqual({ id: team.id });
    expect(await app.crm.settings.teammatesOf(anna.rowId)).toEqual([]);
    expect(await app.crm.settings.hasTeams()).toBe(false);
    expect((await admin().get('/crm/settings/teams')).body).toEqual({ results: [] });
    expect((await admin().del(`/crm/settings/teams/${team.id}`)).status).toBe(404);
  });
});

describe('people', () => {
  test('me answers what the caller holds, and nothing else', async () => {
    const { body } = await app.as({ permissions: ['users.read', 'jobs.read'] }).get('/crm/me');
    expect(body).toMatchObject({ permissions: expect.arrayContaining(['users.read', 'jobs.read']), teams: [], sampleRecords: 0, settings: { currency: expect.any(String) } });
    expect(body.permissions).toHaveLength(2);
  });

  test('the super admin holds every action', async () => {
    const { body } = await admin().get('/crm/me');
    expect(body.permissions).toEqual(expect.arrayContaining(['settings.read', 'settings.update', 'jobs.update', 'users.read']));
  });

  test('users are found by any word of their name', async () => {
    const user = await app.as('super-admin').user;
    const find = async (q: string) => ((await admin().get('/crm/users').query({ q })).body.results as { id: string }[]).map(({ id }) => id);
    expect(await find(`${user.lastname} ${user.firstname.slice(0, 2).toUpperCase()}`)).toContain(user.documentId);
    expect(await find('nobody-of-this-name')).toEqual([]);
    expect(await find('%')).toEqual([]);
  });

  test('whoever may not sign in is not offered', async () => {
    const { email, documentId } = await app.as({ permissions: ['users.read'], email: 'blocked@crm.test' }).user;
    await app.strapi.db.query('admin::user').update({ where: { documentId }, data: { isActive: false } });
    expect((await admin().get('/crm/users').query({ q: email })).body.results).toEqual([]);
  });
});

describe('role presets', () => {
  test('a preset becomes a role by one click, and a second click makes no second role', async () => {
    const first = await admin().post('/crm/settings/role-presets', { preset: 'marketer' });
    const second = await admin().post('/crm/settings/role-presets', { preset: 'marketer' });
    expect(first.status).toBe(200);
    expect(first.body.permissions).toContain('users.read');
    expect(second.body.roleId).toBe(first.body.roleId);
    const { body } = await admin().get('/crm/settings/role-presets');
    expect(body.results.map((preset: { preset: string }) => preset.preset)).toEqual([...ROLE_PRESETS]);
  });

  test('a role that was changed gets back what it lacks and keeps what it was given', async () => {
    const { body } = await admin().post('/crm/settings/role-presets', { preset: 'support' });
    const roleId = body.roleId as number;
    await app.strapi.service('admin::role').assignPermissions(roleId, [{ action: 'plugin::crm.jobs.read', subject: null, properties: {}, conditions: [] }]);
    await admin().post('/crm/settings/role-presets', { preset: 'support' });
    const granted = (await app.strapi.db.query('admin::permission').findMany({ where: { role: { id: roleId } }, limit: 500 })) as { action: string }[];
    expect(granted.map(({ action }) => action)).toEqual(expect.arrayContaining(['plugin::crm.jobs.read', ...body.permissions.map((action: string) => `plugin::crm.${action}`)]));
    expect(new Set(granted.map(({ action }) => action)).size).toBe(granted.length);
  });
});
