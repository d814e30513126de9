import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { SourcesPage } from '../../admin/src/sources/SourcesPage';
import type { SiteType, Source } from '../../server/src/sources/contract';
import { pageOf } from '../forms/form-records';
import { openScreen } from '../forms/open-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const RIGHTS = ['sources.read', 'sources.update'];
const TYPE: SiteType = {
  uid: 'api::contact-message.contact-message',
  name: 'Contact message',
  hasDraftAndPublish: false,
  attributes: [
    { name: 'email', type: 'email' },
    { name: 'newsletter', type: 'boolean' },
  ],
  suggested: [{ attribute: 'email', mapTo: 'contact.email' }],
};
const aSource = (more: Partial<Source> = {}): Source => ({
  id: 'source-1',
  name: 'Old form',
  uid: TYPE.uid,
  typeName: TYPE.name,
  trigger: 'created',
  watched: null,
  condition: null,
  fields: TYPE.suggested,
  target: 'lead',
  isStrict: false,
  isOn: true,
  isFromCode: false,
  submissions: 12,
  lastError: null,
  version: 1,
  createdAt: '2026-11-01T10:00:00.000Z',
  ...more,
});
const choose = async (select: HTMLElement, option: string): Promise<void> => {
  select.focus();
  fireEvent.keyDown(select, { key: 'ArrowDown' });
  fireEvent.keyDown(await screen.findByRole('option', { name: option, hidden: true }), { key: 'Enter' });
};
const answers = {
  'GET /crm/sources': pageOf([aSource()]),
  'GET /crm/sources/types': { results: [TYPE] },
  'GET /crm/sources/source-1/runs': { results: [] },
};

test('choosing a type fills in the mapping that its names suggest, and saving sends it', async () => {
  const { asked } = await openScreen(SourcesPage, { permissions: RIGHTS, at: '/?peek=new', answers: { ...answers, 'POST /crm/sources': aSource() } });
  const drawer = within(await screen.findByRole('dialog'));
  await choose(drawer.getByRole('combobox', { name: /Content type/ }), 'Contact message');
  expect((await drawer.findByRole('combobox', { name: 'email' })).textContent).toContain('Contact · E-mail');
  await choose(drawer.getByRole('combobox', { name: 'newsletter' }), 'Marketing consent');
  fireEvent.click(drawer.getByRole('button', { name: 'Create source' }));
  await waitFor(() =>
    expect(asked.find(({ method, path }) => method === 'POST' && path === '/crm/sources')?.body).toMatchObject({
      name: 'Contact message',
      uid: TYPE.uid,
      trigger: 'created',
      fields: [
        { attribute: 'email', mapTo: 'contact.email' },
        { attribute: 'newsletter', mapTo: null, purpose: 'marketing' },
      ],
    }),
  );
});

test('existing entries are looked at before they are brought in', async () => {
  const { asked } = await openScreen(SourcesPage, {
    permissions: RIGHTS,
    at: '/?peek=source-1',
    answers: {
      ...answers,
      'GET /crm/sources/source-1/preview': {
        total: 2,
        sample: [
          { documentId: 'a', title: 'Ana', answers: [{ name: 'email', label: 'Email', type: 'email', value: 'ana@example.com' }], isWanted: true, isKnown: true, problems: [] },
          { documentId: 'b', title: 'Bob', answers: [], isWanted: true, isKnown: false, problems: ['“Email” needs an address such as ana@example.com'] },
        ],
      },
      'POST /crm/sources/source-1/runs': { id: 'run-1', sourceId: 'source-1', state: 'running', seen: 0, captured: 0, skipped: 0, startedAt: '2026-11-01T10:00:00.000Z', finishedAt: null },
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Look first' }));
  await screen.findByText('Email: ana@example.com');
  screen.getByText('Captured already');
  screen.getByText('“Email” needs an address such as ana@example.com');
  expect(asked.some(({ method }) => method === 'POST')).toBe(false);

  fireEvent.click(screen.getByRole('button', { name: 'Bring in all' }));
  fireEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Bring in all' }));
  await waitFor(() => expect(asked.some(({ method, path }) => method === 'POST' && path === '/crm/sources/source-1/runs')).toBe(true));
});

test('a source from code shows where it is written and can’t be changed here', async () => {
  await openScreen(SourcesPage, { permissions: RIGHTS, at: '/?peek=source-1', answers: { ...answers, 'GET /crm/sources': pageOf([aSource({ isFromCode: true })]) } });
  const drawer = within(await screen.findByRole('dialog'));
  drawer.getByText(/pluginOptions\.crm\.capture/);
  expect(drawer.queryByRole('button', { name: 'Save' })).toBeNull();
});

test('without sources it says what they are for, and a list that failed can be asked again', async () => {
  await openScreen(SourcesPage, { permissions: RIGHTS, answers: { ...answers, 'GET /crm/sources': pageOf([]) } });
  await screen.findByText('No content source yet');
});

test('a refused save names the field', async () => {
  await openScreen(SourcesPage, {
    permissions: RIGHTS,
    at: '/?peek=source-1',
    answers: { ...answers, 'PUT /crm/sources/source-1': refusal(400, 'fields: Map each attribute once.', { code: 'invalid-input', errors: [{ path: ['fields'], message: 'Map each attribute once.' }] }) },
  });
  const drawer = within(await screen.findByRole('dialog'));
  fireEvent.change(await drawer.findByRole('textbox', { name: /Name/ }), { target: { value: 'Other' } });
  fireEvent.click(drawer.getByRole('button', { name: 'Save' }));
  await drawer.findByText('Map each attribute once.');
});
