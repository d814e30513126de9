import { asciiDomain } from './email';
import { FREE_MAIL_DOMAINS, FREE_MAIL_FAMILIES } from './free-mail';

/** The domain that stands for an employer, or null where it only says who carries the mail. */
export const companyDomain = (emailDomain: string): string | null => {
  const domain = normaliseDomain(emailDomain);
  return domain === null || isFreeMail(domain) ? null : domain;
};

/** Accepts what people paste (`https://www.Acme.com/about`) and keeps the host without `www`. */
export const normaliseDomain = (typed: string): string | null => {
  if (typed.length > 2000) return null;
  const host = typed.trim().replace(/^[a-z]+:\/\//i, '').split(/[/?#:]/, 1)[0] ?? '';
  const domain = asciiDomain(host.replace(/\.$/, ''));
  if (domain === null) return null;
  const bare = domain.replace(/^www\./, '');
  return bare.includes('.') ? bare : domain;
};

const SECOND_LEVELS = new Set(['co', 'com', 'net', 'org', 'ne']);

export const isFreeMail = (domain: string): boolean => {
  if (FREE_MAIL_DOMAINS.has(domain)) return true;
  const [name = '', ...suffix] = domain.split('.');
  if (!FREE_MAIL_FAMILIES.has(name)) return false;
  // hotmail.de and yahoo.co.jp, but not live.acme.com.
  return suffix.length === 1 || (suffix.length === 2 && SECOND_LEVELS.has(suffix[0] ?? ''));
};
