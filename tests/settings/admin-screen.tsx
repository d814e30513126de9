/// <reference types="jest" />
import { DesignSystemProvider, lightTheme } from '@strapi/design-system';
import { configure, render } from '@testing-library/react';
import type { ComponentType } from 'react';
import { IntlProvider } from 'react-intl';
import { MemoryRouter } from 'react-router-dom';
import { CrmProvider } from '../../admin/src/kernel/CrmProvider';
import { collectTranslations } from '../../admin/src/translations';
import type { Me } from '../../server/src/settings/contract';
import { answerWith, type Answer, type Asked } from './strapi-admin';

configure({ asyncUtilTimeout: 5_000 });

const ME: Me = {
  user: { id: 'user-1', name: 'Ana Silva' },
  permissions: [],
  teams: [],
  settings: { currency: 'EUR', locale: 'en-GB', timezone: 'UTC', defaultCountry: 'DE', leadResponseMinutes: 60 },
  sampleRecords: 0,
};

/** As in Strapi's own router; left out, each test would warn about them. */
const FUTURE = { v7_startTransition: false, v7_relativeSplatPath: false };

interface Shown {
  /** Keys such as `GET /crm/jobs`. A function answers each time anew; an Error refuses. */
  answers: Record<string, Answer>;
  me?: Partial<Me>;
  /** The query of the address: `?filter.state=done`. */
  at?: string;
}

/** Renders a page as the shell does. Answers the list of what it asks for, which grows. */
export const show = async (Page: ComponentType, { answers, me = {}, at = '' }: Shown): Promise<Asked[]> => {
  const asked = answerWith({ 'GET /crm/me': { ...ME, ...me }, ...answers });
  const messages = await collectTranslations();
  render(
    <DesignSystemProvider locale="en" theme={lightTheme}>
      <IntlProvider locale="en" messages={messages}>
        <MemoryRouter initialEntries={[`/${at}`]} future={FUTURE}>
          <CrmProvider>
            <Page />
          </CrmProvider>
        </MemoryRouter>
      </IntlProvider>
    </DesignSystemProvider>,
  );
  return asked;
};
