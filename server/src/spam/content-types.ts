import { contentType } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import { BLOCK_KINDS } from './contract';

export const BLOCKLIST_ENTRY = 'plugin::crm.blocklist-entry';
export const SPENT_CHALLENGE = 'plugin::crm.spent-challenge';

export const contentTypes = {
  'blocklist-entry': contentType({
    singular: 'blocklist-entry',
    plural: 'blocklist-entries',
    displayName: 'Blocklist entry',
    attributes: {
      kind: impersonal({ type: 'enumeration', enum: [...BLOCK_KINDS], required: true }),
      value: identifying({ type: 'string', required: true }),
      note: personalContent({ type: 'string' }),
      expiresAt: impersonal({ type: 'datetime' }),
      hits: impersonal({ type: 'integer', required: true }),
      lastHitAt: impersonal({ type: 'datetime' }),
      version: impersonal({ type: 'integer', required: true }),
    },
    indexes: [
      { name: 'crm_blocklist_entries_value_uq', columns: ['kind', 'value'], type: 'unique' },
      { name: 'crm_blocklist_entries_created_idx', columns: ['created_at', 'id'] },
      { name: 'crm_blocklist_entries_list_idx', columns: ['value', 'id'] },
    ],
  }),

  /** An ALTCHA challenge that was answered. The unique nonce makes a second answer fail, in whichever process. */
  'spent-challenge': contentType({
    singular: 'spent-challenge',
    plural: 'spent-challenges',
    displayName: 'Spent challenge',
    attributes: {
      nonce: impersonal({ type: 'string', required: true }),
      expiresAt: impersonal({ type: 'datetime', required: true }),
    },
    indexes: [
      { name: 'crm_spent_challenges_nonce_uq', columns: ['nonce'], type: 'unique' },
      { name: 'crm_spent_challenges_expiry_idx', columns: ['expires_at', 'id'] },
    ],
  }),
};
