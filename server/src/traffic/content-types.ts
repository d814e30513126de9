import { contentType } from '../kernel/content-type';
import { impersonal } from '../kernel/privacy';

export const RATE_WINDOW = 'plugin::crm.rate-window';
export const CAPTURE_COUNTER = 'plugin::crm.capture-counter';

export const contentTypes = {
  /** What all processes together counted in one window; of whom, only a keyed hash says. */
  'rate-window': contentType({
    singular: 'rate-window',
    plural: 'rate-windows',
    displayName: 'Rate window',
    attributes: {
      key: impersonal({ type: 'string', required: true }),
      endsAt: impersonal({ type: 'biginteger', required: true }),
      hits: impersonal({ type: 'integer', required: true }),
    },
    indexes: [
      { name: 'crm_rate_windows_key_uq', columns: ['key'], type: 'unique' },
      { name: 'crm_rate_windows_ends_idx', columns: ['ends_at'] },
    ],
  }),

  'capture-counter': contentType({
    singular: 'capture-counter',
    plural: 'capture-counters',
    displayName: 'Capture counter',
    attributes: {
      /** Empty where the address was no form's: a unique index lets any number of nulls in. */
      formId: impersonal({ type: 'string', required: true }),
      /** UTC, as 2026-03-31. */
      day: impersonal({ type: 'string', required: true }),
      reason: impersonal({ type: 'string', required: true }),
      total: impersonal({ type: 'integer', required: true }),
      /** When the hard limit was last told of (only on rows of `rate-hard`). */
      alertedAt: impersonal({ type: 'biginteger' }),
    },
    indexes: [
      { name: 'crm_capture_counters_uq', columns: ['day', 'form_id', 'reason'], type: 'unique' },
      { name: 'crm_capture_counters_reason_idx', columns: ['reason', 'day'] },
    ],
  }),
};
