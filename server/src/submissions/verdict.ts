/** A named reason with its points; staff see it, the visitor never. */
export interface Reason {
  reason: 'honeypot' | 'origin' | 'rate';
  points: number;
}

export interface Evidence {
  /** What stood in the trap field; null when the page did not send it, which is not suspicious. */
  honeypot: string | null;
  /** Where the page was, as the browser says; null when it does not. */
  origin: string | null;
  /** Empty means any site. */
  allowedOrigins: readonly string[];
}

/** From here on a submission waits for a human instead of becoming a record. */
export const QUARANTINE_FROM = 60;

/**
 * The one place that judges, for every door. Only what a visitor sends is judged; what staff or an import
 * write never comes here. A doubtful submission is kept and explained, not refused.
 */
export const judge = ({ honeypot, origin, allowedOrigins }: Evidence): Reason[] => {
  const reasons: Reason[] = [];
  if (honeypot !== null && honeypot.trim() !== '') reasons.push({ reason: 'honeypot', points: 100 });
  if (allowedOrigins.length > 0 && (origin === null || !allowedOrigins.includes(origin))) reasons.push({ reason: 'origin', points: 60 });
  return reasons;
};

export const isQuarantined = (reasons: readonly Reason[]): boolean => reasons.reduce((sum, { points }) => sum + points, 0) >= QUARANTINE_FROM;
