import type { PluginDefinition } from '@strapi/strapi/admin';
import { features } from './features';
import { asStrapiPermissions } from './kernel/feature';
import english from './kernel/en.json';
import { MenuIcon } from './ui/icons';
import { collectTranslations } from './translations';

const label = (id: keyof typeof english) => ({ id: `crm.${id}`, defaultMessage: english[id] });

const plugin: PluginDefinition = {
  register(app) {
    app.addMenuLink({
      to: 'plugins/crm',
      icon: MenuIcon,
      position: 2,
      intlLabel: label('kernel.plugin-name'),
      permissions: features.flatMap(({ nav }) => nav.flatMap(({ permission }) => asStrapiPermissions(permission))),
      Component: () => import('./kernel/App').then(({ App }) => ({ default: App })),
    });

    app.addSettingsLink(
      { id: 'crm', intlLabel: label('kernel.settings-section') },
      features.flatMap(({ settings = [] }) =>
        settings.map(({ path, label: intlLabel, permission, load }) => ({
          id: `crm-${path}`,
          to: `crm/${path}`,
          intlLabel,
          permissions: asStrapiPermissions(permission),
          Component: () =>
            Promise.all([import('./kernel/SettingsFrame'), load()]).then(([{ settingsPage }, page]) => ({
              default: settingsPage(page, permission),
            })),
        })),
      ),
    );

    app.registerPlugin({ id: 'crm', name: 'CRM' });
  },

  async registerTrads({ locales }) {
    const english = await collectTranslations();
    return locales.map((locale) => ({ locale, data: locale === 'en' ? english : {} }));
  },
};

export default plugin;
