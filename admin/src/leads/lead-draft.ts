import { leadsContract } from '../../../server/src/leads/contract';
import { useDraft } from '../kernel/draft';

export const EMPTY_LEAD = { firstName: '', lastName: '', email: '', phone: '', companyName: '', message: '' };

export const useLeadDraft = () => useDraft(leadsContract.endpoints.create.body, EMPTY_LEAD);

export type LeadDraft = ReturnType<typeof useLeadDraft>;
