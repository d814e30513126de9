import { companyDomain, isFreeMail, normaliseDomain } from '../../server/src/identity/domain';
import { FREE_MAIL_DOMAINS } from '../../server/src/identity/free-mail';

test.each<[typed: string, domain: string | null]>([
  ['acme.com', 'acme.com'],
  ['ACME.com', 'acme.com'],
  ['www.acme.com', 'acme.com'],
  ['https://www.Acme.com/about?x=1#y', 'acme.com'],
  ['http://acme.com:8080', 'acme.com'],
  ['acme.com.', 'acme.com'],
  ['münchen.de', 'xn--mnchen-3ya.de'],
  ['mail.acme.co.uk', 'mail.acme.co.uk'],
  ['www.de', 'www.de'],
  ['acme', null],
  ['127.0.0.1', null],
  ['', null],
  ['javascript:alert(1)', null],
  ['a'.repeat(100_000), null],
])('%j is the domain %j', (typed, domain) => {
  expect(normaliseDomain(typed)).toBe(domain);
});

test.each(
  'gmail.com googlemail.com outlook.com outlook.de hotmail.co.uk hotmail.fr live.com live.nl yahoo.com yahoo.co.jp yahoo.com.br icloud.com me.com mac.com gmx.de gmx.net gmx.at web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com aol.com yandex.ru mail.ru qq.com 163.com orange.fr free.fr laposte.net libero.it seznam.cz wp.pl'
    .split(' ')
    .map((domain) => [domain]),
)('%s says nothing about an employer', (domain) => {
  expect(companyDomain(domain)).toBeNull();
});

test.each(['acme.com', 'live.acme.com', 'yahoo.acme.com', 'mygmail.com', 'gmail.com.evil.io', 'postbank.de', 'me.acme.com'])('%s may be an employer', (domain) => {
  expect(companyDomain(domain)).toBe(domain);
});

test('every listed provider is recognised as it is written in the list', () => {
  expect(FREE_MAIL_DOMAINS.size).toBeGreaterThan(80);
  for (const domain of FREE_MAIL_DOMAINS) expect(`${domain} ${isFreeMail(domain)} ${normaliseDomain(domain)}`).toBe(`${domain} true ${domain}`);
});
