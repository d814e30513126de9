import dns from 'node:dns';
import http from 'node:http';
import net from 'node:net';
import { bootCrm } from '../support/app';

const app = bootCrm();

const MESSAGE = /Network inside a database transaction/;

test.each([
  ['fetch', async () => fetch('http://127.0.0.1:9/')],
  ['http.request', async () => http.request('http://127.0.0.1:9/').end()],
  ['net.connect', async () => net.connect(9, '127.0.0.1')],
  ['dns.lookup', async () => dns.promises.lookup('localhost')],
  ['a request to the site itself', async () => app.anonymous.get('/_health')],
])('%s inside a transaction throws (R5)', async (_name, reachOut) => {
  await expect(app.transaction(async () => void (await reachOut()))).rejects.toThrow(MESSAGE);
});

test('outside a transaction the network works', async () => {
  expect((await app.anonymous.get('/_health')).status).toBe(204);
});

test('a query inside a transaction is not taken for the outside world', async () => {
  await expect(app.transaction(async () => app.strapi.db.query('admin::role').count())).resolves.toBeGreaterThan(0);
});
