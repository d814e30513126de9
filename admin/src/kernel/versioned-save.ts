import { useRef } from 'react';
import type { z } from 'zod';
import { ApiError, toApiError } from './api-error';
import { useText } from './text';
import { useValueText } from './value-text';

interface Versioned {
  id: string;
  version: number;
}

interface SaveOptions<R extends Versioned, C extends object> {
  /** Whose texts say the values: `contacts` has `contacts.lifecycleStage.customer`. */
  folder: string;
  /** As it is on screen. */
  record: R;
  schema: z.ZodType<R>;
  send: (change: C & { version: number }) => Promise<R>;
  /** Puts what somebody else saved on screen. */
  show: (record: R) => void;
}

/** `ownerId` is written, `owner` is read. */
const valueOf = (record: object, field: string): unknown => {
  const values = new Map<string, unknown>(Object.entries(record));
  if (values.has(field) || !field.endsWith('Id')) return values.get(field);
  const link = values.get(field.slice(0, -2));
  return typeof link === 'object' && link !== null && 'id' in link ? link : null;
};

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Saves one change after the other against the version on screen. What others changed elsewhere in the record
 * stays; where they changed the same field, theirs is shown and the refusal says so: saving again then replaces
 * it on purpose.
 */
export const useVersionedSave = <R extends Versioned, C extends object>({ folder, record, schema, send, show }: SaveOptions<R, C>) => {
  const text = useText();
  const valueText = useValueText(folder);
  const version = useRef(record.version);
  version.current = Math.max(version.current, record.version);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const attempt = async (change: C): Promise<R> => {
    const saved = await send({ ...change, version: version.current });
    version.current = saved.version;
    return saved;
  };

  const save = async (change: C): Promise<R> => {
    try {
      return await attempt(change);
    } catch (thrown) {
      const error = toApiError(thrown);
      const current = error.code === 'stale-version' ? schema.safeParse(error.details.current).data : undefined;
      if (!current) throw error;

      version.current = current.version;
      const field = Object.keys(change).find((name) => !isSame(valueOf(record, name), valueOf(current, name)));
      if (!field) return attempt(change);

      show(current);
      const value = valueText(field, valueOf(current, field));
      const message = value ? text('kernel.conflict', { value }) : text('kernel.conflict-empty');
      throw new ApiError(message, { status: 409, details: { ...error.details, errors: [{ path: [field], message }] } });
    }
  };

  return (change: C): Promise<R> => {
    const result = queue.current.then(() => save(change));
    queue.current = result.catch(() => undefined);
    return result;
  };
};
