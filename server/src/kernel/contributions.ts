import type { HealthCheck } from './health';

/** What a feature may add to screens and checks of a lower one. A kind is listed here once, with its type. */
export interface Contributions {
  /** Actions that each role preset grants. */
  rolePresets?: { [preset: string]: readonly string[] };
  healthChecks?: readonly HealthCheck[];
}

export interface CollectedContributions {
  rolePresets: { [preset: string]: string[] };
  healthChecks: HealthCheck[];
}

export const collectContributions = (all: readonly (Contributions | undefined)[]): CollectedContributions => {
  const rolePresets: { [preset: string]: string[] } = {};
  for (const contribution of all)
    for (const [preset, actions] of Object.entries(contribution?.rolePresets ?? {})) rolePresets[preset] = [...(rolePresets[preset] ?? []), ...actions];
  return { rolePresets, healthChecks: all.flatMap((contribution) => contribution?.healthChecks ?? []) };
};
