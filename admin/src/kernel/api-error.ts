import { useCallback } from 'react';
import { useText, useTextIfKnown } from './text';

export interface FieldError {
  /** Dotted, such as `emails.0.value`. */
  path: string;
  message: string;
}

export class ApiError extends Error {
  /** 0 where the server could not be reached. */
  readonly status: number;
  /** The rule that was broken, such as `lead.reason-required`. */
  readonly code: string | undefined;
  readonly fields: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, parts: { status: number; details?: Record<string, unknown> }) {
    super(message);
    this.name = 'ApiError';
    this.status = parts.status;
    this.details = parts.details ?? {};
    this.code = typeof this.details.code === 'string' ? this.details.code : undefined;
    this.fields = fieldErrors(this.details.errors);
  }

  fieldMessage(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const fieldErrors = (errors: unknown): FieldError[] => {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isObject).map(({ path, message }) => ({
    path: Array.isArray(path) ? path.join('.') : String(path ?? ''),
    message: String(message ?? ''),
  }));
};

/** Judged by shape: a prebuilt plugin may hold another copy of Strapi's FetchError class. */
export const toApiError = (thrown: unknown): ApiError => {
  if (thrown instanceof ApiError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (!isObject(thrown)) return new ApiError(message, { status: 0 });

  const response = isObject(thrown.response) ? thrown.response : {};
  const body = isObject(response.data) ? response.data : {};
  const error = isObject(body.error) ? body.error : {};
  const status = typeof error.status === 'number' ? error.status : typeof thrown.status === 'number' ? thrown.status : 0;
  return new ApiError(message, { status, details: isObject(error.details) ? error.details : undefined });
};

/** The sentence to show: our own words for a known code, else the server's. */
export const useErrorText = () => {
  const text = useText();
  const textIfKnown = useTextIfKnown();
  return useCallback(
    (error: ApiError): string => {
      const known = error.code && textIfKnown(`error.${error.code}`);
      if (known) return known;
      if (error.status === 0) return text('kernel.error.unreachable');
      if (error.status === 409) return text('kernel.error.conflict');
      if (error.status >= 500) return text('kernel.error.server');
      return error.message;
    },
    [text, textIfKnown],
  );
};
