import * as admin from '@strapi/strapi/admin';
test('x', () => { expect(typeof admin.useFetchClient).toBe('function'); });
