import { contentType } from '../kernel/content-type';
import { impersonal, personalContent, secret } from '../kernel/privacy';
import { FILE_STATES } from './contract';

/** A file that a visitor sent with a form. The bytes lie on disk under `storageName`; where the row goes, they go. */
const file = contentType({
  singular: 'file',
  plural: 'files',
  displayName: 'File',
  attributes: {
    submissionId: impersonal({ type: 'string', required: true }),
    formId: impersonal({ type: 'string', required: true }),
    fieldName: impersonal({ type: 'string', required: true }),
    originalName: personalContent({ type: 'string', required: true }),
    mime: impersonal({ type: 'string', required: true }),
    bytes: impersonal({ type: 'integer', required: true }),
    sha256: personalContent({ type: 'string', required: true }),
    storageName: secret({ type: 'string', required: true }),
    state: impersonal({ type: 'enumeration', enum: [...FILE_STATES], required: true }),
    width: impersonal({ type: 'integer' }),
    height: impersonal({ type: 'integer' }),
  },
  indexes: [
    { name: 'crm_files_storage_uq', columns: ['storage_name'], type: 'unique' },
    { name: 'crm_files_submission_idx', columns: ['submission_id'] },
    { name: 'crm_files_form_idx', columns: ['form_id', 'created_at'] },
  ],
});

export const contentTypes = { file };
