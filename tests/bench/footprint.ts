import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { median } from './load';
import { startServer } from './server';
import type { Row } from './table';

const ROUNDS = 3;
const IDLE_SECONDS = 10;

/** Row 12: what the plugin adds to an idle Strapi. */
export const footprintRows = async (copy: (name: string) => string): Promise<Row[]> => {
  const file = copy('row-12');
  const measure = async (plugin: 'on' | 'off') => {
    const server = await startServer(file, { CRM_PLUGIN: plugin });
    await pause(1500);
    const { rssBytes } = await server.inside('read');
    const cpuBefore = server.cpuMs();
    await pause(IDLE_SECONDS * 1000);
    const idleCpu = (server.cpuMs() - cpuBefore) / IDLE_SECONDS;
    await server.stop();
    return { bootMs: server.bootMs, rssMb: rssBytes / 1024 ** 2, idleCpu };
  };
  const schemaVersion = (): number => {
    const database = new Database(file, { readonly: true });
    const version = database.pragma('schema_version', { simple: true }) as number;
    database.close();
    return version;
  };

  const on: Awaited<ReturnType<typeof measure>>[] = [];
  const off: typeof on = [];
  let ddl = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    off.push(await measure('off'));
    await measure('on');
    const before = schemaVersion();
    on.push(await measure('on'));
    ddl += schemaVersion() - before;
  }
  const boot = median(on.map((one) => one.bootMs)) / median(off.map((one) => one.bootMs));
  const extraMb = median(on.map((one) => one.rssMb)) - median(off.map((one) => one.rssMb));
  return [
    { id: '12', what: 'boot with the plugin', against: 'boot without', ratio: boot, target: '≤ 1.25×', isMet: boot <= 1.25, detail: `${on.map((one) => one.bootMs.toFixed(0)).join(', ')} ms against ${off.map((one) => one.bootMs.toFixed(0)).join(', ')} ms` },
    { id: '12', what: 'memory after boot', against: 'memory without', ratio: median(on.map((one) => one.rssMb)) / median(off.map((one) => one.rssMb)), target: '≤ + 60 MB', isMet: extraMb <= 60, detail: `${extraMb >= 0 ? '+' : ''}${extraMb.toFixed(0)} MB` },
    { id: '12', what: 'schema changes at a second boot', against: 'none', ratio: ddl, target: '0', isMet: ddl === 0, detail: `${ddl} in ${ROUNDS} boots` },
    { id: '12', what: 'CPU a second while idle, the queue’s tick included', against: 'CPU without', ratio: median(on.map((one) => one.idleCpu)) / Math.max(median(off.map((one) => one.idleCpu)), 0.1), target: 'told only', isMet: null, detail: `${median(on.map((one) => one.idleCpu)).toFixed(1)} ms against ${median(off.map((one) => one.idleCpu)).toFixed(1)} ms` },
  ];
};
