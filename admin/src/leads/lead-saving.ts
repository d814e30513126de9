import type { z } from 'zod';
import { lead as leadSchema, leadsContract, type Lead, type leadUpdate } from '../../../server/src/leads/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { useVersionedSave } from '../kernel/versioned-save';

const { endpoints } = leadsContract;

export type LeadChange = Omit<z.input<typeof leadUpdate>, 'version'>;
export type SaveLead = (change: LeadChange) => Promise<Lead>;

export const useLeadSaving = (lead: Lead): SaveLead => {
  const cache = useCache();
  const params = { id: lead.id };
  const { mutateAsync } = useEndpointMutation(endpoints.update, {
    invalidates: [endpoints.list, endpoints.counts, endpoints.feed],
    onSuccess: (saved, _, { write }) => write(endpoints.get, { params }, saved),
  });
  return useVersionedSave<Lead, LeadChange>({
    folder: 'leads',
    record: lead,
    schema: leadSchema,
    send: (body) => mutateAsync({ params, body }),
    show: (current) => cache.write(endpoints.get, { params }, current),
  });
};
