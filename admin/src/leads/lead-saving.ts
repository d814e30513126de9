import type { z } from 'zod';
import { lead as leadSchema, leadsContract, type Lead, type leadUpdate } from '../../../server/src/leads/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { ApiError, toApiError } from '../kernel/api-error';
import { useFormat } from '../kernel/format';
import { useText } from '../kernel/text';

const { endpoints } = leadsContract;

export type LeadChange = Omit<z.input<typeof leadUpdate>, 'version'>;
export type SaveLead = (change: LeadChange) => Promise<Lead>;

/** The record as somebody else saved it, where that is why we were refused. */
const savedByOthers = (error: ApiError): Lead | null => {
  if (error.code !== 'stale-version') return null;
  return leadSchema.safeParse(error.details.current).data ?? null;
};

const valueOf = (lead: Lead, field: string): unknown => (field === 'ownerId' ? (lead.owner?.id ?? null) : lead[field as keyof Lead]);

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Saves a change against the version on screen. What others changed elsewhere in the record stays; where they
 * changed the same field, theirs is shown and the refusal says so: saving again then replaces it on purpose.
 */
export const useLeadSaving = (lead: Lead): SaveLead => {
  const cache = useCache();
  const conflictText = useConflictText();
  const { mutateAsync } = useEndpointMutation(endpoints.update, {
    invalidates: [endpoints.list, endpoints.counts, endpoints.feed],
    onSuccess: (saved, { params }, { write }) => write(endpoints.get, { params }, saved),
  });
  const params = { id: lead.id };

  return async (change) => {
    try {
      return await mutateAsync({ params, body: { ...change, version: lead.version } });
    } catch (thrown) {
      const error = toApiError(thrown);
      const current = savedByOthers(error);
      if (!current) throw error;

      const field = Object.keys(change).find((name) => !isSame(valueOf(lead, name), valueOf(current, name)));
      if (!field) return mutateAsync({ params, body: { ...change, version: current.version } });

      cache.write(endpoints.get, { params }, current);
      const message = conflictText(current, field);
      throw new ApiError(message, { status: 409, details: { ...error.details, errors: [{ path: [field], message }] } });
    }
  };
};

const useConflictText = () => {
  const text = useText();
  const { money } = useFormat();
  return (current: Lead, field: string): string => {
    const theirs = () => {
      if (field === 'ownerId') return current.owner?.name ?? text('ui.unassigned');
      if (field === 'amountHint') return current.amountHint && money(current.amountHint);
      const value = valueOf(current, field);
      return Array.isArray(value) ? value.join(', ') : (value as string | null);
    };
    const value = theirs();
    return value ? text('leads.conflict', { value }) : text('leads.conflict-empty');
  };
};
