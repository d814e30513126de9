import path from 'node:path';
import { createStrapi } from '@strapi/strapi';
import { installClock } from './clock';
import { seedCrm } from './crm';
import { seedSite } from './site';

interface SeedRecord {
  siteAt: string | null;
  crmAt: string | null;
}

const playground = path.resolve(__dirname, '..');

/**
 * Fills an empty playground once and remembers it in the database itself, so a new database is filled again. The two
 * halves are remembered apart: a playground first started without the plugin gets its CRM records when it comes back.
 */
const seed = async (): Promise<void> => {
  // Config files and the plugin’s path are found from the working directory.
  process.chdir(playground);
  process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';

  installClock();
  const strapi = await createStrapi({ appDir: playground, distDir: path.join(playground, 'dist'), serveAdminPanel: false }).load();
  const store = strapi.store({ type: 'plugin', name: 'playground' });
  const done = ((await store.get({ key: 'seeded' })) as SeedRecord | null) ?? { siteAt: null, crmAt: null };

  if (!done.siteAt) {
    await seedSite(strapi);
    done.siteAt = new Date().toISOString();
    await store.set({ key: 'seeded', value: done });
  }

  const hasCrm = Boolean(strapi.plugin('crm'));
  if (hasCrm && !done.crmAt) {
    await seedCrm(strapi);
    done.crmAt = new Date().toISOString();
    await store.set({ key: 'seeded', value: done });
  }

  await strapi.destroy();
};

seed().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  }
);
