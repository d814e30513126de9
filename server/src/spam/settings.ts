import type { z } from 'zod';
import type { CrmConfig } from '../config';
import type { Context } from '../kernel/context';
import { keysFor } from '../kernel/keys';
import { afterCommit, transaction } from '../kernel/transaction';
import { CAPTCHA_PROVIDERS, type CaptchaProvider, type SpamSettings, type spamSettingsInput } from './contract';

const KEY = 'spam';
const CACHE_MS = 5_000;
const MIN_SCORE = 0.5;

interface KeyPair {
  siteKey: string | null;
  secret: string | null;
  minScore: number;
}

/** As they lie in the plugin store: every `secret` is sealed. */
type Saved = Partial<Record<CaptchaProvider, Partial<KeyPair>>> & { holdsDisposable?: boolean; holdsRoleAddresses?: boolean };

/** One read for many askers, at most `ms` old. A read that failed is tried again by the next asker. */
export const remembered = <T>(load: () => Promise<T>, ms: number) => {
  let known: { at: number; value: Promise<T> } | undefined;
  const forget = (): void => {
    known = undefined;
  };
  return {
    get(): Promise<T> {
      if (!known || Date.now() - known.at >= ms) {
        known = { at: Date.now(), value: load() };
        known.value.catch(forget);
      }
      return known.value;
    },
    forget,
  };
};

/** Keys of the captcha providers and what the owner wants held. Secrets are sealed at rest and never handed out. */
export const createSpamSettings = ({ strapi }: Pick<Context, 'strapi'>, config: CrmConfig['capture']['captcha']) => {
  const keys = keysFor(strapi, 'captcha-secrets');
  const store = () => strapi.store({ type: 'plugin', name: 'crm' });
  const read = async (): Promise<Saved> => ((await store().get({ key: KEY })) as Saved | null) ?? {};
  const saved = remembered(read, CACHE_MS);

  const pairOf = (all: Saved, provider: CaptchaProvider): KeyPair => {
    const { siteKey = null, secret = null, minScore = MIN_SCORE } = all[provider] ?? {};
    return { siteKey, secret: secret && keys.open(secret), minScore, ...config[provider] };
  };
  const viewOf = (all: Saved): SpamSettings => {
    const view = (provider: CaptchaProvider) => {
      const { siteKey, secret, minScore } = pairOf(all, provider);
      return { siteKey, hasSecret: secret !== null, isFromConfig: config[provider] !== undefined, minScore };
    };
    const { minScore: _turnstile, ...turnstile } = view('turnstile');
    const { minScore: _hcaptcha, ...hcaptcha } = view('hcaptcha');
    return { turnstile, hcaptcha, recaptcha: view('recaptcha'), holdsDisposable: all.holdsDisposable ?? false, holdsRoleAddresses: all.holdsRoleAddresses ?? false };
  };

  return {
    keysOf: async (provider: CaptchaProvider): Promise<KeyPair> => pairOf(await saved.get(), provider),
    holds: async (): Promise<Pick<SpamSettings, 'holdsDisposable' | 'holdsRoleAddresses'>> => viewOf(await saved.get()),
    settings: async (): Promise<SpamSettings> => viewOf(await read()),

    /** What is left out stays; other processes see it within five seconds. */
    async updateSettings(change: z.output<typeof spamSettingsInput>): Promise<SpamSettings> {
      return transaction(strapi, async () => {
        const before = await read();
        const after: Saved = { ...before, ...change };
        for (const provider of CAPTCHA_PROVIDERS) {
          const { secret, ...rest } = change[provider] ?? {};
          after[provider] = { ...before[provider], ...rest, ...(secret === undefined ? {} : { secret: secret && keys.seal(secret) }) };
        }
        await store().set({ key: KEY, value: after });
        afterCommit(saved.forget);
        return viewOf(after);
      });
    },
  };
};
