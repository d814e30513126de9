import type { LeadStatus } from '../../../server/src/leads/contract';
import type { Tone } from '../ui/styles';

export const OPEN_STATUSES = ['new', 'contacted', 'nurture', 'qualified'] as const satisfies readonly LeadStatus[];
export const BINNED_STATUSES = ['unqualified', 'junk'] as const satisfies readonly LeadStatus[];
/** The straight way; the other statuses branch off it. */
export const STEP_STATUSES = ['new', 'contacted', 'qualified'] as const satisfies readonly LeadStatus[];

export type BinnedStatus = (typeof BINNED_STATUSES)[number];
export type StepStatus = (typeof STEP_STATUSES)[number];

export const isOpen = (status: LeadStatus): boolean => OPEN_STATUSES.some((one) => one === status);
export const isBinned = (status: LeadStatus): status is BinnedStatus => BINNED_STATUSES.some((one) => one === status);
export const isStep = (status: LeadStatus): status is StepStatus => STEP_STATUSES.some((one) => one === status);

export const STATUS_LOOKS: Readonly<Record<LeadStatus, { tone: Tone; isHollow?: boolean }>> = {
  new: { tone: 'primary' },
  contacted: { tone: 'secondary' },
  nurture: { tone: 'alternative' },
  qualified: { tone: 'success' },
  converted: { tone: 'success', isHollow: true },
  unqualified: { tone: 'neutral' },
  junk: { tone: 'neutral', isHollow: true },
};
