import type { Core } from '@strapi/strapi';
import type { Clock } from '../kernel/context';
import { afterCommit, transaction } from '../kernel/transaction';
import type { GeneralSettings } from './contract';

const DEFAULTS: GeneralSettings = { currency: 'EUR', locale: 'en', timezone: 'Europe/Berlin', defaultCountry: 'DE', leadResponseMinutes: 60 };
/** Other processes may save too, and nobody tells this one. */
const CACHE_MS = 2_000;

type Flags = { [name: string]: boolean };

/** Settings of the whole site in Strapi's plugin store. */
export const createGeneralSettings = ({ strapi, clock }: { strapi: Core.Strapi; clock: Clock }) => {
  const store = () => strapi.store({ type: 'plugin', name: 'crm' });
  let cache: { value: GeneralSettings; readMs: number } | null = null;

  const saved = async (): Promise<Partial<GeneralSettings> | null> => (await store().get({ key: 'settings' })) as Partial<GeneralSettings> | null;
  const flags = async (): Promise<Flags> => ((await store().get({ key: 'flags' })) as Flags | null) ?? {};
  const forget = (): void => {
    cache = null;
  };

  return {
    async general(): Promise<GeneralSettings> {
      const now = clock.now().getTime();
      if (cache && Math.abs(now - cache.readMs) < CACHE_MS) return cache.value;
      const value = { ...DEFAULTS, ...(await saved()) };
      cache = { value, readMs: now };
      return value;
    },

    async updateGeneral(change: Partial<GeneralSettings>): Promise<GeneralSettings> {
      const value = await transaction(strapi, async () => {
        const merged = { ...DEFAULTS, ...(await saved()), ...change };
        await store().set({ key: 'settings', value: merged });
        afterCommit(forget);
        return merged;
      });
      return value;
    },

    /** Whether somebody ever saved them; until then the defaults are only a guess. */
    async hasSavedGeneral(): Promise<boolean> {
      return (await saved()) !== null;
    },

    /** A small switch that a screen remembers for everybody, such as `setup.dismissed`. False until it is set. */
    async flag(name: string): Promise<boolean> {
      return (await flags())[name] ?? false;
    },

    async setFlag(name: string, value: boolean): Promise<void> {
      await transaction(strapi, async () => store().set({ key: 'flags', value: { ...(await flags()), [name]: value } }));
    },
  };
};
