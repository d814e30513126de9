import type { HealthCheck } from './health';

/** Records of a higher feature that a lower one shows the number of, as far as the caller may see them. */
export interface LinkedRecords {
  name: string;
  uid: string;
  /** The relation that points at the lower feature's record. */
  attribute: string;
  permission: string;
}

/** A kind of record that timeline entries may be about. */
export interface TimelineSubject {
  /** As entries name it. */
  type: string;
  uid: string;
  /** Who does not hold it reads nothing about these records; scoped by their owner. */
  permission: string;
}

/** What a feature may add to screens and checks of a lower one. A kind is listed here once, with its type. */
export interface Contributions {
  /** Actions that each role preset grants. */
  rolePresets?: { [preset: string]: readonly string[] };
  healthChecks?: readonly HealthCheck[];
  linkedRecords?: readonly LinkedRecords[];
  timelineSubjects?: readonly TimelineSubject[];
}

export interface CollectedContributions {
  rolePresets: { [preset: string]: string[] };
  healthChecks: HealthCheck[];
  linkedRecords: LinkedRecords[];
  timelineSubjects: TimelineSubject[];
}

export const collectContributions = (all: readonly (Contributions | undefined)[]): CollectedContributions => {
  const rolePresets: { [preset: string]: string[] } = {};
  for (const contribution of all)
    for (const [preset, actions] of Object.entries(contribution?.rolePresets ?? {})) rolePresets[preset] = [...(rolePresets[preset] ?? []), ...actions];
  return {
    rolePresets,
    healthChecks: all.flatMap((contribution) => contribution?.healthChecks ?? []),
    linkedRecords: all.flatMap((contribution) => contribution?.linkedRecords ?? []),
    timelineSubjects: all.flatMap((contribution) => contribution?.timelineSubjects ?? []),
  };
};
