import type { Context } from '../kernel/context';
import type { QueryOf } from '../kernel/contract';
import { tableOf, type Row } from '../kernel/records';
import { CAPTURE_COUNTER } from './content-types';
import { MOST_LIMIT_HITS, STEP_COUNTS, type CaptureHealth, type trafficContract } from './contract';

const DAY_MS = 86_400_000;
/** A day holds a row per reason, and reasons are names in code. */
const MOST_COUNTS = 20_000;

type HealthQuery = QueryOf<(typeof trafficContract)['endpoints']['captureHealth']>;

interface LimitRow extends Row {
  formId: string;
  day: string;
  total: number;
  alertedAt: number | null;
}

export const createTrafficQueries = ({ strapi, clock }: Context) => ({
  /** The last `days` UTC days, today included, of one form or of all together. */
  async captureHealth({ formId, days }: HealthQuery): Promise<CaptureHealth> {
    const now = clock.now().getTime();
    const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const [from, to] = [dayOf(now - (days - 1) * DAY_MS), dayOf(now)];
    const table = tableOf(strapi, CAPTURE_COUNTER);
    const ofPeriod = () => {
      const query = table.query().whereBetween('t.day', [from, to]);
      return formId === undefined ? query : query.where('t.form_id', formId);
    };

    const sums = (await ofPeriod().whereNot('t.reason', 'like', 'step-%').groupBy('t.day', 't.reason').orderBy(['t.day', 't.reason']).limit(MOST_COUNTS).select('t.day', 't.reason').sum({ count: 't.total' })) as {
      day: string;
      reason: string;
      count: number | string;
    }[];
    const refused = (await ofPeriod().where('t.reason', 'rate-hard').orderBy([{ column: 't.day', order: 'desc' }, { column: 't.id', order: 'desc' }]).limit(MOST_LIMIT_HITS).select('t.*')) as Row[];
    return {
      from,
      to,
      steps: formId === undefined ? [] : stepsIn(await ofPeriod().where('t.reason', 'like', 'step-%').groupBy('t.reason').limit(MOST_COUNTS).select('t.reason').sum({ count: 't.total' })),
      counts: sums.map(({ day, reason, count }) => ({ day, reason, count: Number(count) })),
      limitHits: refused
        .map((row) => table.read<LimitRow>(row))
        .map((row) => ({ day: row.day, formId: row.formId || null, count: row.total, alertedAt: row.alertedAt === null ? null : new Date(row.alertedAt).toISOString() })),
    };
  },
});

/** `step-passed:2` and its like, one row a step in order. */
const stepsIn = (sums: readonly { reason: string; count: number | string }[]): CaptureHealth['steps'] => {
  const steps = new Map<number, CaptureHealth['steps'][number]>();
  for (const { reason, count } of sums) {
    const [kind = '', number = ''] = reason.slice('step-'.length).split(':');
    const step = Number(number);
    const known = steps.get(step) ?? { step, passed: 0, refused: 0, seconds: 0 };
    const name = STEP_COUNTS.find((one) => one === kind);
    if (name) steps.set(step, { ...known, [name]: Number(count) });
  }
  return [...steps.values()].sort((one, other) => one.step - other.step);
};
