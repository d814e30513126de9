/**
 * Named rules that a caller broke. `code` is what the admin translates (`lead.status-not-allowed`);
 * the message already names the field and the fix, for API callers.
 */
export class CrmError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 422 | 429 | 503,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export class NotFound extends CrmError {
  constructor(what: string) {
    super(404, 'not-found', `There is no such ${what}, or you may not see it.`);
  }
}

export class Conflict extends CrmError {
  constructor(code: string, message: string, details?: Record<string, unknown>) {
    super(409, code, message, details);
  }
}

export class RuleViolation extends CrmError {
  constructor(code: string, message: string, details?: Record<string, unknown>) {
    super(422, code, message, details);
  }
}

export class InvalidInput extends CrmError {
  constructor(errors: { path: string[]; message: string }[]) {
    super(400, 'invalid-input', errors.map((error) => `${error.path.join('.') || 'input'}: ${error.message}`).join('; '), { errors });
  }
}

/** Answered with `Retry-After`. */
export class TooManyRequests extends CrmError {
  constructor(waitMs: number) {
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    super(429, 'too-many-requests', `Too many requests. Try again in ${retryAfterSeconds} seconds.`, { retryAfterSeconds });
  }
}

/** A stale save: both values go back, so that nobody loses one unseen. */
export class StaleVersion extends Conflict {
  constructor(details: { current: unknown; version: number }) {
    super('stale-version', 'Somebody else saved this record meanwhile. Compare and save again.', details);
  }
}

/** SQLite, PostgreSQL and MySQL/MariaDB each name a broken unique index their own way. */
export const isUniqueViolation = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505' || code === 'ER_DUP_ENTRY';
};

/** A lock that passes by itself: worth the same attempt again. */
export const isPassingLock = (error: unknown): boolean => {
  const code = codeOf(error);
  return code.startsWith('SQLITE_BUSY') || ['40001', '40P01', 'ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD'].includes(code);
};

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};
