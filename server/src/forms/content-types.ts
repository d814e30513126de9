import { contentType, linkTo } from '../kernel/content-type';
import { impersonal } from '../kernel/privacy';
import { FORM_KINDS, FORM_STATES } from './contract';

const form = contentType({
  singular: 'form',
  plural: 'forms',
  displayName: 'Form',
  attributes: {
    key: impersonal({ type: 'string', required: true }),
    slug: impersonal({ type: 'string', required: true }),
    name: impersonal({ type: 'string', required: true }),
    state: impersonal({ type: 'enumeration', enum: [...FORM_STATES], required: true }),
    fields: impersonal({ type: 'json', required: true }),
    thankYou: impersonal({ type: 'text', required: true }),
    redirectUrl: impersonal({ type: 'text' }),
    allowedOrigins: impersonal({ type: 'json', required: true }),
    // Empty on forms that are older than these two columns.
    kind: impersonal({ type: 'enumeration', enum: [...FORM_KINDS] }),
    settings: impersonal({ type: 'json' }),
    publishedVersion: impersonal({ type: 'integer' }),
    draftHash: impersonal({ type: 'string', required: true }),
    publishedHash: impersonal({ type: 'string' }),
    version: impersonal({ type: 'integer', required: true }),
  },
  indexes: [
    { name: 'crm_forms_key_uq', columns: ['key'], type: 'unique' },
    { name: 'crm_forms_slug_uq', columns: ['slug'], type: 'unique' },
    { name: 'crm_forms_updated_idx', columns: ['updated_at', 'id'] },
  ],
});

/** What was live, word for word: an answer is always read with the version it was given to. Never changed. */
const formVersion = contentType({
  singular: 'form-version',
  plural: 'form-versions',
  displayName: 'Form version',
  attributes: {
    form: impersonal(linkTo('plugin::crm.form')),
    number: impersonal({ type: 'integer', required: true }),
    fields: impersonal({ type: 'json', required: true }),
    thankYou: impersonal({ type: 'text', required: true }),
    redirectUrl: impersonal({ type: 'text' }),
    releasedAt: impersonal({ type: 'datetime', required: true }),
  },
  indexes: [{ name: 'crm_form_versions_number_uq', columns: ['form_id', 'number'], type: 'unique' }],
});

export const contentTypes = { form, 'form-version': formVersion };
