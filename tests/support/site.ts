import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import net from 'node:net';
import { createStrapi, type Core } from '@strapi/strapi';
import type { TestDatabase } from './databases';
import { writeSite, type SiteOptions } from './site-files';

export interface Site {
  strapi: Core.Strapi;
  url: string;
  /** Ends this site; its database stays. */
  stop(): Promise<void>;
}

/** A real Strapi in this process, listening on a port of its own. */
export const startSite = async (database: TestDatabase, options: SiteOptions = {}): Promise<Site> => {
  process.env.NODE_ENV = 'test';
  process.env.STRAPI_TELEMETRY_DISABLED = 'true';
  process.env.STRAPI_DISABLE_EE = 'true';

  const port = options.port ?? (await freePort());
  const root = await writeSite(database, port, options);
  const strapi = createStrapi({ appDir: root, distDir: root, serveAdminPanel: false, autoReload: false });

  const stop = async (): Promise<void> => {
    await destroyGently(strapi);
    await rm(root, { recursive: true, force: true });
  };
  try {
    await strapi.load();
    strapi.server.mount();
    strapi.server.httpServer.listen(port, '127.0.0.1');
    await once(strapi.server.httpServer, 'listening');
  } catch (error) {
    // The first error is the one to see.
    await stop().catch(() => undefined);
    throw error;
  }
  return { strapi, url: `http://127.0.0.1:${port}`, stop };
};

/** Strapi's destroy takes every listener off the process, also the test runner's own. */
const destroyGently = async (strapi: Core.Strapi): Promise<void> => {
  const original = process.removeAllListeners;
  process.removeAllListeners = () => process;
  try {
    await strapi.destroy();
  } finally {
    process.removeAllListeners = original;
  }
};

export const freePort = async (): Promise<number> => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
