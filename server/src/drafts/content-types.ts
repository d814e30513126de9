import { contentType, linkTo } from '../kernel/content-type';
import { impersonal, personalContent, secret } from '../kernel/privacy';

/** What somebody typed and did not send. It is nobody's lead, and gone after a week. */
const formDraft = contentType({
  singular: 'form-draft',
  plural: 'form-drafts',
  displayName: 'Form draft',
  attributes: {
    form: impersonal(linkTo('plugin::crm.form')),
    formVersion: impersonal({ type: 'integer', required: true }),
    tokenHash: secret({ type: 'string', required: true }),
    answers: personalContent({ type: 'json', required: true }),
    step: impersonal({ type: 'integer', required: true }),
    expiresAt: impersonal({ type: 'datetime', required: true }),
  },
  indexes: [
    { name: 'crm_form_drafts_token_uq', columns: ['token_hash'], type: 'unique' },
    { name: 'crm_form_drafts_form_idx', columns: ['form_id'] },
    { name: 'crm_form_drafts_expires_idx', columns: ['expires_at'] },
  ],
});

export const contentTypes = { 'form-draft': formDraft };
