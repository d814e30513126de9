/** A named reason with its points; staff see it, the visitor never. */
export interface Reason {
  reason:
    | 'honeypot'
    | 'origin'
    | 'rate'
    | 'time'
    | 'token'
    | 'pow'
    | 'captcha'
    | 'captcha_unavailable'
    | 'links'
    | 'blocklist'
    | 'disposable'
    | 'role_address'
    | 'repeated'
    | 'headers'
    | 'check_failed'
    | 'old_version'
    | 'unmapped'
    | 'manual';
  points: number;
}

/** From here on a submission waits for a human instead of becoming a record. */
export const QUARANTINE_FROM = 60;

/** A captcha that the form asks for and nobody could check makes it wait whatever the points (F34). */
export const isQuarantined = (reasons: readonly Reason[]): boolean =>
  reasons.reduce((sum, { points }) => sum + points, 0) >= QUARANTINE_FROM || reasons.some(({ reason }) => reason === 'captcha_unavailable');
