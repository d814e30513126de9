import fc from 'fast-check';
import { createClaims } from '../../server/src/jobs/claim';
import { JOB } from '../../server/src/jobs/content-types';
import { createCaller, type Caller } from '../../server/src/kernel/access';
import { RuleViolation } from '../../server/src/kernel/errors';
import { tableOf } from '../../server/src/kernel/records';
import type { NewSubmission } from '../../server/src/submissions';
import { bootCrm } from '../support/app';
import { chosenDatabase } from '../support/databases';
import { aPerson } from '../support/people';

/** The small size runs in CI, smaller where every statement crosses a socket; `npm run test:full` runs the full one. */
const RUNS = Number(process.env.F4_RUNS ?? (chosenDatabase() === 'sqlite' ? 1_000 : 100));
const MAX_STEPS = 25;
const ENDS = ['processed', 'quarantined', 'failed'];

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });

let form: NewSubmission['form'];
let staff: Caller;
let visitors = 0;
let keys = 0;

const everything = { limit: 100, q: undefined, cursor: undefined, filters: undefined };

beforeAll(async () => {
  // Thousands of jobs are given up here on purpose.
  app.strapi.log.silent = true;
  const { results } = await app.crm.forms.list({ ...everything, sort: 'name' });
  await app.crm.forms.publish(results[0]!.id);
  form = (await app.crm.forms.published('contact-us'))!;
  await app.as('super-admin').get('/crm/forms').expect(200);
  const user = (await app.strapi.db.query('admin::user').findOne({ where: {} })) as { id: number; documentId: string; email: string };
  staff = createCaller({ user, can: () => true, teammatesOf: async () => [] });
});

const emptied = async (): Promise<void> => {
  for (const table of ['crm_leads', 'crm_timeline_entries', 'crm_submissions', 'crm_jobs']) await app.strapi.db.getConnection(table).delete();
};

/** Visitors come again in other stories, but never in the same one. */
const submission = (more: Partial<NewSubmission> = {}): NewSubmission => {
  visitors = (visitors + 1) % (MAX_STEPS + 1);
  const { firstName, email } = aPerson(`states-${visitors}`);
  return {
    form,
    payload: { firstName, email },
    droppedKeys: 0,
    reasons: [],
    isQuarantined: false,
    idempotencyKey: null,
    visitorName: firstName,
    visitorEmail: email,
    origin: null,
    page: null,
    referrer: null,
    ipPrefix: null,
    locale: null,
    utm: {},
    entry: null,
    ...more,
  };
};
const held = { reasons: [{ reason: 'honeypot' as const, points: 100 }], isQuarantined: true };

const rows = async () => (await app.crm.submissions.list({ ...everything, sort: 'receivedAt' })).results;
const rowAt = async (pick: number) => {
  const all = await rows();
  return all[pick % Math.max(all.length, 1)];
};

/** A press that makes no sense is refused with a reason; it never breaks anything. */
const press = async (pick: number, button: (id: string) => Promise<unknown>): Promise<void> => {
  const row = await rowAt(pick);
  if (!row) return;
  try {
    await button(row.id);
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
  }
};

/** What a worker takes next. */
const claimed = async () => {
  const claims = createClaims({ strapi: app.strapi, clock: app.clock });
  const due = { lane: 'interactive' as const, now: app.clock.now() };
  const oldest = await claims.peek(due);
  return oldest ? claims.claim({ ...due, type: oldest.type, limit: 100 }) : [];
};

/** What visitors send. Each answers how many submissions that must make. */
const SENDING = {
  async visitor() {
    await app.crm.submissions.accept(submission());
    return 1;
  },
  async doubleClick() {
    const once = submission();
    await Promise.all([app.crm.submissions.accept(once), app.crm.submissions.accept(once)]);
    return 2;
  },
  async sameKey(pick: number) {
    const keyed = submission({ idempotencyKey: `key-${(keys += 1)}` });
    const [first, ...again] = await Promise.all(Array.from({ length: 2 + (pick % 3) }, () => app.crm.submissions.accept(keyed)));
    again.push(await app.crm.submissions.accept(keyed));
    if (first?.kind !== 'accepted') throw new Error(`A new key was answered with “${first?.kind}”`);
    expect(again).toEqual(again.map(() => ({ kind: 'replayed', receipt: first.receipt, submissionId: first.submissionId })));
    expect(await app.crm.submissions.accept({ ...keyed, payload: { ...keyed.payload, firstName: 'Somebody else' } })).toEqual({ kind: 'key-reused' });
    return 1;
  },
  async trapped() {
    await app.crm.submissions.accept(submission(held));
    return 1;
  },
  async invalidTrapped() {
    await app.crm.submissions.accept(submission({ ...held, payload: { firstName: 'No address' } }));
    return 1;
  },
};

/** What staff press and what befalls the workers. */
const MEDDLING = {
  work: () => app.drain(),
  release: (pick: number) => press(pick, (id) => app.crm.submissions.release(id)),
  spam: (pick: number) => press(pick, (id) => app.crm.processing.markSpam(id, staff)),
  again: (pick: number) => press(pick, (id) => app.crm.submissions.reprocess(id)),
  async giveUp(pick: number) {
    const row = await rowAt(pick);
    if (row) await app.crm.submissions.markFailed([row.id], 'The effects were given up');
  },
  /** With a set of work in its hands: every other time at the last attempt. */
  async workerDies(pick: number) {
    const taken = await claimed();
    const isLast = pick % 2 === 0;
    await tableOf(app.strapi, JOB).updateEach(taken.map(({ id, attempts, maxAttempts }) => ({ id, change: { leaseUntil: 0, attempts: isLast ? maxAttempts : attempts } })));
  },
};

const pickOf = fc.nat(30);
const aStep = fc.oneof(
  fc.record({ sends: fc.constantFrom(...(Object.keys(SENDING) as (keyof typeof SENDING)[])), pick: pickOf }),
  fc.record({ meddles: fc.constantFrom(...(Object.keys(MEDDLING) as (keyof typeof MEDDLING)[])), pick: pickOf }),
);

// F12, F33, I3
test(`in ${RUNS} stories of what visitors send, staff press and workers suffer, every submission ends in exactly one state, one key makes one submission, and none makes two leads (F2, F4)`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 5, maxLength: MAX_STEPS }), async (steps) => {
      await emptied();
      let sent = 0;
      for (const step of steps) {
        if ('sends' in step) sent += await SENDING[step.sends](step.pick);
        else await MEDDLING[step.meddles](step.pick);
      }
      await app.drain();
      const all = await rows();
      expect(all).toHaveLength(sent);
      expect(all.filter(({ state }) => !ENDS.includes(state))).toEqual([]);
      expect(all.filter(({ state, result, duplicateOf }) => state === 'processed' && !result && !duplicateOf)).toEqual([]);
      const leads = (await tableOf(app.strapi, 'plugin::crm.lead').query().select('t.document_id as id', 't.submission_id as submission', 't.status')) as { id: string; submission: number; status: string }[];
      expect(new Set(leads.map((lead) => lead.submission)).size).toBe(leads.length);
      // What was taken for spam keeps its lead as junk, for the day when somebody releases it.
      expect(leads.filter((lead) => lead.status !== 'junk').map(({ id }) => id).sort()).toEqual(all.flatMap(({ result }) => result?.id ?? []).sort());
    }),
    { numRuns: RUNS, seed: 20261122 },
  );
}, 60_000 + RUNS * 100);

test('a submission whose workers all died is shown as failed, and is processed when somebody tries again (F4)', async () => {
  await emptied();
  await app.crm.submissions.accept(submission());
  const deaths: number[] = [];
  for (let [job] = await claimed(); job; [job] = await claimed()) {
    deaths.push(job.attempts);
    expect((await rows())[0]!.state).toBe('received');
    app.clock.advance(61_000);
    await app.crm.jobs.tick();
  }
  expect(deaths).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  const [row] = await rows();
  expect(row).toMatchObject({ state: 'failed', failure: expect.stringContaining('the worker stopped answering') });

  await app.as('super-admin').post(`/crm/submissions/${row!.id}/reprocess`).expect(200);
  await app.drain();
  expect((await rows())[0]).toMatchObject({ state: 'processed', result: { type: 'lead' } });
});
