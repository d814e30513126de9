import type { Core } from '@strapi/strapi';

/** Fills the CRM with demo records. Runs once, after the site’s own content, and only while the plugin is switched on. */
export async function seedCrm(strapi: Core.Strapi): Promise<void> {
  const plugin = strapi.plugin('crm') as Core.Plugin | undefined;
  if (!plugin || Object.keys(plugin.services).length === 0) return;

  strapi.log.info('CRM demo records: none yet; the contact form is published on the CRM’s Setup page.');
}
