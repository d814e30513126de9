// The playground's server in a process of its own, measured from inside: event-loop stalls and memory on request.
const { monitorEventLoopDelay } = require('node:perf_hooks');
const path = require('node:path');
const { createStrapi } = require('@strapi/strapi');

const playground = process.argv[2];
process.chdir(playground);
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.on('message', (question) => {
  if (question === 'reset') delay.reset();
  process.send({ maxStallMs: delay.max / 1e6, rssBytes: process.memoryUsage().rss });
});
const startedAt = process.hrtime.bigint();
createStrapi({ appDir: playground, distDir: path.join(playground, 'dist'), serveAdminPanel: false, autoReload: false })
  .start()
  .then(() => process.send({ bootMs: Number(process.hrtime.bigint() - startedAt) / 1e6 }))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
