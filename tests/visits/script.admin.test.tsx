import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { webcrypto } from 'node:crypto';
import { SCRIPT } from '../../server/src/visits/script';

interface SiteCrm {
  consent(answer?: boolean): boolean | null;
  view(): void;
  fields(): Record<string, string>;
}

interface Sent {
  visitor: string;
  consent: boolean;
  views: { page: string; referrer: string | null; entry: string | null }[];
}

const sendBeacon = jest.fn<(url: string, body: string) => boolean>(() => true);
const sent = (): Sent[] => sendBeacon.mock.calls.map(([, body]) => JSON.parse(body) as Sent);
const crm = (): SiteCrm => (window as unknown as { crm: SiteCrm }).crm;
const asked = (property: 'doNotTrack' | 'globalPrivacyControl', value: unknown) => Object.defineProperty(navigator, property, { value, configurable: true });

const anElement = <K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string>): HTMLElementTagNameMap[K] => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
};

/** As the site writes it; jsdom runs what is put into the page. */
const open = (path = '/articles/harbour?utm_source=news'): void => {
  history.replaceState(null, '', path);
  const script = anElement('script', { 'data-collect': 'https://cms.example/api/crm/visits' });
  script.textContent = SCRIPT;
  document.head.append(script);
};

beforeEach(() => {
  document.head.replaceChildren(anElement('meta', { name: 'crm-entry', content: 'api::article.article:abc:en' }));
  document.documentElement.lang = 'de';
  Object.defineProperty(document, 'referrer', { value: 'https://search.example/', configurable: true });
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
  Object.assign(navigator, { sendBeacon });
});
afterEach(() => {
  localStorage.clear();
  document.body.replaceChildren();
  asked('doNotTrack', null);
  asked('globalPrivacyControl', undefined);
  sendBeacon.mockClear();
});

test('before consent the browser keeps nothing and sends nothing (F45)', () => {
  open();
  expect(crm().consent()).toBeNull();
  expect(localStorage).toHaveLength(0);
  expect(document.cookie).toBe('');
  expect(sendBeacon).not.toHaveBeenCalled();
});

test('with consent the page is told, with its entry and an id of 128 random bits (F45)', () => {
  open();
  crm().consent(true);
  expect(sendBeacon.mock.calls[0]?.[0]).toBe('https://cms.example/api/crm/visits');
  const [{ visitor, consent, views }] = sent() as [Sent];
  expect(Buffer.from(visitor, 'base64url')).toHaveLength(16);
  expect(consent).toBe(true);
  expect(views).toEqual([{ page: location.href, referrer: 'https://search.example/', entry: 'api::article.article:abc:en' }]);
  expect(crm().consent()).toBe(true);
});

test('the next page is told by itself, under the same id', () => {
  open();
  crm().consent(true);
  open('/pricing');
  const [first, second] = sent() as [Sent, Sent];
  expect(second.visitor).toBe(first.visitor);
  expect(second.views[0]?.page).toContain('/pricing');
});

test('a page that changes without loading is told by the site, with the page before it', () => {
  open('/a');
  crm().consent(true);
  history.replaceState(null, '', '/b');
  crm().view();
  expect(sent().at(-1)?.views[0]).toMatchObject({ page: expect.stringContaining('/b'), referrer: expect.stringContaining('/a') });
});

test('taking it back forgets the id and stops the telling', () => {
  open();
  crm().consent(true);
  crm().consent(false);
  crm().view();
  expect(sent()).toHaveLength(1);
  expect(localStorage.getItem('crm_visitor')).toBeNull();
  expect(crm().fields()._crm_visitor).toBe('');
  expect(crm().consent()).toBe(false);
});

test.each([
  ['doNotTrack', '1'],
  ['globalPrivacyControl', true],
] as const)('a browser that sets %s is not followed, whatever was clicked', (property, value) => {
  asked(property, value);
  open();
  crm().consent(true);
  expect(sendBeacon).not.toHaveBeenCalled();
  expect(localStorage.getItem('crm_visitor')).toBeNull();
});

const submit = (action: string): Record<string, string> => {
  const form = anElement('form', { action });
  form.append(anElement('input', { name: 'email', value: 'ann@acme.com' }), anElement('input', { type: 'hidden', name: '_crm_page' }));
  document.body.replaceChildren(form);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  return Object.fromEntries(new FormData(form)) as Record<string, string>;
};

test('a form of the CRM tells where it was sent and where the visit began (F43)', () => {
  open('/first?gclid=1');
  crm().consent(true);
  open('/contact');
  const values = submit('https://cms.example/api/crm/forms/contact-us/submissions');
  expect(values).toEqual({
    email: 'ann@acme.com',
    _crm_visitor: sent()[0]?.visitor,
    _crm_page: location.href,
    _crm_landing: expect.stringContaining('/first?gclid=1'),
    _crm_referrer: 'https://search.example/',
    _crm_timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    _crm_locale: 'de',
  });
});

test('without consent a form tells its own page and no id', () => {
  open('/contact');
  expect(submit('/api/crm/forms/contact-us/submissions')).toMatchObject({ _crm_visitor: '', _crm_page: location.href, _crm_landing: location.href });
  expect(localStorage).toHaveLength(0);
});

test('a form of somebody else is left alone', () => {
  open();
  expect(submit('https://shop.example/cart')).toEqual({ email: 'ann@acme.com', _crm_page: '' });
});
