import type { LifecycleStage } from '../../../server/src/contacts/contract';
import type { Tone } from '../ui/styles';

interface Look {
  tone: Tone;
  isHollow?: boolean;
}

export const LIFECYCLE_LOOKS: Readonly<Record<LifecycleStage, Look>> = {
  subscriber: { tone: 'neutral' },
  lead: { tone: 'secondary' },
  mql: { tone: 'alternative' },
  sql: { tone: 'primary' },
  opportunity: { tone: 'warning' },
  customer: { tone: 'success' },
  evangelist: { tone: 'success', isHollow: true },
  other: { tone: 'neutral', isHollow: true },
};
