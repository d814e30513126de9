import { contentType } from '../kernel/content-type';
import { impersonal } from '../kernel/privacy';
import { JOB_LANES, JOB_STATES, MISSED_TICKS } from './contract';

export const JOB = 'plugin::crm.job';
export const SCHEDULE = 'plugin::crm.schedule';

/** Times are epoch milliseconds: they are compared in SQL on three databases, and no zone or precision can differ. */
export const contentTypes = {
  job: contentType({
    singular: 'job',
    plural: 'jobs',
    displayName: 'Job',
    attributes: {
      type: impersonal({ type: 'string', required: true }),
      lane: impersonal({ type: 'enumeration', enum: [...JOB_LANES], required: true }),
      state: impersonal({ type: 'enumeration', enum: [...JOB_STATES], required: true }),
      payload: impersonal({ type: 'json', required: true }),
      effectKey: impersonal({ type: 'string' }),
      attempts: impersonal({ type: 'integer', required: true }),
      maxAttempts: impersonal({ type: 'integer', required: true }),
      runAt: impersonal({ type: 'biginteger', required: true }),
      leaseUntil: impersonal({ type: 'biginteger' }),
      /** The fence: whoever completes a job must still hold the token of its claim. */
      leaseToken: impersonal({ type: 'string' }),
      /** Name and message with addresses and numbers masked (see failure.ts). */
      lastError: impersonal({ type: 'text' }),
      finishedAt: impersonal({ type: 'biginteger' }),
      discardReason: impersonal({ type: 'text' }),
    },
    indexes: [
      { name: 'crm_jobs_effect_key_uq', columns: ['effect_key'], type: 'unique' },
      { name: 'crm_jobs_claim_idx', columns: ['state', 'lane', 'run_at', 'id'] },
      { name: 'crm_jobs_claim_type_idx', columns: ['state', 'lane', 'type', 'run_at'] },
      { name: 'crm_jobs_lease_idx', columns: ['state', 'lease_until'] },
      { name: 'crm_jobs_state_list_idx', columns: ['state', 'created_at'] },
      { name: 'crm_jobs_list_idx', columns: ['created_at', 'id'] },
    ],
  }),

  schedule: contentType({
    singular: 'schedule',
    plural: 'schedules',
    displayName: 'Schedule',
    attributes: {
      name: impersonal({ type: 'string', required: true }),
      cron: impersonal({ type: 'string', required: true }),
      timezone: impersonal({ type: 'string', required: true }),
      missed: impersonal({ type: 'enumeration', enum: [...MISSED_TICKS], required: true }),
      nextRunAt: impersonal({ type: 'biginteger', required: true }),
      lastRunAt: impersonal({ type: 'biginteger' }),
    },
    indexes: [{ name: 'crm_schedules_name_uq', columns: ['name'], type: 'unique' }],
  }),
};
