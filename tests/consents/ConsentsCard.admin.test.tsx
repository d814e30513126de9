import '../support/fake-strapi-in-place';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConsentsCard } from '../../admin/src/consents/ConsentsCard';
import type { Consent } from '../../server/src/consents/contract';
import { aContact } from '../contacts/records';
import { pageOf, renderScreen } from '../support/admin-site';
import { answering, forgetEverything, sentTo } from '../support/fake-strapi';

afterEach(() => {
  cleanup();
  forgetEverything();
});

const aConsent = (change: Partial<Consent> = {}): Consent => ({
  id: 'n-1',
  purpose: 'marketing',
  state: 'given',
  method: 'form',
  at: '2026-03-12T10:30:00.000Z',
  text: 'Yes, send me <b>news</b> once a quarter.',
  textHash: 'aa',
  textVersion: '2026-03',
  locale: 'en',
  formId: 'f-1',
  formVersion: 3,
  page: 'https://site.example/contact',
  ipPrefix: '203.0.113.0/24',
  actor: { kind: 'visitor', name: 'Katrin Vogel' },
  note: null,
  ...change,
});

const Page = () => <ConsentsCard contact={aContact()} />;
const show = (current: readonly Consent[], permissions: readonly string[] = ['consents.read', 'consents.update']) => {
  answering('GET /crm/contacts/c-katrin/consents/current', () => ({ results: current }));
  return renderScreen({ Page, path: 'contacts', permissions });
};

test('each purpose is shown with what holds now and how it came about', async () => {
  await show([aConsent(), aConsent({ purpose: 'product-news', state: 'withdrawn', method: 'staff', actor: { kind: 'user', name: 'Lena Brandt' } })]);
  await screen.findByText('Marketing');
  screen.getByText('Given');
  screen.getByText(/by a form/);
  screen.getByText('Product news');
  screen.getByText('Withdrawn');
  screen.getByText(/by Lena Brandt/);
  expect(screen.queryByRole('button', { name: 'Withdraw Product news' })).toBeNull();
});

test('a withdrawal asks for the reason and shows what holds then', async () => {
  answering('POST /crm/contacts/c-katrin/consents/withdraw', () => aConsent({ state: 'withdrawn' }));
  await show([aConsent()]);
  await userEvent.click(await screen.findByRole('button', { name: 'Withdraw Marketing' }));
  await userEvent.type(screen.getByLabelText('Reason'), 'Asked us to stop');
  answering('GET /crm/contacts/c-katrin/consents/current', () => ({ results: [aConsent({ state: 'withdrawn' })] }));
  await userEvent.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Withdraw' }));
  await screen.findByText('Withdrawn');
  expect(sentTo('POST /crm/contacts/c-katrin/consents/withdraw')[0]?.body).toEqual({ purpose: 'marketing', note: 'Asked us to stop' });
});

test('a consent by phone needs the words that were agreed to', async () => {
  answering('POST /crm/contacts/c-katrin/consents', () => aConsent({ method: 'staff' }));
  await show([]);
  await screen.findByText('Nobody has asked this person yet.');
  await userEvent.click(screen.getByRole('button', { name: 'More for consents' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Record a consent' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  screen.getByText('Write down the words they agreed to');
  await userEvent.type(screen.getByLabelText(/The words they agreed to/), 'May we send you our news?');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sentTo('POST /crm/contacts/c-katrin/consents')[0]?.body).toMatchObject({ purpose: 'marketing', text: 'May we send you our news?' });
});

test('the history shows the words as text, never as markup', async () => {
  answering('GET /crm/contacts/c-katrin/consents', () => pageOf([aConsent()]));
  await show([aConsent()]);
  await userEvent.click(await screen.findByRole('button', { name: 'More for consents' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'History' }));
  await screen.findByText('Yes, send me <b>news</b> once a quarter.');
  screen.getByText('Text version 2026-03 · Form version 3 · https://site.example/contact · 203.0.113.0/24');
});

test('who may only read sees no way to change it, and who may not read sees nothing', async () => {
  await show([aConsent()], ['consents.read']);
  await screen.findByText('Marketing');
  expect(screen.queryByRole('button', { name: /Withdraw/ })).toBeNull();
  cleanup();
  forgetEverything();
  await show([aConsent()], ['contacts.read']);
  expect(screen.queryByText('Consents')).toBeNull();
  expect(sentTo('GET /crm/contacts/c-katrin/consents/current')).toEqual([]);
});
