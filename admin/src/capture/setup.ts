import type { SetupStatus } from '../../../server/src/capture/contract';

export const isSetUp = (status: SetupStatus): boolean =>
  status.isDismissed ||
  [status.hasLead, status.hasSiteSubmission, status.hasRolePreset, status.hasTeam, status.hasGeneralSettings].every(Boolean);
