import '../support/fake-strapi-in-place';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import { CameFromCard } from '../../admin/src/visits/CameFromCard';
import type { Touch } from '../../server/src/contacts/contract';
import { aContact } from '../contacts/records';
import { renderScreen } from '../support/admin-site';
import { forgetEverything } from '../support/fake-strapi';

afterEach(() => {
  cleanup();
  forgetEverything();
});

const aTouch = (change: Partial<Touch> = {}): Touch => ({
  at: '2026-03-01T10:00:00.000Z',
  page: 'https://site.example/articles/harbour',
  landing: 'https://site.example/articles/harbour',
  referrer: null,
  utm: { utm_source: 'newsletter', utm_medium: 'email', utm_campaign: 'spring' },
  entry: null,
  ...change,
});

const show = (touches: { firstTouch: Touch | null; lastTouch: Touch | null }) => renderScreen({ Page: () => <CameFromCard contact={aContact(touches)} />, path: 'contacts' });

test('a contact tells what brought them the first time and the last time (F43)', async () => {
  await show({ firstTouch: aTouch(), lastTouch: aTouch({ at: '2026-04-01T10:00:00.000Z', utm: {}, referrer: 'https://www.google.com/', landing: 'https://site.example/pricing' }) });
  await screen.findByText('Campaign: spring');
  screen.getByText('newsletter · email');
  screen.getByText('Search: google.com');
  expect(screen.getByRole('link', { name: '/pricing' }).getAttribute('href')).toBe('https://site.example/pricing');
});

test('one visit is told once, and a script never becomes a link', async () => {
  await show({ firstTouch: aTouch({ utm: {}, landing: 'javascript:alert(1)' }), lastTouch: aTouch({ utm: {} }) });
  await screen.findByText('Directly');
  expect(screen.queryByText(/Last visit/)).toBeNull();
  expect(screen.queryByRole('link')).toBeNull();
});

test('nothing known, nothing shown', async () => {
  await show({ firstTouch: null, lastTouch: null });
  expect(screen.queryByText('Came from')).toBeNull();
});
