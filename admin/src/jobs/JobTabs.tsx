import type { Health } from '../../../server/src/jobs/contract';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';
import { LinkTabs } from '../ui/Tabs';
import { TAB_STATES, tabAddress, type JobState } from './job-state';

/** The server stops counting finished jobs here. */
const COUNTED = 10_000;

export const JobTabs = ({ tab, queue }: { tab: JobState; queue: Health['queue'] | undefined }) => {
  const text = useText();
  const { number } = useFormat();

  const countOf = (state: JobState) => {
    if (!queue) return undefined;
    const count = number(queue[state]);
    return state === 'done' && queue.done >= COUNTED ? text('jobs.capped', { count }) : count;
  };

  return (
    <LinkTabs
      label={text('jobs.title')}
      tabs={TAB_STATES.map((state) => ({
        to: tabAddress(state),
        label: text(`jobs.tab.${state}`),
        count: countOf(state),
        isActive: state === tab,
      }))}
    />
  );
};
