import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { FormsPage } from '../../admin/src/forms/FormsPage';
import { refusal } from '../settings/strapi-admin';
import { aForm, aFormRow, pageOf } from './form-records';
import { openScreen } from './open-screen';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const COUNTS = { results: [{ formId: 'form-1', total: 212, quarantined: 3, failed: 0, lastReceivedAt: '2026-11-20T12:00:00.000Z' }] };

test('each form is a row with its state and what was sent', async () => {
  await openScreen(FormsPage, { answers: { 'GET /crm/forms': pageOf([aFormRow()]), 'GET /crm/submissions/counts': COUNTS } });

  const link = await screen.findByRole('link', { name: 'Contact us' });
  expect(link.getAttribute('href')).toBe('/plugins/crm/forms/form-1');
  await screen.findByRole('link', { name: '212' });
  const row = within(link.closest('tr') as HTMLElement);
  row.getByText('Live, v4');
  expect(row.getByRole('link', { name: '3' }).getAttribute('href')).toBe('/plugins/crm/submissions?filter.form=form-1&filter.state=quarantined');
});

test('without forms it says what a form is for', async () => {
  await openScreen(FormsPage, { answers: { 'GET /crm/forms': pageOf([]), 'GET /crm/submissions/counts': { results: [] } } });
  await screen.findByText('Turn visitors into leads');
  expect(screen.getAllByRole('button', { name: 'New form' })).toHaveLength(2);
});

test('a list that failed can be asked again', async () => {
  let isDown = true;
  await openScreen(FormsPage, {
    answers: { 'GET /crm/forms': () => (isDown ? refusal(500, 'Down') : pageOf([aFormRow()])), 'GET /crm/submissions/counts': COUNTS },
  });
  const retry = await screen.findByRole('button', { name: 'Try again' });
  isDown = false;
  fireEvent.click(retry);
  await screen.findByRole('link', { name: 'Contact us' });
});

test('a new form gets its address from its name and starts with the fields of a contact form', async () => {
  const { asked, router } = await openScreen(FormsPage, {
    answers: { 'GET /crm/forms': pageOf([]), 'GET /crm/submissions/counts': { results: [] }, 'POST /crm/forms': aForm({ id: 'form-9' }) },
  });
  await screen.findByText('Turn visitors into leads');
  fireEvent.click(screen.getAllByRole('button', { name: 'New form' })[0] as HTMLElement);
  fireEvent.change(screen.getByRole('textbox', { name: /Name/ }), { target: { value: 'Demo für Käufer!' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create form' }));

  await waitFor(() => expect(router.state.location.pathname).toBe('/plugins/crm/forms/form-9'));
  const body = asked.find(({ method }) => method === 'POST')?.body as { slug: string; fields: { name: string }[] };
  expect(body.slug).toBe('demo-fur-kaufer');
  expect(body.fields.map(({ name }) => name)).toEqual(['firstName', 'lastName', 'email', 'company', 'phone', 'message', 'marketing']);
});

test('an address that is taken is said at its field, and what was typed stays', async () => {
  await openScreen(FormsPage, {
    answers: {
      'GET /crm/forms': pageOf([]),
      'GET /crm/submissions/counts': { results: [] },
      'POST /crm/forms': refusal(409, 'slug taken', { code: 'form.slug-taken', field: 'slug' }),
    },
  });
  await screen.findByText('Turn visitors into leads');
  fireEvent.click(screen.getAllByRole('button', { name: 'New form' })[0] as HTMLElement);
  fireEvent.change(screen.getByRole('textbox', { name: /Name/ }), { target: { value: 'Contact us' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create form' }));

  await screen.findByText(/Another form already uses this slug/);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: /Slug/ }).value).toBe('contact-us');
});
