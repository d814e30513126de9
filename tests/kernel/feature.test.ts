import { z } from 'zod';
import { defineEndpoints, oneOrMany, pageQuery } from '../../server/src/kernel/contract';
import { on } from '../../server/src/kernel/events';
import { mergeFeatures, type Feature } from '../../server/src/kernel/feature';
import { adminRoutes, permissionActions } from '../../server/src/kernel/implement';
import { defineWork } from '../../server/src/kernel/work';

const feature = (name: string, more: Partial<Feature<object>> = {}): Feature<object> => ({ name, ...more });
const read = defineEndpoints('boats', { list: { method: 'GET', path: '/boats', permission: 'boats.read', returns: z.object({}) } }, { scoped: ['boats.read'] });
const work = (type: string) => defineWork<object, object>({ kind: 'transactional', type, lane: 'bulk', payload: z.object({}), run: async () => {} });

test('two features with one name, endpoint, event or work are refused by name', () => {
  expect(() => mergeFeatures([feature('a'), feature('a')])).toThrow('“a”');
  expect(() => mergeFeatures([feature('a', { contract: read }), feature('b', { contract: read })])).toThrow('GET /boats');
  expect(() => mergeFeatures([feature('a', { events: { 'boat.sunk': z.object({}) } }), feature('b', { events: { 'boat.sunk': z.object({}) } })])).toThrow('boat.sunk');
  expect(() => mergeFeatures([feature('a', { work: [work('x')] }), feature('b', { work: [work('x')] })])).toThrow('“x”');
});

test('two features that contribute one timeline subject are refused: either’s permission would show it', () => {
  const contributes = { timelineSubjects: [{ type: 'boat', uid: 'plugin::crm.boat', permission: 'boats.read' }] };
  expect(mergeFeatures([feature('a', { contributes }), feature('b')]).contributions.timelineSubjects).toEqual(contributes.timelineSubjects);
  expect(() => mergeFeatures([feature('a', { contributes }), feature('b', { contributes })])).toThrow('timeline subject “boat”');
});

test('a subscription to an event nobody declares, or a schedule of unknown work, is refused', () => {
  const subscriber = on('boat.sunk' as never, { react: async () => {} });
  expect(() => mergeFeatures([feature('a', { subscribers: [subscriber] })])).toThrow('boat.sunk');
  expect(() => mergeFeatures([feature('a', { schedules: [{ name: 's', cron: '* * * * *', work: 'nothing' }] })])).toThrow('nothing');
});

test('an endpoint becomes a route that asks for a session and its permission in all widths', () => {
  expect(adminRoutes([read])).toEqual([
    {
      method: 'GET',
      path: '/boats',
      handler: 'boats.list',
      config: { policies: ['admin::isAuthenticatedAdmin', { name: 'plugin::crm.permits', config: { actions: ['plugin::crm.boats.read', 'plugin::crm.boats.read.team', 'plugin::crm.boats.read.own'] } }] },
    },
  ]);
  expect(permissionActions([read]).map(({ uid }) => uid)).toEqual(['boats.read', 'boats.read.team', 'boats.read.own']);
});

test('an endpoint without a permission can’t be built', () => {
  const open = defineEndpoints('boats', { list: { method: 'GET', path: '/boats', returns: z.object({}) } });
  expect(() => adminRoutes([open])).toThrow('neither a permission nor a public rate limit');
});

test('a list’s query refuses what it does not know and takes one filter value or several', () => {
  const query = pageQuery({ filters: { colour: oneOrMany(z.enum(['red', 'blue'])) }, sort: ['-createdAt', 'name'] });
  expect(query.parse({ filters: { colour: 'red' } })).toEqual({ sort: '-createdAt', limit: 25, filters: { colour: ['red'] } });
  expect(query.parse({ filters: { colour: ['red', 'blue'] }, limit: '100' })).toMatchObject({ limit: 100, filters: { colour: ['red', 'blue'] } });
  for (const wrong of [{ populate: '*' }, { filters: { password: 'x' } }, { filters: { colour: { $startsWith: 'r' } } }, { limit: 101 }, { sort: 'password' }]) expect(query.safeParse(wrong).success).toBe(false);
});
