import { redirectTarget } from '../../server/src/capture/redirect';

const form = { redirectUrl: 'https://shop.example/thanks', allowedOrigins: ['https://www.example.com'] };
const to = (next: string | null) => redirectTarget({ next, ...form });

// F28, X20
test.each([
  ['https://www.example.com/thanks?x=1', 'https://www.example.com/thanks?x=1'],
  ['https://shop.example/other', 'https://shop.example/other'],
  ['HTTPS://WWW.EXAMPLE.COM/up', 'https://www.example.com/up'],
])('a page on the list may choose where to go: %s', (next, expected) => {
  expect(to(next)).toBe(expected);
});

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  '\t//evil.example',
  ' https://www.example.com',
  'https://www.example.com@evil.example/',
  'https://evil.example@www.example.com/',
  'https://www.example.com.evil.example/',
  'https://www.example.community/',
  'https://evil.example/?https://www.example.com',
  'https://evil.example#https://www.example.com',
  'https://www.example.com:8443/',
  'http://www.example.com/',
  'https://example.com/',
  'https://sub.www.example.com/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https://www.example.com',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://www.example.com/',
  'blob:https://www.example.com/1',
  'about:blank',
  '/relative',
  'relative',
  '?query',
  '#fragment',
  'https://www.example.com\r\nSet-Cookie: a=b',
  'https://www.example.com/%0d%0aX: y\n',
  'https://www.exаmple.com/', // a Cyrillic letter
  'https://www。example。com.evil.example/',
  'https://www.example.com\\@evil.example/',
  'https://evil.example\\.www.example.com/',
  'https://[::1]/',
  'https://127.1/',
  'https://user:pass@www.example.com/',
  `https://www.example.com/${'a'.repeat(2100)}`,
  '',
])('anything else goes to the form’s own address: %j', (next) => {
  expect(to(next)).toBe(form.redirectUrl);
});

test('without an address of its own and without a list nobody is sent anywhere', () => {
  expect(redirectTarget({ next: 'https://evil.example', redirectUrl: null, allowedOrigins: [] })).toBeNull();
});
