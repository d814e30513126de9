import '../support/fake-strapi-in-place';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LeadPage } from '../../admin/src/leads/LeadPage';
import type { Lead } from '../../server/src/leads/contract';
import { LENA, pageOf, renderScreen } from '../support/admin-site';
import { answering, forgetEverything, refusal, sentTo } from '../support/fake-strapi';

const MINUTE = 60_000;
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();
const QUESTION = 'Can you move us to a new site before the season starts?';

/** The column beside is a tab on phones, and jsdom knows no width. */
const BESIDE = { hidden: true };

const aLead = (parts: Partial<Lead> = {}): Lead => ({
  id: 'l-tomasz',
  name: 'Tomasz Wierzbicki',
  firstName: 'Tomasz',
  lastName: 'Wierzbicki',
  email: 'tomasz@kielwasser.example',
  phone: '+49 431 5550 142',
  jobTitle: null,
  companyName: 'Kielwasser Charter',
  message: QUESTION,
  amountHint: null,
  unqualifiedReason: null,
  recycleCount: 0,
  status: 'new',
  nextStatuses: ['contacted', 'nurture', 'qualified', 'unqualified', 'junk'],
  source: 'form',
  form: { id: 'f-contact', name: 'Contact us' },
  landing: { uid: 'api::article.article', documentId: 'a1', locale: 'de', title: 'Relaunch checklist' },
  contact: null,
  company: { id: 'c-kielwasser', name: 'Kielwasser Charter GmbH' },
  owner: null,
  tags: [],
  answers: [
    { name: 'email', label: 'Your e-mail', type: 'email', value: 'tomasz@kielwasser.example' },
    { name: 'message', label: 'Your message', type: 'textarea', value: QUESTION },
    { name: 'consent', label: 'May we write to you?', type: 'consent', value: true },
  ],
  submissionId: 's-1',
  utm: {},
  landingPage: 'https://site.example/relaunch',
  referrer: 'https://www.google.com/',
  createdAt: ago(26),
  statusChangedAt: ago(26),
  updatedAt: ago(26),
  firstResponseDueAt: ago(-34),
  firstRespondedAt: null,
  teamMedianResponseMinutes: 18,
  isTest: false,
  isSample: false,
  version: 3,
  ...parts,
});

const ALL = ['leads.read', 'leads.update', 'contacts.read', 'companies.read', 'submissions.read', 'forms.read'];

const show = async (lead: Lead = aLead(), permissions: readonly string[] = ALL) => {
  answering('GET /crm/leads/l-tomasz', () => lead);
  answering('GET /crm/leads/l-tomasz/timeline', () => pageOf([]));
  await renderScreen({ Page: LeadPage, path: 'leads/:id', at: 'leads/l-tomasz', permissions });
  await screen.findByRole('heading', { level: 1, name: lead.name });
};

afterEach(() => {
  cleanup();
  forgetEverything();
});

test('the page says how long they wait, why they are here, and what they wrote', async () => {
  await show();
  screen.getByText('26 min waiting');
  screen.getByText('34 min left to answer');
  screen.getByText('Team median 18 min');
  screen.getByText('Found you by search, then wrote.');
  screen.getByText('Nobody has answered');
  expect(screen.getByRole('link', { name: 'Contact us' }).getAttribute('href')).toBe('/plugins/crm/forms/f-contact');
  expect(screen.getByRole('link', { name: 'Relaunch checklist' }).getAttribute('href')).toContain('/content-manager/collection-types/api%3A%3Aarticle.article/a1');
  expect(screen.getAllByText(QUESTION)).toHaveLength(1);
  screen.getByText('May we write to you?');
  expect(screen.getByRole('link', { name: 'Open submission' }).getAttribute('href')).toBe('/plugins/crm/submissions?peek=s-1');
  expect(screen.getByRole('link', { name: 'Kielwasser Charter GmbH', ...BESIDE }).getAttribute('href')).toBe('/plugins/crm/companies/c-kielwasser');
  expect(screen.getByRole('link', { name: 'Call' }).getAttribute('href')).toBe('tel:+494315550142');
  expect(screen.getByRole('link', { name: 'E-mail' }).getAttribute('href')).toBe('mailto:tomasz@kielwasser.example');
});

test('an answer stops the clock', async () => {
  await show(aLead({ status: 'contacted', nextStatuses: ['nurture', 'qualified', 'unqualified', 'junk'], firstRespondedAt: ago(14), statusChangedAt: ago(14) }));
  screen.getByText('Answered in 12 min');
  screen.getByText('12 min later');
  expect(screen.queryByText('Nobody has answered')).toBeNull();
});

test('claiming makes me the owner of the version on screen', async () => {
  await show();
  answering('PUT /crm/leads/l-tomasz', () => aLead({ owner: LENA, version: 4 }));
  await userEvent.click(screen.getByRole('button', { name: 'Claim' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Claim' })).toBeNull());
  expect(sentTo('PUT /crm/leads/l-tomasz')[0]?.body).toEqual({ ownerId: 'u-lena', version: 3 });
});

test('who claims second learns who was first', async () => {
  await show();
  const current = aLead({ owner: { id: 'u-max', name: 'Max Ott' }, version: 4 });
  answering('PUT /crm/leads/l-tomasz', () => {
    throw refusal(409, 'Stale', { code: 'stale-version', current });
  });
  await userEvent.click(screen.getByRole('button', { name: 'Claim' }));
  expect((await screen.findAllByText(/“Max Ott”/)).length).toBeGreaterThan(0);
});

test('a step is a click, and what is put aside needs a reason', async () => {
  await show();
  answering('POST /crm/leads/l-tomasz/status', () => aLead({ status: 'contacted', firstRespondedAt: ago(0), statusChangedAt: ago(0), nextStatuses: ['qualified', 'junk'] }));
  await userEvent.click(within(screen.getByRole('list', { name: 'Status of the lead' })).getByRole('button', { name: /^Contacted/ }));
  await screen.findByText('Answered in 26 min');

  await userEvent.click(screen.getByRole('button', { name: 'More for Tomasz Wierzbicki' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Mark as junk' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Mark as junk' }).disabled).toBe(true);
  await userEvent.click(dialog.getByRole('button', { name: 'Spam' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Mark as junk' }));
  await waitFor(() => expect(sentTo('POST /crm/leads/l-tomasz/status').map(({ body }) => body)).toEqual([{ status: 'contacted' }, { status: 'junk', reason: 'Spam' }]));
});

test('a field saves in place, with its version', async () => {
  await show();
  answering('PUT /crm/leads/l-tomasz', () => aLead({ phone: '+49 40 1', version: 4 }));
  await userEvent.click(screen.getByRole('button', { name: /^Phone:/, ...BESIDE }));
  const input = screen.getByRole('textbox', { name: 'Phone', ...BESIDE });
  await userEvent.clear(input);
  await userEvent.type(input, '+49 40 1{Enter}');
  await waitFor(() => expect(sentTo('PUT /crm/leads/l-tomasz')[0]?.body).toEqual({ phone: '+49 40 1', version: 3 }));
});

test('who may only read gets no buttons that would fail', async () => {
  await show(aLead(), ['leads.read']);
  expect(screen.queryByRole('button', { name: 'Claim' })).toBeNull();
  expect(screen.queryByRole('button', { name: /^More for/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Contacted/ })).toBeNull();
});

test('a record that failed can be asked again; one that is gone says so', async () => {
  const at = { Page: LeadPage, path: 'leads/:id', at: 'leads/l-tomasz', permissions: ALL };
  answering('GET /crm/leads/l-tomasz', () => {
    throw refusal(500, 'Internal Server Error');
  });
  await renderScreen(at);
  await screen.findByRole('button', { name: 'Try again' });
  cleanup();
  answering('GET /crm/leads/l-tomasz', () => {
    throw refusal(404, 'There is no such lead');
  });
  await renderScreen(at);
  await screen.findByRole('heading', { name: 'Not found' });
});
