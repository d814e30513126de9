import type { Core } from '@strapi/strapi';
import type { Context as KoaContext } from 'koa';
import { maskedError } from '../jobs';
import { addressPrefix, clientAddress } from '../kernel/address';
import type { Door } from '../kernel/door';
import { escapeHtml, htmlPage, PAGE_HEADERS } from '../kernel/page';
import type { TrafficService } from '../traffic';
import { LINK_DAYS } from './letter';

interface Dependencies {
  strapi: Core.Strapi;
  traffic: Pick<TrafficService, 'limit'>;
  trustedProxyHops: number;
  /** Whether the token confirmed something. */
  confirm(press: { token: string; ipPrefix: string | null }): Promise<boolean>;
}

const ROUTE = /^\/confirm\/([^/]{1,200})$/;
const PER_ADDRESS = { max: 60, windowMs: 60_000 } as const;

/**
 * `/api/crm/confirm/{token}`. The page is the same for every token, and shown without a look into the database: it
 * tells nothing, and whatever follows links in mails changes nothing. Only the button does.
 */
export const createConfirmDoor = ({ strapi, traffic, trustedProxyHops, confirm }: Dependencies): Door => {
  const answer = (context: KoaContext, status: number, page: string): void => {
    context.status = status;
    context.type = 'html';
    context.body = page;
  };

  const press = async (context: KoaContext, token: string, address: string): Promise<void> => {
    try {
      const isConfirmed = await confirm({ token, ipPrefix: addressPrefix(address) });
      answer(context, isConfirmed ? 200 : 404, isConfirmed ? CONFIRMED : NOT_VALID);
    } catch (error) {
      strapi.log.error(`CRM could not store a confirmation: ${maskedError(error)}`);
      context.set('Retry-After', '5');
      answer(context, 503, UNAVAILABLE);
    }
  };

  return async (context, path) => {
    const token = ROUTE.exec(path)?.[1];
    if (token === undefined || !['GET', 'HEAD', 'POST'].includes(context.method)) return false;

    // The address of the page is the secret, so it goes nowhere else.
    context.set({ ...PAGE_HEADERS, 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    const address = clientAddress(context.req, trustedProxyHops);
    const waitMs = await traffic.limit('confirm', address, PER_ADDRESS);
    if (waitMs > 0) {
      context.set('Retry-After', String(Math.ceil(waitMs / 1000)));
      answer(context, 429, TOO_MANY);
    } else if (context.method === 'POST') await press(context, token, address);
    else answer(context, 200, askPage(context.path));
    return true;
  };
};

const askPage = (action: string): string =>
  htmlPage('Confirm your e-mail address', `<h1>Confirm your e-mail address</h1><p>Press the button to finish.</p><form method="post" action="${escapeHtml(action)}"><button>Confirm</button></form>`);

const saying = (title: string, words: string): string => htmlPage(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(words)}</p>`);

const CONFIRMED = saying('Thank you', 'Your e-mail address is confirmed. You can close this page.');
const NOT_VALID = saying('This link does not work any more', `A link works for ${LINK_DAYS} days. Fill in the form again to get a new one.`);
const TOO_MANY = saying('Please wait a moment', 'There were too many requests. Try again in a minute.');
const UNAVAILABLE = saying('That did not work just now', 'Please press the button again in a few seconds.');
