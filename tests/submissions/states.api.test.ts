import fc from 'fast-check';
import { bootCrm } from '../support/app';
import { aPerson } from '../support/people';
import type { NewSubmission } from '../../server/src/submissions';

const app = bootCrm({ config: { capture: { rateLimits: 'off' } } });

const ENDS = ['processed', 'quarantined', 'failed'];
const STEPS = ['visitor', 'doubleClick', 'trapped', 'invalidTrapped', 'work', 'release', 'hold', 'again', 'giveUp'] as const;
type Step = (typeof STEPS)[number];

interface Row {
  id: string;
  state: string;
  result: { id: string } | null;
  duplicateOf: string | null;
}

const rows = async (): Promise<Row[]> => (await app.as('super-admin').get('/crm/submissions?limit=100&sort=receivedAt')).body.results as Row[];

// F4, F12, F33, I3
test('whatever visitors send and staff press, in any order, every submission ends in exactly one state and makes at most one lead', async () => {
  const { results } = (await app.as('super-admin').get('/crm/forms')).body as { results: { id: string; key: string }[] };
  await app.as('super-admin').post(`/crm/forms/${results[0]!.id}/publish`).expect(200);
  const form = (await app.crm.forms.published('contact-us'))!;
  let visitors = 0;

  const submission = (more: Partial<NewSubmission> = {}): NewSubmission => {
    visitors += 1;
    const person = aPerson(`states-${visitors}`);
    return {
      form,
      payload: { firstName: person.firstName, email: person.email },
      droppedKeys: 0,
      reasons: [],
      isQuarantined: false,
      idempotencyKey: null,
      visitorName: person.firstName,
      visitorEmail: person.email,
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
  const press = async (verb: string, pick: number): Promise<void> => {
    const all = await rows();
    const row = all[pick % Math.max(all.length, 1)];
    if (!row) return;
    const { status } = await app.as('super-admin').post(`/crm/submissions/${row.id}/${verb}`);
    // A press that makes no sense is refused with a reason; it never breaks anything.
    expect([200, 422]).toContain(status);
  };
  const take: Record<Step, (pick: number) => Promise<unknown>> = {
    visitor: () => app.crm.submissions.accept(submission()),
    doubleClick: () => {
      const once = submission();
      return Promise.all([app.crm.submissions.accept(once), app.crm.submissions.accept(once)]);
    },
    trapped: () => app.crm.submissions.accept(submission(held)),
    invalidTrapped: () => app.crm.submissions.accept(submission({ ...held, payload: { firstName: 'No address' } })),
    work: () => app.drain(),
    release: (pick) => press('release', pick),
    hold: (pick) => press('quarantine', pick),
    again: (pick) => press('reprocess', pick),
    giveUp: async (pick) => {
      const all = await rows();
      const row = all[pick % Math.max(all.length, 1)];
      if (row) await app.crm.submissions.markFailed([row.id], 'The effects were given up');
    },
  };

  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.nat(30)), { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const table of ['crm_leads', 'crm_timeline_entries', 'crm_submissions', 'crm_jobs']) await app.strapi.db.getConnection(table).delete();
      let sent = 0;
      for (const [step, pick] of steps) {
        await take[step](pick);
        sent += step === 'doubleClick' ? 2 : ['visitor', 'trapped', 'invalidTrapped'].includes(step) ? 1 : 0;
      }
      await app.drain();
      const all = await rows();
      expect(all).toHaveLength(sent);
      expect(all.filter(({ state }) => !ENDS.includes(state))).toEqual([]);
      expect(all.filter(({ state, result, duplicateOf }) => state === 'processed' && !result && !duplicateOf)).toEqual([]);
      const leads = (await app.as('super-admin').get('/crm/leads?limit=100')).body.results as { id: string }[];
      expect(leads.map(({ id }) => id).sort()).toEqual(all.flatMap(({ result }) => result?.id ?? []).sort());
    }),
    { numRuns: 60, seed: 20261122 },
  );
}, 120_000);
