import { contentType } from '../kernel/content-type';
import { impersonal } from '../kernel/privacy';

export const UNTOLD = 'plugin::crm.untold-submission';

export const contentTypes = {
  /** Beyond the hourly limit staff are told of these together. Kept, so that a submission that runs again is not told again. */
  'untold-submission': contentType({
    singular: 'untold-submission',
    plural: 'untold-submissions',
    displayName: 'Untold submission',
    attributes: {
      submissionId: impersonal({ type: 'string', required: true }),
      formId: impersonal({ type: 'string', required: true }),
      /** When the digest was queued. */
      toldAt: impersonal({ type: 'datetime' }),
    },
    indexes: [
      { name: 'crm_untold_submissions_submission_uq', columns: ['submission_id'], type: 'unique' },
      { name: 'crm_untold_submissions_form_idx', columns: ['form_id', 'told_at'] },
    ],
  }),
};
