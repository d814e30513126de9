import { describe, expect, test } from '@jest/globals';
import { originOf, pathOf } from '../../admin/src/leads/lead-path';
import { responseClock } from '../../admin/src/leads/response-clock';
import type { Lead, LeadStatus } from '../../server/src/leads/contract';

const at = (clock: string): string => `2026-03-12T${clock}:00.000Z`;
const now = Date.parse(at('11:00'));

const timed = { status: 'new' as LeadStatus, createdAt: at('10:00'), firstResponseDueAt: at('12:00'), firstRespondedAt: null };

describe('the answer clock', () => {
  test('counts what is used up and what is left', () => {
    expect(responseClock(timed, now)).toEqual({ state: 'waiting', waited: 60, left: 60, elapsed: 0.5 });
  });

  test('is late after the agreed time, in whole days once that says enough', () => {
    expect(responseClock({ ...timed, firstResponseDueAt: at('10:30') }, now)).toMatchObject({ state: 'late', waited: 60, late: 30 });
    expect(responseClock(timed, now + 5.2 * 86_400_000)).toMatchObject({ state: 'late', late: 5 * 1440 });
  });

  test('stops at the first answer, whatever becomes of the lead', () => {
    expect(responseClock({ ...timed, status: 'junk', firstRespondedAt: at('10:12') }, now)).toMatchObject({ state: 'answered', after: 12, isInTime: true });
    expect(responseClock({ ...timed, status: 'junk' }, now)).toMatchObject({ state: 'closed' });
  });
});

describe('what brought them', () => {
  const page = { utm: {}, referrer: null, landingPage: 'https://site.example/contact' };

  test.each([
    ['a campaign says more than a referrer', { utm: { utm_campaign: 'spring', utm_source: 'newsletter' }, referrer: 'https://www.google.de/' }, { kind: 'campaign', name: 'spring', note: 'newsletter' }],
    ['a click id names the network', { utm: { gclid: 'x' } }, { kind: 'ad', name: 'Google', note: null }],
    ['a search engine', { referrer: 'https://www.google.co.uk/' }, { kind: 'search', name: 'google.co.uk', note: null }],
    ['another site', { referrer: 'https://notgoogle.example/blog' }, { kind: 'site', name: 'notgoogle.example', note: null }],
    ['the own site', { referrer: 'https://site.example/relaunch' }, { kind: 'own', name: '/relaunch', note: null }],
  ])('%s', (_, parts, origin) => {
    expect(originOf({ ...page, ...parts })).toEqual(origin);
  });

  test('nothing is made up where nothing is known, and no other scheme is believed', () => {
    expect(originOf(page)).toBeNull();
    expect(originOf({ ...page, referrer: 'javascript:alert(1)' })).toBeNull();
  });
});

describe('the path', () => {
  const lead = (parts: Partial<Lead>) => ({ ...timed, utm: {}, referrer: null, landingPage: null, statusChangedAt: timed.createdAt, recycleCount: 0, ...parts }) as Lead;
  const kinds = (parts: Partial<Lead>) => pathOf(lead(parts), now).map(({ kind }) => kind);

  test('ends with now while somebody waits, and with the answer after it', () => {
    expect(kinds({})).toEqual(['entered', 'now']);
    expect(kinds({ status: 'contacted', firstRespondedAt: at('10:12'), statusChangedAt: at('10:12') })).toEqual(['entered', 'answered']);
  });

  test('tells a later status and a return', () => {
    expect(kinds({ status: 'qualified', firstRespondedAt: at('10:12'), statusChangedAt: at('10:40') })).toEqual(['entered', 'answered', 'moved']);
    expect(kinds({ recycleCount: 1, statusChangedAt: at('10:40') })).toEqual(['entered', 'moved', 'now']);
  });
});
