const BASE_MS = 5_000;
const CAP_MS = 3_600_000;
const MAX_LENGTH = 1_000;

/** Full jitter: many jobs that failed together come back spread out, not as one wave. `attempt` counts from 1. */
export const backoffMs = (attempt: number, random: () => number = Math.random): number =>
  Math.round(random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt - 1, 30)));

/** What may be stored and logged of an error: messages quote data, and jobs hold no personal data. */
export const maskedError = (error: unknown): string => {
  if (!(error instanceof Error)) return masked(String(error));
  return masked(`${error.name}: ${withoutStatement(error)}`);
};

/** Knex puts the whole statement with its values before the database's own sentence. */
const withoutStatement = (error: Error): string => {
  if (!isDatabaseError(error)) return error.message;
  const end = error.message.lastIndexOf(' - ');
  const sentence = end === -1 ? error.message : error.message.slice(end + 3);
  return SQL_STATEMENT.test(sentence) ? 'The database refused a statement.' : sentence.replace(/'[^']*'/g, "'…'").replace(/\([^()]*\)=\([^()]*\)/g, '(…)');
};

const SQL_STATEMENT = /^\s*(insert|update|delete|select|with|replace|call)\b/i;

const isDatabaseError = (error: Error): boolean => {
  const { code } = error as { code?: unknown };
  return SQL_STATEMENT.test(error.message) || (typeof code === 'string' && /^(SQLITE_|ER_|[0-9A-Z]{5}$)/.test(code));
};

const masked = (text: string): string =>
  text
    .slice(0, 5_000)
    .replace(/[^\s@<>"'(),;:]{1,200}@[^\s@<>"'(),;:]{1,255}/gu, '[e-mail]')
    .replace(/\+?\(?\d[\d\s().\-/]{5,40}\d/g, (digits) => (digits.replace(/\D/g, '').length >= 7 ? '[number]' : digits))
    .slice(0, MAX_LENGTH);
