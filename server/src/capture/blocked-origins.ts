/** Sites that a browser stopped because they are not on a form's list, so that the owner can allow them by a click. */
export interface BlockedOrigins {
  note(formId: string, origin: string): void;
  of(formId: string): { origin: string; count: number; lastAt: string }[];
  forget(formId: string, origin: string): void;
}

const MAX_ORIGINS = 200;

/** A hint for the person who is setting up, not a record: kept in this process, bounded, gone with it. */
export const createBlockedOrigins = (now: () => Date): BlockedOrigins => {
  const seen = new Map<string, { formId: string; origin: string; count: number; lastAt: string }>();
  return {
    note(formId, origin) {
      const key = `${formId} ${origin}`;
      const count = (seen.get(key)?.count ?? 0) + 1;
      seen.delete(key);
      if (seen.size >= MAX_ORIGINS) seen.delete(seen.keys().next().value!);
      seen.set(key, { formId, origin, count, lastAt: now().toISOString() });
    },
    of: (formId) =>
      [...seen.values()]
        .filter((one) => one.formId === formId)
        .map(({ origin, count, lastAt }) => ({ origin, count, lastAt }))
        .reverse(),
    forget: (formId, origin) => void seen.delete(`${formId} ${origin}`),
  };
};
