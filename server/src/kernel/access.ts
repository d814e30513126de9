import type { Knex } from 'knex';

/** Which records a caller reaches. This is the only place that decides; every list, count and search goes through it. */
export type Scope = { kind: 'all' } | { kind: 'owners'; ownerIds: readonly number[] };

export const EVERYTHING: Scope = { kind: 'all' };

export interface Caller {
  /** Row id of the admin user. */
  id: number;
  documentId: string;
  name: string;
  email: string;
  /** `leads.read` is held by whoever holds `leads.read`, `leads.read.team` or `leads.read.own`. */
  holds(permission: string): boolean;
  /** Whether exactly this action was granted, such as `leads.read.own`; wider and narrower ones don't count. */
  can(action: string): boolean;
  scope(permission: string): Promise<Scope>;
}

export const ACTION_PREFIX = 'plugin::crm.';
const WIDTHS = ['', '.team', '.own'] as const;

/** Every uid that lets a caller in; only scoped permissions have narrower forms. */
export const actionsFor = (permission: string, isScoped: boolean): string[] =>
  (isScoped ? WIDTHS : ([''] as const)).map((width) => `${ACTION_PREFIX}${permission}${width}`);

interface CallerSource {
  user: { id: number; documentId: string; email: string; firstname?: string | null; lastname?: string | null };
  can(action: string): boolean;
  /** Row ids of everybody in the caller's teams. */
  teammatesOf(userId: number): Promise<number[]>;
}

export const createCaller = ({ user, can, teammatesOf }: CallerSource): Caller => ({
  id: user.id,
  documentId: user.documentId,
  name: staffName(user),
  email: user.email,
  holds: (permission) => WIDTHS.some((width) => can(`${ACTION_PREFIX}${permission}${width}`)),
  can: (action) => can(`${ACTION_PREFIX}${action}`),
  async scope(permission) {
    if (can(`${ACTION_PREFIX}${permission}`)) return EVERYTHING;
    if (can(`${ACTION_PREFIX}${permission}.team`)) return { kind: 'owners', ownerIds: [...new Set([user.id, ...(await teammatesOf(user.id))])] };
    if (can(`${ACTION_PREFIX}${permission}.own`)) return { kind: 'owners', ownerIds: [user.id] };
    return { kind: 'owners', ownerIds: [] };
  },
});

export const staffName = (user: { email: string; firstname?: string | null; lastname?: string | null }): string =>
  [user.firstname, user.lastname].filter(Boolean).join(' ') || user.email;

/** Narrows a query to the scope. Unassigned records belong to nobody, so only `all` sees them. */
export const withinScope = (query: Knex.QueryBuilder, scope: Scope, ownerColumn = 't.owner_id'): Knex.QueryBuilder =>
  scope.kind === 'all' ? query : query.whereIn(ownerColumn, scope.ownerIds as number[]);
