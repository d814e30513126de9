import type { CrmConfig } from '../config';
import type { DraftsService } from '../drafts';
import type { FilesService } from '../files';
import { plausibleAnswers, type FormsService, type PublishedForm } from '../forms';
import type { Form } from '../forms/contract';
import type { Context } from '../kernel/context';
import { RuleViolation } from '../kernel/errors';
import type { Door } from '../kernel/door';
import type { SettingsService } from '../settings';
import type { SpamService } from '../spam';
import type { SubmissionsService } from '../submissions';
import type { SubmissionRow } from '../submissions/contract';
import type { TrafficService } from '../traffic';
import type { VisitsService } from '../visits';
import { createBlockedOrigins } from './blocked-origins';
import type { SetupStatus } from './contract';
import { createDoor } from './door';
import { receive } from './receive';
import { createStepsDoor } from './steps';

const SETUP_DISMISSED = 'setup.dismissed';
const RECENT = 10;

interface Dependencies {
  config: CrmConfig['capture'];
  traffic: TrafficService;
  files: FilesService;
  forms: FormsService;
  drafts: DraftsService;
  submissions: SubmissionsService;
  spam: SpamService;
  visits: VisitsService;
  settings: Pick<SettingsService, 'general' | 'flag' | 'setFlag' | 'hasTeams' | 'hasSavedGeneral' | 'listPresets' | 'sampleRecords'>;
}

export const createCaptureService = (context: Context, dependencies: Dependencies) => {
  const { strapi, clock } = context;
  const { forms, submissions, settings } = dependencies;
  const blocked = createBlockedOrigins(() => clock.now());

  const publishedOrThrow = async (id: string): Promise<PublishedForm> => {
    const { key } = await forms.get(id);
    const form = await forms.published(key);
    if (!form) throw new RuleViolation('form.not-published', 'Publish the form first: a test goes the same way as a visitor’s answers.');
    return form;
  };

  return {
    door: (): Door => createDoor({ ...dependencies, strapi, clock, blocked }),
    stepsDoor: (): Door => createStepsDoor({ ...dependencies, clock }),

    publicForm: forms.publicForm,

    /** A real submission through the same judge, store and pipeline; its records are tagged as test. */
    async sendTest(id: string): Promise<SubmissionRow> {
      const form = await publishedOrThrow(id);
      const received = await receive(dependencies, form, plausibleAnswers(form.fields, Date.now().toString(36)), { ...NOBODY, isTest: true });
      if (received.kind === 'invalid') throw new RuleViolation('form.test-invalid', received.errors.map((error) => error.message).join(' '), { errors: received.errors });
      if (received.kind === 'full') throw new RuleViolation('form.full', 'The form takes no more answers: raise its maximum first.');
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

const NOBODY = { idempotencyKey: null, origin: null, ownOrigin: null, referer: null, address: null, ipPrefix: null, accept: null, acceptLanguage: null } as const;
