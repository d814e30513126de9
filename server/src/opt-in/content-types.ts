import { contentType } from '../kernel/content-type';
import { impersonal, personalContent, secret } from '../kernel/privacy';
import { OPT_IN_MODES } from './contract';

export const OPT_IN = 'plugin::crm.opt-in';

export const contentTypes = {
  /** One mail that asked for a confirmation, and the proof that it was given. */
  'opt-in': contentType({
    singular: 'opt-in',
    plural: 'opt-ins',
    displayName: 'Opt-in',
    attributes: {
      /** SHA-256 of the token; the token itself is only in the mail. */
      tokenHash: secret({ type: 'string', required: true }),
      mode: impersonal({ type: 'enumeration', enum: [...OPT_IN_MODES], required: true }),
      submissionId: impersonal({ type: 'string', required: true }),
      formId: impersonal({ type: 'string', required: true }),
      /** HMACs of the address, one for each app key. */
      emailKeys: impersonal({ type: 'json', required: true }),
      /** SHA-256 of the mail's words without the link. */
      textHash: impersonal({ type: 'string', required: true }),
      expiresAt: impersonal({ type: 'datetime', required: true }),
      confirmedAt: impersonal({ type: 'datetime' }),
      ipPrefix: personalContent({ type: 'string' }),
    },
    indexes: [
      { name: 'crm_opt_ins_token_uq', columns: ['token_hash'], type: 'unique' },
      { name: 'crm_opt_ins_purge_idx', columns: ['confirmed_at', 'created_at'] },
    ],
  }),
};
