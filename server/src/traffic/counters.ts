import type { CounterReason } from './contract';

export interface Counted {
  /** Empty where the address was no form's. */
  formId: string;
  day: string;
  reason: string;
  count: number;
}

/** Adds up in memory what the next round brings to the database. Holds a number per form, reason and day, no request. */
export const createCounters = (now: () => Date) => {
  let counted = new Map<string, Counted>();

  const add = ({ formId, day, reason, count }: Counted): void => {
    const key = `${day} ${formId} ${reason}`;
    const known = counted.get(key);
    if (known) known.count += count;
    else counted.set(key, { formId, day, reason, count });
  };

  return {
    count(formId: string | null, reason: CounterReason, count: number): void {
      if (count > 0) add({ formId: formId ?? '', day: now().toISOString().slice(0, 10), reason, count });
    },
    take(): Counted[] {
      const taken = [...counted.values()];
      counted = new Map();
      return taken;
    },
    putBack: (taken: readonly Counted[]): void => taken.forEach(add),
    isEmpty: (): boolean => counted.size === 0,
  };
};
