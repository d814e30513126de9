import type { LeadStatus } from './contract';

/**
 * new → contacted → (nurture ⇄ contacted) → qualified → converted; from any open status to unqualified or junk.
 * unqualified → new is a recycle. `converted` is terminal and set only by converting (domain: lead status machine).
 */
const NEXT: Record<LeadStatus, readonly LeadStatus[]> = {
  new: ['contacted', 'nurture', 'qualified', 'unqualified', 'junk'],
  contacted: ['nurture', 'qualified', 'unqualified', 'junk'],
  nurture: ['contacted', 'qualified', 'unqualified', 'junk'],
  qualified: ['contacted', 'nurture', 'unqualified', 'junk'],
  converted: [],
  unqualified: ['new'],
  junk: ['new'],
};

export const nextStatuses = (status: LeadStatus): LeadStatus[] => [...NEXT[status]];

export const mayMove = (from: LeadStatus, to: LeadStatus): boolean => NEXT[from].includes(to);

export const needsReason = (to: LeadStatus): boolean => to === 'unqualified' || to === 'junk';

/** Leaving the bin counts: a lead that comes back often says something about the form. */
export const isRecycle = (from: LeadStatus, to: LeadStatus): boolean => to === 'new' && needsReason(from);

/** Somebody answered: the first-response clock stops. Throwing a lead away is no answer. */
export const isAnswer = (to: LeadStatus): boolean => to === 'contacted' || to === 'nurture' || to === 'qualified';
