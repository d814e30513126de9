import { darkTheme, DesignSystemProvider, lightTheme } from '@strapi/design-system';
import { act, cleanup, configure, render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { IntlProvider } from 'react-intl';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { CrmProvider } from '../../admin/src/kernel/CrmProvider';
import { collectTranslations } from '../../admin/src/translations';

configure({ asyncUtilTimeout: 5_000 });

export interface Sent {
  method: string;
  /** Path and decoded query, below `/crm`. */
  path: string;
  body: unknown;
}

type Reply = unknown | ((sent: Sent) => unknown);

/** Thrown by a reply to answer with an error of the CRM. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export const ME = {
  user: { id: 'lena', name: 'Lena Vogt' },
  permissions: [
    'forms.read',
    'forms.create',
    'forms.update',
    'forms.publish',
    'submissions.read',
    'submissions.update',
    'leads.read',
    'contacts.read',
    'settings.read',
    'settings.update',
  ],
  teams: [],
  settings: { currency: 'EUR', locale: 'en', timezone: 'Europe/Berlin', defaultCountry: 'DE', leadResponseMinutes: 60 },
  sampleRecords: 0,
};

const json = (status: number, body: unknown) => ({
  ok: status < 400,
  status,
  headers: new Headers({ 'content-type': 'application/json' }),
  json: async () => body,
  text: async () => JSON.stringify(body),
});

/**
 * A server that is written down: answers by `GET /forms`, keeps what was sent. Longer keys win, so that
 * `GET /forms?filters` can differ from `GET /forms`. What nobody wrote down is answered with 404.
 */
export const aServer = (replies: Record<string, Reply>) => {
  const sent: Sent[] = [];
  const all: Record<string, Reply> = { 'GET /me': ME, ...replies };
  const keys = () => Object.keys(all).sort((one, other) => other.length - one.length);

  const answer = async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = decodeURIComponent(String(input instanceof Request ? input.url : input));
    const path = url.slice(url.indexOf('/crm') + '/crm'.length);
    const method = (init.method ?? 'GET').toUpperCase();
    const request: Sent = { method, path, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined };
    sent.push(request);
    const asked = `${method} ${path}`;
    const key = keys().find((known) => asked === known || asked.startsWith(`${known}?`) || (known.includes('?') && asked.startsWith(known)));
    try {
      if (!key) throw new Refusal(404, `Nobody wrote down ${asked}`);
      const reply = all[key];
      return json(200, typeof reply === 'function' ? await (reply as (sent: Sent) => unknown)(request) : reply);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return json(error.status, { data: null, error: { status: error.status, name: 'Error', message: error.message, details: error.details } });
    }
  };

  globalThis.fetch = answer as typeof fetch;
  return {
    sent,
    of: (method: string, path: string) => sent.filter((one) => one.method === method && one.path === path),
    change: (changes: Record<string, Reply>) => Object.assign(all, changes),
  };
};

/** A screen of the admin as Strapi shows it, at an address, in light or dark. */
export const open = async (screen: ReactElement, { at = '/', path = '/', isDark = false } = {}) => {
  const messages = await collectTranslations();
  const router = createMemoryRouter([{ path, element: <CrmProvider>{screen}</CrmProvider> }, { path: '*', element: <p>elsewhere</p> }], {
    initialEntries: [at],
  });
  const view = render(
    <IntlProvider locale="en" messages={messages}>
      <DesignSystemProvider locale="en" theme={isDark ? darkTheme : lightTheme}>
        <RouterProvider router={router} />
      </DesignSystemProvider>
    </IntlProvider>,
  );
  await act(async () => undefined);
  return { ...view, router };
};

afterEach(cleanup);
