// A Strapi of its own process, as `strapi start` runs it, without the admin panel. Killed on purpose by the tests.
const { createStrapi } = require('@strapi/strapi');

const root = process.argv[2];
process.chdir(root);
createStrapi({ appDir: root, distDir: root, serveAdminPanel: false, autoReload: false })
  .start()
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
