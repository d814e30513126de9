import '../support/fake-strapi-in-place';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ContactPage } from '../../admin/src/contacts/ContactPage';
import type { Contact } from '../../server/src/contacts/contract';
import type { TimelineEntry } from '../../server/src/timeline/contract';
import { pageOf, renderScreen } from '../support/admin-site';
import { answering, forgetEverything, refusal, sentTo } from '../support/fake-strapi';
import { aCompany } from '../companies/records';
import { aContact } from './records';

const submitted: TimelineEntry = {
  id: 't-1',
  kind: 'form.submitted',
  occurredAt: '2026-03-12T10:30:00.000Z',
  actor: { kind: 'visitor', name: 'Katrin Vogel' },
  text: 'Can we talk about phase 2?',
  detail: { formId: 'f', formName: 'Contact us', submissionId: 's-1', page: 'https://site.example/blog/pricing-guide?utm=x', suggested: ['phone'] },
  subject: { type: 'lead', id: 'l-1' },
  contact: { id: 'c-katrin', name: 'Katrin Vogel' },
  company: null,
  content: { uid: 'api::article.article', documentId: 'a-1', locale: null, title: 'Pricing guide 2026' },
};

beforeEach(() => {
  answering('GET /crm/contacts/c-katrin', () => aContact());
  answering('GET /crm/contacts/c-katrin/timeline', () => pageOf([submitted]));
  answering('GET /crm/companies/f-hafenkante', () => aCompany());
  answering('GET /crm/leads', () => pageOf([]));
});
afterEach(() => {
  cleanup();
  forgetEverything();
});

/** Without a layout every screen is a phone: one tab at a time. */
const show = ({ tab = 'overview', permissions }: { tab?: 'overview' | 'timeline' | 'related'; permissions?: readonly string[] } = {}) =>
  renderScreen({ Page: ContactPage, path: 'contacts/:id', at: `contacts/c-katrin?tab=${tab}`, permissions });

test('a form in the timeline tells where it was sent, and leads to the submission and to the entry', async () => {
  await show({ tab: 'timeline' });
  const form = await screen.findByRole('link', { name: 'Contact us' });
  expect(form.getAttribute('href')).toBe('/plugins/crm/submissions?peek=s-1');
  const entry = within(form.closest('li') as HTMLElement);
  entry.getByText('/blog/pricing-guide');
  entry.getByText('Can we talk about phase 2?');
  expect(entry.getByRole('link', { name: 'Pricing guide 2026' }).getAttribute('href')).toBe('/content-manager/collection-types/api%3A%3Aarticle.article/a-1');
});

test('the chips ask the server for one kind', async () => {
  await show({ tab: 'timeline' });
  await userEvent.click(await screen.findByRole('button', { name: 'Notes' }));
  await waitFor(() => expect(sentTo('GET /crm/contacts/c-katrin/timeline').at(-1)?.query.get('kind')).toBe('note'));
});

test('a note is saved and the timeline asked again', async () => {
  answering('POST /crm/contacts/c-katrin/notes', () => ({ ...submitted, id: 't-2', kind: 'note', text: 'Called back' }));
  await show({ tab: 'timeline' });
  await userEvent.type(await screen.findByLabelText('Write a note…'), 'Called back');
  const asked = sentTo('GET /crm/contacts/c-katrin/timeline').length;
  await userEvent.click(screen.getByRole('button', { name: 'Log note' }));
  await waitFor(() => expect(sentTo('GET /crm/contacts/c-katrin/timeline').length).toBeGreaterThan(asked));
  expect(sentTo('POST /crm/contacts/c-katrin/notes')[0]?.body).toEqual({ text: 'Called back' });
});

test('a suggestion of a form is accepted by one click', async () => {
  const suggestion = { id: 'g-1', field: 'phone', current: '+49 40 5550117', proposed: '+49 40 5550173', source: 'form:contact-us', createdAt: submitted.occurredAt };
  answering('GET /crm/contacts/c-katrin', () => aContact({ suggestions: [suggestion] }));
  answering('POST /crm/contacts/c-katrin/suggestions/g-1', () => aContact({ version: 4 }));
  await show({ tab: 'related' });
  await userEvent.click(await screen.findByRole('button', { name: 'Accept' }));
  expect(sentTo('POST /crm/contacts/c-katrin/suggestions/g-1')[0]?.body).toEqual({ accept: true });
});

const retitle = async (title: string) => {
  await userEvent.click(await screen.findByRole('button', { name: /^Job title: / }));
  const input = screen.getByRole('textbox', { name: 'Job title' });
  await userEvent.clear(input);
  await userEvent.type(input, `${title}{Enter}`);
};

/** Refuses what was not written against `current`. */
const guarding = (current: Contact) =>
  answering('PUT /crm/contacts/c-katrin', ({ body }) => {
    const { version, ...change } = body as { version: number };
    if (version !== current.version) throw refusal(409, 'stale', { code: 'stale-version', current, version: current.version });
    return { ...current, ...change, version: version + 1 };
  });

test('what somebody else saved in the same field is shown before it is replaced', async () => {
  guarding(aContact({ jobTitle: 'COO', version: 4 }));
  await show();
  await retitle('CEO');
  await screen.findAllByText('Meanwhile somebody saved “COO”. Save again to replace it.');
  await userEvent.type(screen.getByRole('textbox', { name: 'Job title' }), '{Enter}');
  await screen.findByRole('button', { name: 'Job title: CEO. Edit' });
  expect(sentTo('PUT /crm/contacts/c-katrin').map(({ body }) => body)).toEqual([
    { jobTitle: 'CEO', version: 3 },
    { jobTitle: 'CEO', version: 4 },
  ]);
});

test('a change that somebody else made elsewhere stays, and mine is saved', async () => {
  guarding(aContact({ tags: ['Key account'], version: 4 }));
  await show();
  await retitle('CEO');
  await screen.findByRole('button', { name: 'Job title: CEO. Edit' });
  screen.getByText('Key account');
});

test('a second address is added, and the first stays the one to use', async () => {
  answering('PUT /crm/contacts/c-katrin', () => aContact({ version: 4 }));
  await show();
  await userEvent.click(await screen.findByRole('button', { name: 'Edit E-mail' }));
  const drawer = within(screen.getByRole('dialog'));
  await userEvent.click(drawer.getByRole('button', { name: 'Add an address' }));
  await userEvent.type(drawer.getAllByLabelText('E-mail')[1] as HTMLElement, 'katrin@home.example');
  await userEvent.click(drawer.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sentTo('PUT /crm/contacts/c-katrin')).toHaveLength(1));
  expect(sentTo('PUT /crm/contacts/c-katrin')[0]?.body).toEqual({
    emails: [
      { value: 'kv@hafenkante.example', type: 'work', isPrimary: true },
      { value: 'katrin@home.example', type: 'work', isPrimary: false },
    ],
    version: 3,
  });
});

test('who may only read sees no editor', async () => {
  await show({ permissions: ['contacts.read'] });
  await screen.findByRole('heading', { name: 'Katrin Vogel' });
  expect(screen.queryByLabelText('Write a note…')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Edit E-mail' })).toBeNull();
});

test('a contact that is gone is told apart from a server that failed', async () => {
  answering('GET /crm/contacts/c-katrin', () => {
    throw refusal(404, 'There is no such contact', { code: 'not-found' });
  });
  await show();
  await screen.findByRole('heading', { name: 'Not found' });
});
