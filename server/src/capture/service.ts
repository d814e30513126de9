import type { CrmConfig } from '../config';
import type { FormsService, PublishedForm, RawValues } from '../forms';
import type { Form, FormField } from '../forms/contract';
import type { Context } from '../kernel/context';
import { RuleViolation } from '../kernel/errors';
import type { Door } from '../kernel/door';
import type { SettingsService } from '../settings';
import type { SubmissionsService } from '../submissions';
import type { SubmissionRow } from '../submissions/contract';
import { createBlockedOrigins } from './blocked-origins';
import type { SetupStatus } from './contract';
import { createDoor } from './door';
import { receive } from './receive';

const SETUP_DISMISSED = 'setup.dismissed';
const RECENT = 10;

interface Dependencies {
  config: CrmConfig['capture'];
  forms: FormsService;
  submissions: SubmissionsService;
  settings: Pick<SettingsService, 'flag' | 'setFlag' | 'hasTeams' | 'hasSavedGeneral' | 'listPresets' | 'sampleRecords'>;
}

export const createCaptureService = (context: Context, { config, forms, submissions, settings }: Dependencies) => {
  const { strapi, clock } = context;
  const blocked = createBlockedOrigins(() => clock.now());

  const publishedOrThrow = async (id: string): Promise<PublishedForm> => {
    const { key } = await forms.get(id);
    const form = await forms.published(key);
    if (!form) throw new RuleViolation('form.not-published', 'Publish the form first: a test goes the same way as a visitor’s answers.');
    return form;
  };

  return {
    door: (): Door => createDoor({ strapi, forms, submissions, config, blocked }),

    publicForm: forms.publicForm,

    /** A real submission through the same judge, store and pipeline; its records are tagged as test. */
    async sendTest(id: string): Promise<SubmissionRow> {
      const form = await publishedOrThrow(id);
      const received = await receive(submissions, form, testAnswers(form.fields), { ...NOBODY, isTest: true });
      if (received.kind === 'invalid') throw new RuleViolation('form.test-invalid', received.errors.map((error) => error.message).join(' '), { errors: received.errors });
      if (received.kind === 'key-reused') throw new Error('A test without a key met a used key');
      return submissions.get(received.submissionId);
    },

    /** The one-click fix for a site whose browser refused to send. */
    async allowOrigin(id: string, origin: string): Promise<Form> {
      const form = await forms.allowOrigin(id, origin);
      blocked.forget(id, origin);
      return form;
    },

    async setup(): Promise<SetupStatus> {
      const [first] = (await forms.list({ sort: '-updatedAt', limit: 1, q: undefined, cursor: undefined, filters: undefined })).results;
      const starter = await forms.published('contact-us');
      const formId = starter?.documentId ?? first?.id;
      const form = formId ? await forms.get(formId) : null;
      const recent = await submissions.recent(RECENT);
      return {
        form,
        hasLead: await submissions.hasAny({ withResult: true }),
        hasRolePreset: (await settings.listPresets()).some((preset) => preset.roleId !== null),
        hasTeam: await settings.hasTeams(),
        hasGeneralSettings: await settings.hasSavedGeneral(),
        hasSiteSubmission: await submissions.hasAny({ isFromSite: true }),
        isDismissed: await settings.flag(SETUP_DISMISSED),
        sampleRecords: await settings.sampleRecords(),
        recent,
        blockedOrigins: form ? blocked.of(form.id) : [],
      };
    },

    async dismissSetup(isDismissed: boolean): Promise<{ isDismissed: boolean }> {
      await settings.setFlag(SETUP_DISMISSED, isDismissed);
      return { isDismissed };
    },
  };
};

export type CaptureService = ReturnType<typeof createCaptureService>;

const NOBODY = { idempotencyKey: null, origin: null, ownOrigin: null, referer: null, ipPrefix: null, locale: null } as const;

/** Plausible answers for any form; the reserved domain can receive no mail. Each test differs, so none is a double click. */
const testAnswers = (fields: readonly FormField[]): RawValues => {
  const nonce = Date.now().toString(36);
  return Object.fromEntries(fields.flatMap((field) => (field.type === 'consent' ? [] : [[field.name, testAnswer(field, nonce)]])));
};

const testAnswer = (field: FormField, nonce: string): string => {
  if (field.type === 'email') return `ana.test+${nonce}@example.com`;
  if (field.type === 'phone') return '+49 40 5550 1234';
  if (field.type === 'number') return String(field.min ?? 1);
  if (field.type === 'select') return field.options?.[0]?.value ?? '';
  if (field.type === 'checkbox') return 'on';
  const text = TEXTS[field.mapTo ?? ''] ?? `Test answer ${nonce}`;
  return text.padEnd(field.min ?? 0, '.').slice(0, field.max ?? 500);
};

const TEXTS: Record<string, string> = {
  'contact.firstName': 'Ana',
  'contact.lastName': 'Test',
  'contact.name': 'Ana Test',
  'company.name': 'Example Ltd',
  'lead.message': 'This is a test from the CRM’s Setup page.',
};
