import { useState } from 'react';
import type { z } from 'zod';
import type { ApiError, FieldError } from './api-error';

/**
 * The values of a form that is being filled in, checked with the contract's own schema before they are sent.
 * `schema` is usually `contract.endpoints.create.body`.
 */
export const useDraft = <S extends z.ZodType, V extends object>(schema: S, initial: V) => {
  const [start, setStart] = useState(initial);
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);

  const set = <K extends keyof V>(name: K, value: V[K]) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => before.filter(({ path }) => path !== name && !path.startsWith(`${String(name)}.`)));
  };

  return {
    values,
    set,
    isDirty: JSON.stringify(values) !== JSON.stringify(start),
    /** The sentence under a field, or undefined. */
    errorOf: (path: string) => errors.find((error) => error.path === path)?.message,
    errors,
    /** The parsed values, or undefined after it put the errors under the fields. */
    check: (): z.output<S> | undefined => {
      const parsed = schema.safeParse(values);
      if (parsed.success) return parsed.data;
      setErrors(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
      return undefined;
    },
    /** Shows what the server refused; what was typed stays. */
    refuse: (error: ApiError) => setErrors(error.fields),
    reset: (to: V) => {
      setStart(to);
      setValues(to);
      setErrors([]);
    },
  };
};
