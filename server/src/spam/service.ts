import type { CrmConfig } from '../config';
import type { FormsService, PublishedForm } from '../forms';
import type { Context } from '../kernel/context';
import type { Door } from '../kernel/door';
import { keysFor } from '../kernel/keys';
import { within } from '../kernel/within';
import type { Reason, SubmissionsService } from '../submissions';
import type { TrafficService } from '../traffic';
import { createAltcha } from './altcha';
import { createBlocklist } from './blocklist';
import { CAPTCHA_TIMEOUT_MS, verifyCaptcha, type CaptchaVerdict, type Fetch } from './captcha';
import { REASON_POINTS } from './contract';
import { createChallengeDoor } from './door';
import { reasonsOf, type Evidence } from './judge';
import { createRepeats } from './repeats';
import { createSpamSettings } from './settings';

const LOG_AGAIN_MS = 60_000;

interface Dependencies {
  config: CrmConfig['capture'];
  forms: Pick<FormsService, 'published'>;
  submissions: Pick<SubmissionsService, 'networksThatSent'>;
  traffic: Pick<TrafficService, 'limit'>;
  /** How the captcha providers are reached. Nothing but code can change it. */
  fetch?: Fetch;
}

export const createSpamService = (context: Context, { config, forms, submissions, traffic, fetch = globalThis.fetch }: Dependencies) => {
  const { strapi, clock } = context;
  const pageTokens = keysFor(strapi, 'page-token');
  const altcha = createAltcha(context);
  const blocklist = createBlocklist(context);
  const repeats = createRepeats(submissions.networksThatSent);
  const { keysOf, holds, settings, updateSettings } = createSpamSettings(context, config.captcha);
  let loggedMs = 0;

  /** A broken database would otherwise say so for every visitor. */
  const log = (check: string, error: unknown): void => {
    if (Date.now() - loggedMs < LOG_AGAIN_MS) return;
    loggedMs = Date.now();
    strapi.log.error(`CRM could not check submissions for spam (${check}): they are held. ${(error as Error).name} ${(error as { code?: string }).code ?? ''}`);
  };

  const captchaOf = async ({ form, captcha: answer, isFinal, origin, isOwnPage }: Evidence): Promise<CaptchaVerdict | 'not-asked'> => {
    const { captcha } = form.settings;
    if (captcha === 'none' || !isFinal) return 'not-asked';
    if (answer === null) return 'failed';
    if (captcha === 'altcha') return altcha.spend(form.key, answer);
    const { secret, minScore } = await keysOf(captcha);
    if (secret === null) return 'unavailable';
    const origins = form.allowedOrigins.length > 0 && !isOwnPage ? form.allowedOrigins : origin === null ? null : [origin];
    return verifyCaptcha(fetch, captcha, { answer, hosts: origins?.map((one) => new URL(one).hostname) ?? null, secret, minScore });
  };

  const verdictOn = async (evidence: Evidence): Promise<Reason[]> => {
    const now = clock.now();
    let isUnchecked = false;
    const look = async <T>(check: string, work: () => Promise<T>, otherwise: T, isOfCaptcha = false): Promise<T> => {
      try {
        return await within(CAPTCHA_TIMEOUT_MS, work());
      } catch (error) {
        log(check, error);
        isUnchecked ||= !isOfCaptcha;
        return otherwise;
      }
    };
    const [isBlocked, isRepeated, captcha, { holdsDisposable, holdsRoleAddresses }] = await Promise.all([
      look('blocklist', () => blocklist.isBlocked(evidence), false),
      look('repeated answers', () => repeats.isCampaign(evidence.payloadHash, evidence.ipPrefix, now), false),
      look<CaptchaVerdict | 'not-asked'>('captcha', () => captchaOf(evidence), 'unavailable', true),
      look('settings', holds, { holdsDisposable: false, holdsRoleAddresses: false }),
    ]);
    const issuedAt = evidence.token === null ? null : pageTokens.stampedAt(evidence.form.key, evidence.token);
    const pageAgeMs = issuedAt && now.getTime() - issuedAt.getTime();
    return reasonsOf(evidence, { pageAgeMs, captcha, isBlocked, isRepeated, isUnchecked, holdsDisposable, holdsRoleAddresses });
  };

  return {
    /**
     * The one judge, for every door, called once for each thing a visitor sends. Never throws and answers within three
     * seconds: what can't be looked at is a reason to hold. Not for a transaction: it may ask a captcha provider.
     */
    async judge(evidence: Evidence): Promise<Reason[]> {
      if (evidence.isTest) return [];
      try {
        return await verdictOn(evidence);
      } catch (error) {
        log('verdict', error);
        return [{ reason: 'check_failed', points: REASON_POINTS.check_failed }];
      }
    },

    /** For the page that shows the form: says when, and for which form. */
    pageToken: (formKey: string): string => pageTokens.stamp(formKey, clock.now()),

    /** What a page needs to show the captcha that the form asks for. */
    async publicCaptcha({ settings: { captcha } }: Pick<PublishedForm, 'settings'>): Promise<{ provider: typeof captcha; siteKey: string | null }> {
      const hasKeys = captcha !== 'none' && captcha !== 'altcha';
      return { provider: captcha, siteKey: hasKeys ? (await keysOf(captcha)).siteKey : null };
    },

    door: (): Door => createChallengeDoor({ strapi, forms, traffic, trustedProxyHops: config.trustedProxyHops, challenge: altcha.challenge }),
    purgeChallenges: altcha.purge,

    settings,
    updateSettings,
    listBlocked: blocklist.listBlocked,
    createBlocked: blocklist.createBlocked,
    updateBlocked: blocklist.updateBlocked,
    removeBlocked: blocklist.removeBlocked,
    flushHits: blocklist.flushHits,
  };
};

export type SpamService = ReturnType<typeof createSpamService>;
