import type { Lead, LeadStatus } from '../../../server/src/leads/contract';
import type { Tone } from '../ui/styles';
import { isBinned } from './lead-status';
import { CLOCK_TONES, responseClock } from './response-clock';

/** The click ids that ad networks append to an address. */
const AD_NETWORKS: Readonly<Record<string, string>> = {
  gclid: 'Google',
  gbraid: 'Google',
  wbraid: 'Google',
  dclid: 'Google',
  fbclid: 'Meta',
  msclkid: 'Microsoft',
  ttclid: 'TikTok',
  li_fat_id: 'LinkedIn',
  twclid: 'X',
};
const SEARCH_ENGINES = /(^|\.)(google|bing|duckduckgo|ecosia|qwant|startpage|yahoo|yandex|baidu|search\.brave)\.[a-z.]+$/;

export type Origin =
  | { kind: 'campaign'; name: string; note: string | null }
  | { kind: 'ad'; name: string; note: null }
  | { kind: 'search'; name: string; note: null }
  | { kind: 'site'; name: string; note: null }
  | { kind: 'own'; name: string; note: null };

export type PathStop =
  | { kind: 'origin'; at: null; origin: Origin }
  | { kind: 'entered'; at: string }
  | { kind: 'answered'; at: string }
  | { kind: 'moved'; at: string; status: LeadStatus }
  | { kind: 'now'; at: string; tone: Tone };

export const parseAddress = (address: string | null): URL | null => {
  if (!address || !URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
};

const bareHost = ({ hostname }: URL): string => hostname.replace(/^www\./, '');

/** What brought the visitor to the page with the form, as far as that page knew. */
export const originOf = ({ utm, referrer, landingPage }: Pick<Lead, 'utm' | 'referrer' | 'landingPage'>): Origin | null => {
  const campaign = utm.utm_campaign ?? utm.utm_source;
  if (campaign) {
    const rest = [utm.utm_source, utm.utm_medium, utm.utm_content, utm.utm_term].filter((part) => part && part !== campaign);
    return { kind: 'campaign', name: campaign, note: rest.join(' · ') || null };
  }
  const network = Object.keys(utm).flatMap((name) => AD_NETWORKS[name] ?? [])[0];
  if (network) return { kind: 'ad', name: network, note: null };

  const from = parseAddress(referrer);
  if (!from) return null;
  if (from.host === parseAddress(landingPage)?.host) return { kind: 'own', name: from.pathname, note: null };
  return { kind: SEARCH_ENGINES.test(from.hostname) ? 'search' : 'site', name: bareHost(from), note: null };
};

const isAfter = (one: string, other: string | null): boolean => other === null || Date.parse(one) > Date.parse(other);

/** From what brought them here to how it stands, with only what is known. */
export const pathOf = (lead: Lead, now: number): PathStop[] => {
  const origin = originOf(lead);
  const { status, statusChangedAt, firstRespondedAt } = lead;
  const clock = responseClock(lead, now);
  const hasMoved = (status !== 'new' || lead.recycleCount > 0) && isAfter(statusChangedAt, firstRespondedAt);
  const waits = clock.state === 'waiting' || clock.state === 'late';

  return [
    ...(origin ? [{ kind: 'origin', at: null, origin } as const] : []),
    { kind: 'entered', at: lead.createdAt },
    ...(firstRespondedAt === null ? [] : [{ kind: 'answered', at: firstRespondedAt } as const]),
    ...(hasMoved || isBinned(status) ? [{ kind: 'moved', at: statusChangedAt, status } as const] : []),
    ...(waits ? [{ kind: 'now', at: new Date(now).toISOString(), tone: CLOCK_TONES[clock.state] } as const] : []),
  ];
};
