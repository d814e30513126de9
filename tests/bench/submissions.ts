import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { load, median, type Load } from './load';
import { startServer } from './server';
import type { Row } from './table';

const ROUNDS = 2;
const MINUTE = 60;
const visitor = (index: number) => ({ firstName: 'Ana', lastName: `Number ${index}`, email: `ana.${process.pid}.${index}@company-${index % 500}.example`, company: `Company ${index % 500}`, message: 'We would like to know more about care plans.' });
const submit = { path: '/api/crm/forms/contact-us/submissions', method: 'POST', expected: 201, body: visitor } as const;
const plain = {
  path: '/api/contact-messages',
  method: 'POST',
  expected: 201,
  body: (index: number) => {
    const { firstName, lastName, email, company, message } = visitor(index);
    return { data: { name: `${firstName} ${lastName}`, email, company, message } };
  },
} as const;
const health = { path: '/_health', method: 'GET', expected: 204 } as const;

/** Row 1: accepted submissions with the workers paused. Row 1b: with the workers, until every lead is made. F9: a minute of it. */
export const submissionRows = async (copy: (name: string) => string): Promise<Row[]> => {
  const paused = await rounds(copy('row-1'), { CRM_WORKERS: 'off' });
  const working = await rounds(copy('row-1b'), {});
  const endToEnd = await untilLeads(copy('row-1b-drain'));
  return [
    row('1', 'submissions accepted, workers paused', 'plain create, same settings', ratio(paused, 'perSecond'), '≥ 4×', ratio(paused, 'perSecond') >= 4, paused),
    row('1', '… p99 against plain create', 'plain create', ratio(paused, 'p99Ms'), '≤ 1×', ratio(paused, 'p99Ms') <= 1, paused),
    row('1', '… against a route that does nothing', '/_health', median(paused.crm.map((one) => one.perSecond)) / median(paused.floor.map((one) => one.perSecond)), 'goal ≥ 0.6', null, paused),
    row('1b', 'accepted with the workers running', 'plain create, same settings', ratio(working, 'perSecond'), '≥ 2×', ratio(working, 'perSecond') >= 2, working),
    row('1b', '… p99 against plain create', 'plain create', ratio(working, 'p99Ms'), '≤ 1×', ratio(working, 'p99Ms') <= 1, working),
    {
      id: '1b',
      what: 'submission to lead, sustained, to the last lead',
      against: 'plain create a second',
      ratio: endToEnd.leadsPerSecond / median(working.plain.map((one) => one.perSecond)),
      target: '≥ 2×',
      isMet: endToEnd.leadsPerSecond / median(working.plain.map((one) => one.perSecond)) >= 2,
      detail: `${endToEnd.leadsPerSecond.toFixed(0)} leads/s, backlog done ${endToEnd.backlogSeconds.toFixed(1)} s after the last post, stall ${endToEnd.sent.stallMs.toFixed(0)} ms`,
    },
    {
      id: '1b',
      what: '… CPU for one submission and its lead',
      against: 'CPU of one plain create',
      ratio: endToEnd.cpuMsEach / median(working.plain.map((one) => one.cpuMsEach)),
      target: '≤ 1×',
      isMet: endToEnd.cpuMsEach / median(working.plain.map((one) => one.cpuMsEach)) <= 1,
      detail: `${endToEnd.cpuMsEach.toFixed(2)} ms against ${median(working.plain.map((one) => one.cpuMsEach)).toFixed(2)} ms`,
    },
    {
      id: 'F9',
      what: `${MINUTE} s without a pause, 50 connections: p99, 0 errors`,
      against: 'p99 of plain create',
      ratio: endToEnd.sent.p99Ms / median(working.plain.map((one) => one.p99Ms)),
      target: '≤ 1×',
      isMet: endToEnd.sent.errors === 0 && endToEnd.sent.p99Ms <= median(working.plain.map((one) => one.p99Ms)),
      detail: `${endToEnd.sent.perSecond.toFixed(0)}/s, p99 ${endToEnd.sent.p99Ms} ms, ${endToEnd.sent.errors} errors; plain p99 ${working.plain.map((one) => one.p99Ms).join(', ')} ms`,
    },
  ];
};

interface Rounds {
  crm: Load[];
  plain: Load[];
  floor: Load[];
}

/** Interleaved A B A B on one server, so that a noisy neighbour hits both. */
const rounds = async (file: string, env: Record<string, string>): Promise<Rounds> => {
  const server = await startServer(file, env);
  const measured: Rounds = { crm: [], plain: [], floor: [] };
  await load(server, submit, { seconds: 2 });
  await load(server, plain, { seconds: 2 });
  for (let round = 0; round < ROUNDS; round += 1) {
    measured.crm.push(await load(server, submit));
    await drained(file, env);
    measured.plain.push(await load(server, plain));
    measured.floor.push(await load(server, health, { seconds: 3 }));
  }
  await server.stop();
  return measured;
};

/** Plain create must not pay for leads that are still being made. */
const drained = async (file: string, env: Record<string, string>): Promise<void> => {
  if (env.CRM_WORKERS === 'off') return;
  const rows = new Database(file, { readonly: true });
  const open = rows.prepare("select count(*) n from crm_jobs where state in ('ready', 'running') and type like 'on:%'");
  while ((open.get() as { n: number }).n > 0) await pause(50);
  rows.close();
};

const untilLeads = async (file: string): Promise<{ leadsPerSecond: number; backlogSeconds: number; cpuMsEach: number; sent: Load }> => {
  const server = await startServer(file);
  await load(server, submit, { seconds: 2 });
  await drained(file, {});
  const rows = new Database(file, { readonly: true });
  const leads = (): number => (rows.prepare('select count(*) n from crm_leads').get() as { n: number }).n;
  const before = leads();
  const cpuBefore = server.cpuMs();
  const startedAt = Date.now();
  const sent = await load(server, submit, { seconds: MINUTE });
  const sentAt = Date.now();
  await drained(file, {});
  const doneAt = Date.now();
  const made = leads() - before;
  const cpuMsEach = (server.cpuMs() - cpuBefore) / made;
  rows.close();
  await server.stop();
  return { leadsPerSecond: (made * 1000) / (doneAt - startedAt), backlogSeconds: (doneAt - sentAt) / 1000, cpuMsEach, sent };
};

const ratio = ({ crm, plain: other }: Rounds, figure: 'perSecond' | 'p99Ms'): number => median(crm.map((one) => one[figure])) / median(other.map((one) => one[figure]));

const row = (id: string, what: string, against: string, value: number, target: string, isMet: boolean | null, { crm, plain: other }: Rounds): Row => ({
  id,
  what,
  against,
  ratio: value,
  target,
  isMet,
  detail: `${crm.map((one) => one.perSecond.toFixed(0)).join(', ')}/s p99 ${crm.map((one) => one.p99Ms).join(', ')} ms, ${crm.map((one) => one.cpuMsEach.toFixed(2)).join(', ')} CPU-ms, stall ${Math.max(...crm.map((one) => one.stallMs)).toFixed(0)} ms, ${crm.reduce((sum, one) => sum + one.errors, 0)} errors; plain ${other.map((one) => one.perSecond.toFixed(0)).join(', ')}/s p99 ${other.map((one) => one.p99Ms).join(', ')} ms`,
});
