import '../support/fake-strapi-in-place';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ContactsPage } from '../../admin/src/contacts/ContactsPage';
import { pageOf, renderScreen } from '../support/admin-site';
import { answering, forgetEverything, refusal, sentTo } from '../support/fake-strapi';
import { aContact, aContactRow } from './records';

beforeEach(() => answering('GET /crm/companies', () => pageOf([])));
afterEach(() => {
  cleanup();
  forgetEverything();
});

const show = (at?: string) => renderScreen({ Page: ContactsPage, path: 'contacts', at });

test('each contact is a row that leads to its page', async () => {
  answering('GET /crm/contacts', () => pageOf([aContactRow(), aContactRow({ id: 'c-tomasz', name: 'Tomasz Wierzbicki', lifecycleStage: 'lead' })]));
  await show();

  const link = await screen.findByRole('link', { name: 'Katrin Vogel' });
  expect(link.getAttribute('href')).toBe('/plugins/crm/contacts/c-katrin');
  const row = within(link.closest('tr') as HTMLElement);
  ['Hafenkante Logistik', 'Customer', 'kv@hafenkante.example', 'Form “contact-us”'].forEach((words) => row.getByText(words));
  screen.getByRole('link', { name: 'Tomasz Wierzbicki' });
});

test('the view “Mine” asks for my contacts', async () => {
  answering('GET /crm/contacts', () => pageOf([aContactRow()]));
  await show();
  await userEvent.click(await screen.findByRole('link', { name: 'Mine' }));
  await screen.findByRole('link', { name: 'Katrin Vogel' });
  expect(sentTo('GET /crm/contacts').at(-1)?.query.get('filters[owner]')).toBe('me');
});

test('an empty list says what will be here', async () => {
  answering('GET /crm/contacts', () => pageOf([]));
  await show();
  await screen.findByText('No contacts yet');
});

test('a list that failed can be asked again', async () => {
  answering('GET /crm/contacts', () => {
    throw refusal(500, 'Internal Server Error');
  });
  await show();
  const retry = await screen.findByRole('button', { name: 'Try again' });
  answering('GET /crm/contacts', () => pageOf([aContactRow()]));
  await userEvent.click(retry);
  await screen.findByRole('link', { name: 'Katrin Vogel' });
});

const fillIn = async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Add contact' }));
  const drawer = within(screen.getByRole('dialog'));
  await userEvent.type(drawer.getByLabelText('First name'), 'Katrin');
  await userEvent.type(drawer.getByLabelText('E-mail'), 'kv@hafenkante.example');
  await userEvent.click(drawer.getByRole('button', { name: 'Add contact' }));
  return drawer;
};

test('a contact that was added opens', async () => {
  answering('GET /crm/contacts', () => pageOf([]));
  answering('POST /crm/contacts', () => aContact());
  await show();
  await fillIn();

  expect((await screen.findByText('/plugins/crm/contacts/c-katrin')).tagName).toBe('OUTPUT');
  expect(sentTo('POST /crm/contacts')[0]?.body).toMatchObject({
    firstName: 'Katrin',
    lastName: null,
    emails: [{ value: 'kv@hafenkante.example', type: 'work', isPrimary: true }],
    phones: [],
    ownerId: 'u-lena',
    companyId: null,
  });
});

test('an address that somebody else has is refused at its field, with the way to them', async () => {
  answering('GET /crm/contacts', () => pageOf([]));
  answering('POST /crm/contacts', () => {
    const details = { code: 'contact.email-taken', field: 'emails', value: 'kv@hafenkante.example', contact: { id: 'c-other', name: 'Katrin V.' } };
    throw refusal(409, 'emails: taken', details);
  });
  await show();
  const drawer = await fillIn();

  const link = await drawer.findByRole('link', { name: 'Open Katrin V.' });
  expect(link.getAttribute('href')).toBe('/plugins/crm/contacts/c-other');
  drawer.getByText('Another contact has this e-mail address.');
  expect((drawer.getByLabelText('First name') as HTMLInputElement).value).toBe('Katrin');
});
