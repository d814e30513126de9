import type { SetupStatus } from '../../../server/src/capture/contract';

/** What a set-up CRM has. Sample data is no task: it may stay, and may never have been there. */
export const TASKS = ['hasLead', 'hasSiteSubmission', 'hasRolePreset', 'hasTeam', 'hasGeneralSettings'] as const;

export const doneCount = (status: SetupStatus): number => TASKS.filter((task) => status[task]).length;

export const isComplete = (status: SetupStatus): boolean => doneCount(status) === TASKS.length;

export const isSetUp = (status: SetupStatus): boolean => status.isDismissed || isComplete(status);

export const STEPS = ['capture', 'team', 'settings', 'samples'] as const;
export type StepId = (typeof STEPS)[number];

export const isStepDone = (step: StepId, status: SetupStatus): boolean => {
  if (step === 'capture') return status.hasLead && status.hasSiteSubmission;
  if (step === 'team') return status.hasRolePreset && status.hasTeam;
  if (step === 'settings') return status.hasGeneralSettings;
  return status.sampleRecords === 0;
};
