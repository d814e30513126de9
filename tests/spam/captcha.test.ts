import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyCaptcha, type CaptchaAnswer, type Fetch } from '../../server/src/spam/captcha';
import { CAPTCHA_PROVIDERS } from '../../server/src/spam/contract';

/** A captcha provider over real HTTP, which does what the test wants. */
let server: Server;
let behave: (response: ServerResponse) => unknown;
let asked: { url: string; body: URLSearchParams }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ url: request.url ?? '', body: new URLSearchParams(body) });
      behave(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => (asked = []));

const says = (reply: unknown) => (response: ServerResponse) => void response.setHeader('content-type', 'application/json').end(typeof reply === 'string' ? reply : JSON.stringify(reply));
const fetchFromStub: Fetch = (url, init) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/?${new URLSearchParams({ url }).toString()}`, init);
const verify = (provider: (typeof CAPTCHA_PROVIDERS)[number], about: Partial<CaptchaAnswer> = {}) =>
  verifyCaptcha(fetchFromStub, provider, { answer: 'the-answer', hosts: ['site.example'], secret: 'the-secret', minScore: 0.5, ...about });

const TRUE = { success: true, hostname: 'site.example' };

describe.each(CAPTCHA_PROVIDERS)('%s (F34)', (provider) => {
  const TABLE: [string, (response: ServerResponse) => void, 'passed' | 'failed' | 'unavailable'][] = [
    ['true', says(TRUE), 'passed'],
    ['true for the action of our forms', says({ ...TRUE, action: 'crm_form' }), 'passed'],
    ['true without an action', says({ ...TRUE, action: '' }), 'passed'],
    ['false', says({ success: false, 'error-codes': ['invalid-input-response'] }), 'failed'],
    ['false without a word', says({ success: false }), 'failed'],
    ['that the answer was used before', says({ success: false, 'error-codes': ['timeout-or-duplicate'] }), 'failed'],
    ['true, but for another site', says({ ...TRUE, hostname: 'evil.example' }), 'failed'],
    ['true without a site', says({ success: true }), 'failed'],
    ['true, but for another action', says({ ...TRUE, action: 'login' }), 'failed'],
    ['that our secret is wrong', says({ success: false, 'error-codes': ['invalid-input-secret'] }), 'unavailable'],
    ['that it is broken itself', says({ success: false, 'error-codes': ['internal-error'] }), 'unavailable'],
    ['"true" as a word', says({ ...TRUE, success: 'true' }), 'unavailable'],
    ['garbage', says('<html>nothing here</html>'), 'unavailable'],
    ['nothing', says(''), 'unavailable'],
    ['null', says('null'), 'unavailable'],
    ['a list', says('[]'), 'unavailable'],
    ['500', (response) => void response.writeHead(500).end(JSON.stringify(TRUE)), 'unavailable'],
    ['429', (response) => void response.writeHead(429).end('{}'), 'unavailable'],
    ['go elsewhere', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'unavailable'],
    ['half an answer and hangs up', (response) => void response.writeHead(200, { 'content-length': '1000' }).write('{"succ', () => response.destroy()), 'unavailable'],
    ['more than an answer', (response) => void response.end(`{"success":true,"hostname":"site.example","pad":"${'x'.repeat(200_000)}"}`), 'unavailable'],
  ];

  test.each(TABLE)('a provider that answers %s', async (_, reply, expected) => {
    behave = reply;
    expect(await verify(provider)).toBe(expected);
  });

  test('is asked at its own https address, and told the secret and the answer but not who the visitor is', async () => {
    behave = says(TRUE);
    await verify(provider);
    const address = new URL(new URLSearchParams(asked[0]!.url.slice(2)).get('url')!);
    expect([address.protocol, address.pathname.endsWith('siteverify')]).toEqual(['https:', true]);
    expect(Object.fromEntries(asked[0]!.body)).toEqual({ secret: 'the-secret', response: 'the-answer' });
  });
});

test('a provider that hangs, or trickles, is given up after three seconds (F34)', async () => {
  const trickle = (response: ServerResponse): void => {
    const timer = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(timer));
  };
  behave = (response) => asked.length % 2 === 0 && trickle(response);
  const before = Date.now();
  const verdicts = await Promise.all([...CAPTCHA_PROVIDERS, ...CAPTCHA_PROVIDERS].map((provider) => verify(provider)));
  expect(verdicts).toEqual(verdicts.map(() => 'unavailable'));
  expect(Date.now() - before).toBeLessThan(3_500);
});

test('a reCAPTCHA v3 score below the threshold fails, one at it passes (F34)', async () => {
  const scored = async (score: unknown) => {
    behave = says({ ...TRUE, score, action: 'crm_form' });
    return verify('recaptcha', { minScore: 0.7 });
  };
  expect([await scored(0.69), await scored(0.7), await scored('much'), await scored(null)]).toEqual(['failed', 'passed', 'failed', 'failed']);
});

test('where the page is unknown any site counts, and an answer of impossible length is not even sent', async () => {
  behave = says({ ...TRUE, hostname: 'anywhere.example' });
  expect(await verify('turnstile', { hosts: null })).toBe('passed');
  asked = [];
  expect(await verify('turnstile', { answer: 'x'.repeat(5_000) })).toBe('failed');
  expect(asked).toEqual([]);
});

test('a provider that can’t be reached at all is unavailable', async () => {
  expect(await verifyCaptcha(() => Promise.reject(new Error('getaddrinfo ENOTFOUND')), 'hcaptcha', { answer: 'a', hosts: null, secret: 's', minScore: 0.5 })).toBe('unavailable');
});
