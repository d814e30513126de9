import type { Core } from '@strapi/strapi';

const OURS = /^(crm_|components_crm_)/;

interface Persisted {
  name: string;
}

/**
 * Strapi drops the tables of a plugin it can't load: disabled, or booted while `dist/` is missing.
 * Tables named under this key are kept (decision 9). Only ever adds.
 */
export const persistTables = async (strapi: Core.Strapi): Promise<void> => {
  const store = { type: 'core', key: 'persisted_tables' } as const;
  const known = (((await strapi.store.get(store)) as (string | Persisted)[] | null) ?? []).map((table) => (typeof table === 'string' ? { name: table } : table));
  const names = new Set(known.map((table) => table.name));
  const missing = (await strapi.db.dialect.schemaInspector.getTables()).filter((table) => OURS.test(table) && !names.has(table));
  if (missing.length === 0) return;
  await strapi.store.set({ ...store, value: [...known, ...missing.map((name) => ({ name }))] });
};
