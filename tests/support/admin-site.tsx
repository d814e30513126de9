import { DesignSystemProvider, lightTheme } from '@strapi/design-system';
import { configure, render } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';
import type { ComponentType } from 'react';
import { CrmProvider } from '../../admin/src/kernel/CrmProvider';
import { collectTranslations } from '../../admin/src/translations';
import { answering } from './fake-strapi';

configure({ asyncUtilTimeout: 5_000 });

export const LENA = { id: 'u-lena', name: 'Lena Brandt' };

const me = {
  user: LENA,
  permissions: ['contacts.read', 'contacts.create', 'contacts.update', 'companies.read', 'companies.create', 'companies.update', 'leads.read', 'users.read', 'submissions.read'],
  teams: [],
  settings: { currency: 'EUR', locale: 'en', timezone: 'UTC', defaultCountry: 'DE', leadResponseMinutes: 60 },
  sampleRecords: 0,
};

const Address = () => {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{pathname + search}</output>;
};

interface Screen {
  Page: ComponentType;
  /** As in the manifest: `contacts/:id`. */
  path: string;
  at?: string;
  permissions?: readonly string[];
}

/** One screen inside the real providers, in front of the answers that the test wrote. */
export const renderScreen = async ({ Page, path, at = path, permissions = me.permissions }: Screen) => {
  answering('GET /crm/me', () => ({ ...me, permissions }));
  answering('GET /crm/users', () => ({ results: [LENA] }));
  return render(
    <IntlProvider locale="en" messages={await collectTranslations()}>
      <DesignSystemProvider theme={lightTheme} locale="en">
        <MemoryRouter initialEntries={[`/plugins/crm/${at}`]} future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
          <Address />
          <CrmProvider>
            <Routes>
              <Route path={`/plugins/crm/${path}`} element={<Page />} />
              <Route path="*" element={null} />
            </Routes>
          </CrmProvider>
        </MemoryRouter>
      </DesignSystemProvider>
    </IntlProvider>,
  );
};

export const pageOf = <T,>(results: readonly T[], next: string | null = null) => ({ results, page: { next, total: results.length } });
