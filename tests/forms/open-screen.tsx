import { DesignSystemProvider, lightTheme } from '@strapi/design-system';
import { configure, render } from '@testing-library/react';
import type { ComponentType } from 'react';
import { IntlProvider } from 'react-intl';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { CrmProvider } from '../../admin/src/kernel/CrmProvider';
import { collectTranslations } from '../../admin/src/translations';
import { answerWith, type Answer, type Asked } from '../settings/strapi-admin';

configure({ asyncUtilTimeout: 5_000 });

// jsdom has no fetch API, and a data router makes a Request of each navigation.
const request = function (this: object, url: string, init: object = {}): void {
  Object.assign(this, { method: 'GET' }, init, { url });
};
Object.assign(globalThis, { Request: request });

const ALL_RIGHTS = [
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
];

interface Opened {
  /** Keys such as `GET /crm/forms`. A function answers each time anew; an Error refuses. */
  answers: Record<string, Answer>;
  permissions?: readonly string[];
  /** The route's pattern and where the browser is in it. */
  path?: string;
  at?: string;
}

/** Opens a page in a data router, as Strapi does: the guard of unsaved changes needs one. */
export const openScreen = async (
  Page: ComponentType,
  { answers, permissions = ALL_RIGHTS, path = '/', at = path }: Opened,
): Promise<{ asked: Asked[]; router: ReturnType<typeof createMemoryRouter> }> => {
  const asked = answerWith({
    'GET /crm/me': {
      user: { id: 'lena', name: 'Lena Vogt' },
      permissions,
      teams: [],
      settings: { currency: 'EUR', locale: 'en-GB', timezone: 'UTC', defaultCountry: 'DE', leadResponseMinutes: 60 },
      sampleRecords: 0,
    },
    ...answers,
  });
  const messages = await collectTranslations();
  const page = (
    <CrmProvider>
      <Page />
    </CrmProvider>
  );
  const router = createMemoryRouter([{ path, element: page }, { path: '*', element: null }], { initialEntries: [at] });
  render(
    <DesignSystemProvider locale="en" theme={lightTheme}>
      <IntlProvider locale="en" messages={messages}>
        <RouterProvider router={router} future={{ v7_startTransition: false }} />
      </IntlProvider>
    </DesignSystemProvider>,
  );
  return { asked, router };
};
