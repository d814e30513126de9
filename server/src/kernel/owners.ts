import type { Knex } from 'knex';
import { staffName, type Caller } from './access';
import type { Reference } from './contract';
import { RuleViolation } from './errors';
import type { Row } from './records';

export interface Owner {
  id: number;
  name: string;
  email: string;
}

/** Who works here, by documentId. */
interface Directory {
  userIdsOf(documentIds: readonly string[]): Promise<Map<string, Owner>>;
}

export const OWNER_COLUMNS = ['owner.document_id as owner_key', 'owner.firstname as owner_first', 'owner.lastname as owner_last', 'owner.email as owner_mail'] as const;

export const joinOwner = (query: Knex.QueryBuilder): Knex.QueryBuilder => query.leftJoin('admin_users as owner', 'owner.id', 't.owner_id');

/** Of a row that was read with `OWNER_COLUMNS`. */
export const ownerOf = (row: Row): Reference | null =>
  row.owner_key
    ? {
        id: row.owner_key as string,
        name: staffName({ email: row.owner_mail as string, firstname: row.owner_first as string | null, lastname: row.owner_last as string | null }),
      }
    : null;

/** Undefined stays undefined: the field was not sent. */
export const chosenOwner = async (staff: Directory, ownerId: string | null | undefined): Promise<Owner | null | undefined> => {
  if (ownerId === null || ownerId === undefined) return ownerId;
  const owner = (await staff.userIdsOf([ownerId])).get(ownerId);
  if (!owner) throw new RuleViolation('owner-not-found', 'ownerId: There is no such team member. Pick one from the list.', { field: 'ownerId' });
  return owner;
};

/** Nobody says otherwise: who makes a record by hand looks after it, and may see it with `.own`. */
export const ownerOrSelf = (owner: Owner | null | undefined, by: Caller): Owner | null => (owner === undefined ? { id: by.id, name: by.name, email: by.email } : owner);

/** `me`, `none` and ids, joined by OR. An unknown id matches nothing. */
export const whereOwner = async (staff: Directory, query: Knex.QueryBuilder, wanted: readonly string[], by: Caller): Promise<void> => {
  const named = wanted.filter((owner) => owner !== 'me' && owner !== 'none');
  const known = named.length > 0 ? [...(await staff.userIdsOf(named)).values()].map(({ id }) => id) : [];
  const ids = wanted.includes('me') ? [by.id, ...known] : known;
  query.where((either) => {
    either.whereIn('t.owner_id', ids);
    if (wanted.includes('none')) either.orWhereNull('t.owner_id');
  });
};
