import Database from 'better-sqlite3';
import { median } from './load';
import { signIn, startServer } from './server';
import type { Row } from './table';

const SMALL = 10_000;
const LARGE = Number(process.env.BENCH_CONTACTS ?? 1_000_000);
const SAMPLES = 60;

interface Times {
  floor: number;
  list: number;
  search: number;
  create: number;
}

/** Row 14: list, fragment search and create of contacts at 10,000 and at a million, one request at a time. */
export const growthRows = async (copy: (name: string) => string): Promise<Row[]> => {
  const small = await timesAt(copy('row-14-small'), SMALL);
  const large = await timesAt(copy('row-14-large'), LARGE);
  return (['list', 'search', 'create'] as const).map((what) => {
    const cost = (times: Times): number => Math.max(times[what] - times.floor, 0.2);
    const ratio = cost(large) / cost(small);
    return {
      id: '14',
      what: `contacts: ${what} at ${LARGE.toLocaleString('en')}`,
      against: `the same at ${SMALL.toLocaleString('en')}, both less the floor`,
      ratio,
      target: '≤ 4×',
      isMet: ratio <= 4,
      detail: `${large[what].toFixed(1)} ms (floor ${large.floor.toFixed(1)}) against ${small[what].toFixed(1)} ms (floor ${small.floor.toFixed(1)})`,
    };
  });
};

const timesAt = async (file: string, count: number): Promise<Times> => {
  fill(file, count);
  const server = await startServer(file, { CRM_WORKERS: 'off' });
  const headers = { authorization: `Bearer ${await signIn(server.url)}`, 'content-type': 'application/json' };
  const timed = async (request: (index: number) => Promise<Response>): Promise<number> => {
    const times: number[] = [];
    for (let index = 0; index < SAMPLES; index += 1) {
      const startedAt = performance.now();
      const response = await request(index);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
      times.push(performance.now() - startedAt);
    }
    return median(times);
  };
  const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`, { headers });
  const times = {
    floor: await timed(() => get('/crm/settings/general')),
    list: await timed(() => get('/crm/contacts?limit=25')),
    search: await timed((index) => get(`/crm/contacts?limit=25&q=person-${(index * 163) % SMALL}`)),
    create: await timed((index) =>
      fetch(`${server.url}/crm/contacts`, { method: 'POST', headers, body: JSON.stringify({ firstName: 'New', lastName: `Person ${index}`, emails: [{ value: `new-${index}@bench.example` }] }) }),
    ),
  };
  await server.stop();
  return times;
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
