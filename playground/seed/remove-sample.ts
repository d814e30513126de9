import path from 'node:path';
import { createStrapi } from '@strapi/strapi';
import type { CrmServices } from '../../server/src/services';

const playground = path.resolve(__dirname, '..');

/** `npm run sample:remove`: the same as the button in Settings › CRM › General. */
const removeSample = async (): Promise<void> => {
  process.chdir(playground);
  process.env.STRAPI_TELEMETRY_DISABLED ??= 'true';
  const strapi = await createStrapi({ appDir: playground, distDir: path.join(playground, 'dist'), serveAdminPanel: false }).load();
  const settings = strapi.plugin('crm').service('settings') as CrmServices['settings'];
  const { removed } = await settings.removeSampleData();
  console.log(`${removed} sample records removed.`);
  await strapi.destroy();
};

removeSample().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  }
);
