import { DEFAULT_SETTINGS, type Form, type FormRow } from '../../server/src/forms/contract';
import type { SetupStatus } from '../../server/src/capture/contract';
import type { Submission } from '../../server/src/submissions/contract';

export const pageOf = <T>(results: readonly T[]) => ({ results, page: { next: null, total: results.length } });

export const aFormRow = (parts: Partial<FormRow> = {}): FormRow => ({
  id: 'form-1',
  key: 'key-1',
  slug: 'contact-us',
  name: 'Contact us',
  state: 'published',
  publishedVersion: 4,
  hasUnpublishedChanges: false,
  updatedAt: '2026-11-20T10:00:00.000Z',
  ...parts,
});

export const aForm = (parts: Partial<Form> = {}): Form => ({
  ...aFormRow(),
  fields: [
    { name: 'email', type: 'email', label: 'E-mail', autocomplete: 'email', isRequired: true, mapTo: 'contact.email' },
    { name: 'size', type: 'select', label: 'Company size', isRequired: false, mapTo: null, options: [{ value: 's', label: '1 to 9' }] },
    { name: 'message', type: 'textarea', label: 'Message', isRequired: false, mapTo: 'lead.message', max: 500 },
  ],
  thankYou: 'Thank you.',
  redirectUrl: null,
  allowedOrigins: ['https://www.example.com'],
  kind: 'web',
  settings: DEFAULT_SETTINGS,
  version: 7,
  submitUrl: '/api/crm/forms/contact-us/submissions',
  honeypot: 'fax_ab12',
  ...parts,
});

export const aSubmission = (parts: Partial<Submission> = {}): Submission => ({
  id: 'sub-1',
  receipt: 'R-1',
  form: { id: 'form-1', name: 'Contact us' },
  formVersion: 4,
  state: 'processed',
  receivedAt: '2026-11-20T12:04:00.000Z',
  processedAt: '2026-11-20T12:04:00.400Z',
  reasons: [],
  failure: null,
  isTest: false,
  isSample: false,
  duplicateOf: null,
  origin: null,
  name: 'Ana Silva',
  email: 'ana@example.com',
  contact: { id: 'contact-1', name: 'Ana Silva' },
  result: { type: 'lead', id: 'lead-1' },
  answers: [
    { name: 'email', label: 'E-mail', type: 'email', value: 'ana@example.com' },
    { name: 'message', label: 'Message', type: 'textarea', value: 'Please call me.' },
  ],
  files: [],
  droppedKeys: 0,
  page: 'https://www.example.com/contact',
  referrer: null,
  ipPrefix: '203.0.113.0/24',
  timeZone: null,
  locale: 'en',
  utm: { utm_source: 'newsletter' },
  ...parts,
});

export const aSetup = (parts: Partial<SetupStatus> = {}): SetupStatus => ({
  form: aForm({ state: 'draft', publishedVersion: null, hasUnpublishedChanges: true }),
  hasLead: false,
  hasRolePreset: false,
  hasTeam: false,
  hasGeneralSettings: false,
  hasSiteSubmission: false,
  isDismissed: false,
  sampleRecords: 0,
  recent: [],
  blockedOrigins: [],
  ...parts,
});
