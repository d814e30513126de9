import { bootCrm } from '../support/app';

const app = bootCrm();

/** What no body may set (requirement S8). `version` belongs into an update, where it is the lock. */
const FORBIDDEN: [string, unknown][] = [
  ['id', 'chosenbymyself'],
  ['documentId', 'chosenbymyself'],
  ['createdBy', 1],
  ['updatedBy', 1],
  ['createdAt', '2001-01-01T00:00:00.000Z'],
  ['updatedAt', '2001-01-01T00:00:00.000Z'],
  ['publishedAt', '2001-01-01T00:00:00.000Z'],
  ['owner', 1],
  ['ownerEmail', 'mallory@example.test'],
  ['consent', true],
  ['suppressed', true],
  ['score', 100],
  ['status', 'converted'],
  ['isSample', true],
  ['isTest', true],
  ['searchText', 'everything'],
  ['constructor', { prototype: { polluted: true } }],
];

const RECORDS = [
  { path: '/crm/contacts', valid: { firstName: 'Jana', lastName: 'Novak' } },
  { path: '/crm/companies', valid: { name: 'Novak Interiors' } },
  { path: '/crm/leads', valid: { firstName: 'Jana', lastName: 'Novak', email: 'jana@novak.test' } },
];

interface Listed {
  results: unknown[];
}

describe.each(RECORDS)('$path', ({ path, valid }) => {
  const owner = () => app.as('super-admin');

  test.each([...FORBIDDEN, ['version', 99] as const])('refuses a new record that sets %s, and makes none', async (key, value) => {
    const before = (await owner().get(path)).body as Listed;
    const answer = await owner().post(path, { ...valid, [key]: value });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(key);
    expect((await owner().get(path)).body).toEqual(before);
  });

  test.each(FORBIDDEN)('refuses a change that sets %s, and changes nothing', async (key, value) => {
    const { id, version } = (await owner().post(path, valid)).body as { id: string; version: number };
    const before = (await owner().get(`${path}/${id}`)).body as object;
    const answer = await owner().put(`${path}/${id}`, { version, [key]: value });
    expect(answer.status).toBe(400);
    expect((await owner().get(`${path}/${id}`)).body).toEqual(before);
  });

  test('a body with __proto__ pollutes nothing', async () => {
    const body = `{${JSON.stringify(valid).slice(1, -1)},"__proto__":{"polluted":true,"isSample":true}}`;
    const answer = await owner().post(path).set('Content-Type', 'application/json').send(body);
    expect([200, 400]).toContain(answer.status);
    expect((answer.body as { isSample?: boolean }).isSample ?? false).toBe(false);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
