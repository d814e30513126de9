import { Main } from '@strapi/design-system';
import type { ComponentType } from 'react';
import { CrmProvider } from './CrmProvider';
import { Guarded } from './Guarded';

/** Strapi renders our settings pages outside the CRM shell, so each brings its provider. */
export const settingsPage = (Page: ComponentType, permission: string): ComponentType => {
  const SettingsPage = () => (
    <CrmProvider>
      <Main>
        <Guarded permission={permission}>
          <Page />
        </Guarded>
      </Main>
    </CrmProvider>
  );
  return SettingsPage;
};
