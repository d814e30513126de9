import Database from 'better-sqlite3';
import { median } from './load';
import { signIn, startServer } from './server';
import type { Row } from './table';

const SMALL = 10_000;
const LARGE = Number(process.env.BENCH_CONTACTS ?? 1_000_000);
const SAMPLES = 100;
const ROUNDS = 3;

type Measured = 'floor' | 'list' | 'search' | 'create';
type CpuMs = Record<Measured, number>;

/**
 * Row 14: list, fragment search and create of contacts at 10,000 and at a million. In CPU-ms a request, since
 * SQLite works inside the process and the wall clock of a shared machine moves more than what is measured here.
 */
export const growthRows = async (copy: (name: string) => string): Promise<Row[]> => {
  const small = await costsAt(copy('row-14-small'), SMALL);
  const large = await costsAt(copy('row-14-large'), LARGE);
  return (['list', 'search', 'create'] as const).map((what) => {
    const ratio = (large[what] - large.floor) / (small[what] - small.floor);
    return {
      id: '14',
      what: `contacts: ${what} at ${LARGE.toLocaleString('en')}`,
      against: `the same at ${SMALL.toLocaleString('en')}, both less the floor`,
      ratio,
      target: '≤ 4×',
      isMet: ratio <= 4,
      detail: `${large[what].toFixed(2)} CPU-ms (floor ${large.floor.toFixed(2)}) against ${small[what].toFixed(2)} (floor ${small.floor.toFixed(2)})`,
    };
  });
};

const costsAt = async (file: string, count: number): Promise<CpuMs> => {
  fill(file, count);
  const server = await startServer(file, { CRM_WORKERS: 'off' });
  const headers = { authorization: `Bearer ${await signIn(server.url)}`, 'content-type': 'application/json' };
  const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`, { headers });
  const requests: Record<Measured, (index: number) => Promise<Response>> = {
    floor: () => get('/crm/settings/general'),
    list: () => get('/crm/contacts?limit=25'),
    search: (index) => get(`/crm/contacts?limit=25&q=person-${(index * 163) % SMALL}`),
    create: (index) => fetch(`${server.url}/crm/contacts`, { method: 'POST', headers, body: JSON.stringify({ firstName: 'New', lastName: `Person ${index}`, emails: [{ value: `new-${index}-${Math.random()}@bench.example` }] }) }),
  };
  const samples: Record<Measured, number[]> = { floor: [], list: [], search: [], create: [] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const what of Object.keys(requests) as Measured[]) {
      const before = server.cpuMs();
      for (let index = 0; index < SAMPLES; index += 1) {
        const response = await requests[what](round * SAMPLES + index);
        if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
        await response.arrayBuffer();
      }
      // The first round only warms up.
      if (round > 0) samples[what].push((server.cpuMs() - before) / SAMPLES);
    }
  }
  await server.stop();
  return { floor: median(samples.floor), list: median(samples.list), search: median(samples.search), create: median(samples.create) };
};

/** Rows as the service would write them; through the service a million would take most of an hour. */
const fill = (file: string, count: number): void => {
  const database = new Database(file);
  const now = Date.now();
  database.pragma('cache_size = -200000');
  const contact = database.prepare(`insert into crm_contacts (document_id, name, first_name, last_name, email, lifecycle_stage, do_not_call, tags, addresses, search_text, last_activity_at, version, is_sample, created_at, updated_at, published_at)
    values (?, ?, ?, ?, ?, 'lead', 0, '[]', '[]', ?, ?, 1, 0, ?, ?, ?)`);
  const email = database.prepare(`insert into crm_contact_emails (document_id, value, email_key, type, is_primary, domain, contact_id, created_at, updated_at, published_at) values (?, ?, ?, 'work', 1, 'bench.example', ?, ?, ?, ?)`);
  const key = (index: number, prefix: string): string => `${prefix}${index.toString(36)}`.padEnd(24, '0');
  database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const address = `person-${index}@bench.example`;
      const at = now - index * 1000;
      const { lastInsertRowid } = contact.run(key(index, 'c'), `First${index % 5000} Last${index}`, `First${index % 5000}`, `Last${index}`, address, `first${index % 5000} last${index} ${address}`, at, at, at, at);
      email.run(key(index, 'e'), address, address, lastInsertRowid, at, at, at);
    }
  })();
  database.exec('analyze');
  database.close();
};
