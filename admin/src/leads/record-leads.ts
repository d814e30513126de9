import { leadsContract } from '../../../server/src/leads/contract';
import { useEndpoint } from '../kernel/api';
import { useMe } from '../kernel/me';
import { isOpen } from './lead-status';

const READ = 50;

/** The leads of a contact or a company; asked once for the card and the facts above. */
export const useRecordLeads = (filters: { contact: string } | { company: string }) => {
  const { can } = useMe();
  const query = useEndpoint(leadsContract.endpoints.list, { query: { filters, limit: READ } }, { enabled: can('leads.read') });
  const rows = query.data?.results ?? [];
  const isAll = query.data?.page.next === null;
  return {
    query,
    rows,
    isAll,
    isVisible: can('leads.read'),
    openCount: query.data && rows.filter(({ status }) => isOpen(status)).length,
    /** The lead that brought them; known once there are no older ones. */
    first: isAll ? rows.at(-1) : undefined,
  };
};

export type RecordLeads = ReturnType<typeof useRecordLeads>;
