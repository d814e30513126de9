import { contentType } from '../kernel/content-type';
import { identifying, impersonal, personalContent } from '../kernel/privacy';
import { MAIL_KINDS, MAIL_STATES, SUPPRESSION_REASONS, SUPPRESSION_SCOPES } from './contract';

export const OUTGOING_MAIL = 'plugin::crm.outgoing-mail';
export const SUPPRESSION = 'plugin::crm.suppression';
export const MAIL_QUOTA = 'plugin::crm.mail-quota';

export const contentTypes = {
  /** The ledger: one row per message. Its state is committed before the provider is called. */
  'outgoing-mail': contentType({
    singular: 'outgoing-mail',
    plural: 'outgoing-mails',
    displayName: 'Outgoing mail',
    attributes: {
      /** Whoever asks for the same effect again gets no second mail. Ids and hashes only. */
      effectKey: impersonal({ type: 'string', required: true }),
      kind: impersonal({ type: 'enumeration', enum: [...MAIL_KINDS], required: true }),
      state: impersonal({ type: 'enumeration', enum: [...MAIL_STATES], required: true }),
      toName: identifying({ type: 'string' }),
      toAddress: identifying({ type: 'string', required: true }),
      replyTo: identifying({ type: 'string' }),
      subject: personalContent({ type: 'string', required: true }),
      /** Sealed where it holds a secret link; gone 30 days after the mail is settled. */
      text: personalContent({ type: 'text' }),
      html: personalContent({ type: 'text' }),
      headers: impersonal({ type: 'json' }),
      /** Ours, and the same in every attempt, so that mailboxes see one message. */
      messageId: impersonal({ type: 'string', required: true }),
      submissionId: impersonal({ type: 'string' }),
      attempts: impersonal({ type: 'integer', required: true }),
      /** Without addresses. */
      lastError: impersonal({ type: 'text' }),
      sentAt: impersonal({ type: 'datetime' }),
      /** Since when nothing more happens to it by itself. */
      settledAt: impersonal({ type: 'datetime' }),
    },
    indexes: [
      { name: 'crm_outgoing_mails_effect_key_uq', columns: ['effect_key'], type: 'unique' },
      { name: 'crm_outgoing_mails_list_idx', columns: ['created_at', 'id'] },
      { name: 'crm_outgoing_mails_state_idx', columns: ['state', 'created_at', 'id'] },
      { name: 'crm_outgoing_mails_settled_idx', columns: ['settled_at'] },
      { name: 'crm_outgoing_mails_submission_idx', columns: ['submission_id'] },
    ],
  }),

  /** Who gets no mail. The address itself is not stored, so the list survives an erasure. */
  suppression: contentType({
    singular: 'suppression',
    plural: 'suppressions',
    displayName: 'Suppression',
    attributes: {
      /** HMAC of the normalised address. */
      emailKey: impersonal({ type: 'string', required: true }),
      scope: impersonal({ type: 'enumeration', enum: [...SUPPRESSION_SCOPES], required: true }),
      reason: impersonal({ type: 'enumeration', enum: [...SUPPRESSION_REASONS], required: true }),
      source: impersonal({ type: 'string', required: true }),
      since: impersonal({ type: 'datetime', required: true }),
      clearedAt: impersonal({ type: 'datetime' }),
      clearedBy: impersonal({ type: 'string' }),
      clearReason: personalContent({ type: 'text' }),
      /** The person confirmed by double opt-in: from here on the row is history. */
      liftedAt: impersonal({ type: 'datetime' }),
    },
    indexes: [{ name: 'crm_suppressions_address_uq', columns: ['email_key', 'scope', 'reason'], type: 'unique' }],
  }),

  /** Rolling counts that hold across processes: whoever takes a place holds the row until commit. */
  'mail-quota': contentType({
    singular: 'mail-quota',
    plural: 'mail-quotas',
    displayName: 'Mail quota',
    attributes: {
      key: impersonal({ type: 'string', required: true }),
      /** When places were taken, epoch milliseconds, oldest first. */
      times: impersonal({ type: 'json', required: true }),
      lastAt: impersonal({ type: 'datetime', required: true }),
    },
    indexes: [
      { name: 'crm_mail_quotas_key_uq', columns: ['key'], type: 'unique' },
      { name: 'crm_mail_quotas_last_idx', columns: ['last_at'] },
    ],
  }),
};
