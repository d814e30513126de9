import type { Core } from '@strapi/strapi';
import { transaction } from '../../server/src/kernel/transaction';
import { crm, type CrmServices } from '../../server/src/services';
import { createAccounts, type Client, type Role, type SignedInClient } from './accounts';
import { installClock, type TestClock } from './clock';
import { copyOfTemplate, dropDatabase, type TestDatabase } from './databases';
import { startSite, type Site } from './site';
import type { SiteOptions } from './site-files';

/** A booted Strapi with the plugin, on a database that only this test file sees. */
export interface App {
  readonly strapi: Core.Strapi;
  readonly crm: CrmServices;
  readonly url: string;
  readonly clock: TestClock;
  readonly anonymous: Client;
  as(role: Role): SignedInClient;
  /** One transaction, as a service opens it. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Brings what was counted to the database, runs all work that is due now and the work that this makes due. */
  drain(): Promise<void>;
  /** Empties every table of the plugin; admin users and roles stay. */
  reset(): Promise<void>;
  /** Boots again on the same database, with other options if given; accounts made by `as` are forgotten. */
  restart(options?: SiteOptions): Promise<void>;
}

const BOOT_TIMEOUT_MS = 150_000;

/** Call once at the top of a test file; the site lives from its `beforeAll` to its `afterAll`. */
export const bootCrm = (options: SiteOptions = {}): App => {
  let running: { site: Site; accounts: ReturnType<typeof createAccounts> } | undefined;
  let database: TestDatabase | undefined;
  let clock: ReturnType<typeof installClock> | undefined;

  const start = async (on: TestDatabase, siteOptions: SiteOptions): Promise<void> => {
    const site = await startSite(on, siteOptions);
    running = { site, accounts: createAccounts(site) };
  };
  const stop = async (): Promise<void> => {
    const { site } = running ?? {};
    running = undefined;
    await site?.stop();
  };
  const alive = () => {
    if (!running || !clock) throw new Error('The site only lives inside tests and hooks: use `app` there, not at the top of the file.');
    return { ...running, clock };
  };

  beforeAll(async () => {
    clock = installClock();
    database = await siteDatabase(options);
    await start(database, options);
  }, BOOT_TIMEOUT_MS);

  afterAll(async () => {
    await stop();
    if (database) await dropDatabase(database);
    clock?.uninstall();
  }, BOOT_TIMEOUT_MS);

  return {
    get strapi() {
      return alive().site.strapi;
    },
    get crm() {
      return crm(alive().site.strapi);
    },
    get url() {
      return alive().site.url;
    },
    get clock() {
      return alive().clock;
    },
    get anonymous() {
      return alive().accounts.anonymous;
    },
    as: (role) => alive().accounts.as(role),
    transaction: (work) => transaction(alive().site.strapi, work),
    async drain() {
      await crm(alive().site.strapi).traffic.flush();
      await alive().clock.still(() => crm(alive().site.strapi).jobs.drain());
    },
    reset: () => emptyTables(alive().site.strapi),
    async restart(changed) {
      if (!database) throw new Error('There is nothing to restart yet.');
      await stop();
      await start(database, { ...options, ...changed });
    },
  };
};

/** A fresh database on which a site like this one has booted once. */
export const siteDatabase = async ({ usersPermissions = true }: SiteOptions = {}): Promise<TestDatabase> =>
  copyOfTemplate(usersPermissions ? 'with_users' : 'without_users', async (template) => {
    const site = await startSite(template, { usersPermissions });
    await site.stop();
  });

const emptyTables = async (strapi: Core.Strapi): Promise<void> => {
  const tables = Object.values(strapi.contentTypes as unknown as Record<string, { uid: string; collectionName: string }>)
    .filter(({ uid }) => uid.startsWith('plugin::crm.'))
    .map(({ collectionName }) => collectionName);
  for (const table of tables) {
    await strapi.db.getConnection(table).delete();
  }
};
