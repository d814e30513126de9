import type { Core } from '@strapi/strapi';
import { DEFAULT_SETTINGS, type FormSettings } from '../../server/src/forms/contract';
import type { Evidence } from '../../server/src/spam';

type Written = Partial<Omit<Evidence, 'form'>> & { captcha?: string | null; asksFor?: FormSettings['captcha']; allowedOrigins?: readonly string[]; formKey?: string };

/** What a browser of a person sends, laid over with what the test is about. */
export const evidence = ({ asksFor = 'none', allowedOrigins = [], formKey = 'form-key', ...rest }: Written = {}): Evidence => ({
  form: { key: formKey, allowedOrigins: [...allowedOrigins], settings: { ...DEFAULT_SETTINGS, captcha: asksFor } },
  values: { firstName: 'Ana', message: 'Please call me back.' },
  payloadHash: 'hash',
  honeypot: '',
  token: null,
  captcha: null,
  isFinal: true,
  email: 'ana@acme-works.example',
  origin: 'https://site.example',
  isOwnPage: false,
  address: '203.0.113.7',
  ipPrefix: '203.0.113.0/24',
  accept: 'text/html',
  acceptLanguage: 'en',
  isTest: false,
  ...rest,
});

/** Enough of a site for what only needs its keys. */
export const siteWithKeys = (...appKeys: string[]): Core.Strapi => ({ config: { get: () => appKeys } }) as unknown as Core.Strapi;
