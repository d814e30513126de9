import { useState } from 'react';
import { leadsContract, type Lead, type LeadStatus } from '../../../server/src/leads/contract';
import { useEndpointMutation } from '../kernel/api';
import { toApiError, useErrorText } from '../kernel/api-error';
import { useText } from '../kernel/text';
import { useUndo } from '../ui/UndoBar';
import { isBinned } from './lead-status';

const { endpoints } = leadsContract;

export type OpenMove = Exclude<LeadStatus, 'converted'>;

/** Moves a lead between statuses. `attempt` keeps the reason of a failure; `move` throws it. */
export const useLeadMoves = (lead: Lead) => {
  const text = useText();
  const errorText = useErrorText();
  const offerUndo = useUndo();
  const [failure, setFailure] = useState<string>();
  const { mutateAsync, isPending } = useEndpointMutation(endpoints.changeStatus, {
    invalidates: [endpoints.list, endpoints.counts, endpoints.feed],
    onSuccess: (moved, { params }, { write }) => write(endpoints.get, { params }, moved),
  });
  const params = { id: lead.id };

  const move = async (status: OpenMove, reason?: string) => {
    setFailure(undefined);
    const before = lead.status;
    const after = await mutateAsync({ params, body: { status, reason } });
    const message = text('leads.moved', { name: after.name, status: text(`leads.status.${after.status}`) });
    // Out of the bin counts as a return, so a slip of the hand is not taken back that way.
    const canGoBack = before !== 'converted' && !isBinned(before) && !isBinned(status) && after.nextStatuses.includes(before);
    offerUndo(canGoBack ? { message, undo: () => mutateAsync({ params, body: { status: before } }) } : { message });
  };

  const attempt = async (status: OpenMove) => {
    try {
      await move(status);
    } catch (thrown) {
      setFailure(errorText(toApiError(thrown)));
    }
  };

  return { move, attempt, isMoving: isPending, failure, forgetFailure: () => setFailure(undefined) };
};

export type LeadMoves = ReturnType<typeof useLeadMoves>;
