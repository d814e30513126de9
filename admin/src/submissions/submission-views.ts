import type { z } from 'zod';
import type { submissionCounts, SubmissionRow } from '../../../server/src/submissions/contract';
import { useText } from '../kernel/text';
import type { Filters } from '../kernel/url-state';
import type { ListView } from '../ui/ListPage';

type FormCounts = z.infer<typeof submissionCounts>['results'];

const VIEWS = {
  all: [],
  processed: ['processed'],
  held: ['quarantined'],
  failed: ['failed'],
  waiting: ['received', 'pending_confirmation'],
} as const satisfies Record<string, readonly SubmissionRow['state'][]>;

const NAMES = ['all', 'processed', 'held', 'failed', 'waiting'] as const;

const sum = (counts: FormCounts, key: 'total' | 'quarantined' | 'failed') => counts.reduce((total, count) => total + count[key], 0);

/** One tab a state. The other filters stay when the tab changes, and the numbers follow the chosen forms. */
export const useSubmissionViews = (filters: Filters, counts: FormCounts | undefined): ListView[] => {
  const text = useText();
  const { state: _state, ...kept } = filters;
  const { form: forms = [], isTest = [] } = kept;

  const counted = isTest.length > 0 ? undefined : counts?.filter(({ formId }) => forms.length === 0 || forms.includes(formId));
  const numbers: Partial<Record<keyof typeof VIEWS, number>> = counted
    ? { all: sum(counted, 'total'), held: sum(counted, 'quarantined'), failed: sum(counted, 'failed') }
    : {};

  return NAMES.map((name) => {
    const states = VIEWS[name];
    return {
      label: text(`submissions.view.${name}`),
      count: numbers[name],
      filters: states.length > 0 ? { ...kept, state: [...states] } : kept,
    };
  });
};
