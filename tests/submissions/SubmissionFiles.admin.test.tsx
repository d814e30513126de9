import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { SubmissionsPage } from '../../admin/src/submissions/SubmissionsPage';
import type { StoredFile } from '../../server/src/files/contract';
import { aFormRow, aSubmission, pageOf } from '../forms/form-records';
import { openScreen } from '../forms/open-screen';
import { refusal } from '../settings/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('../settings/strapi-admin'));

const CV: StoredFile = { id: 'file-1', field: 'cv', name: 'Jana Novak.pdf', mime: 'application/pdf', bytes: 1_500_000, state: 'stored', width: null, height: null };
const GONE: StoredFile = { ...CV, id: 'file-2', name: 'gone.png', mime: 'image/png', state: 'missing' };

let saved: { name: string; file: Blob }[];

beforeEach(() => {
  saved = [];
  const files = new Map<string, Blob>();
  Object.assign(URL, {
    createObjectURL: (file: Blob) => {
      const address = `blob:${files.size}`;
      files.set(address, file);
      return address;
    },
    revokeObjectURL: () => undefined,
  });
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, file: files.get(this.href)! });
  });
});
afterEach(() => jest.restoreAllMocks());

const open = (submission: ReturnType<typeof aSubmission>, more: Record<string, unknown> = {}, permissions = ['submissions.read', 'files.read']) =>
  openScreen(SubmissionsPage, {
    at: '/?peek=sub-1',
    permissions,
    answers: {
      'GET /crm/submissions': pageOf([submission]),
      'GET /crm/submissions/counts': { results: [] },
      'GET /crm/forms': pageOf([aFormRow()]),
      'GET /crm/submissions/sub-1': submission,
      'GET /crm/files/file-1': new Blob(['%PDF-']),
      ...more,
    },
  });

const DOWNLOAD = { name: 'Download Jana Novak.pdf' };

test('a file is saved under its name with one click, and one that is gone says so', async () => {
  const { asked } = await open(aSubmission({ files: [CV, GONE] }));
  const drawer = within(await screen.findByRole('dialog'));
  fireEvent.click(await drawer.findByRole('button', DOWNLOAD));
  await waitFor(() => expect(saved).toEqual([{ name: 'Jana Novak.pdf', file: expect.any(Blob) }]));
  expect(asked.find(({ path }) => path === '/crm/files/file-1')?.query.toString()).toBe('');
  drawer.getByText('application/pdf, 1.4 MB');
  drawer.getByText('No longer on the server’s disk');
  expect(drawer.queryByRole('button', { name: 'Download gone.png' })).toBeNull();
});

test('a file of a held submission is saved only after a warning that was confirmed (F42)', async () => {
  const { asked } = await open(aSubmission({ state: 'quarantined', files: [CV] }));
  fireEvent.click(await screen.findByRole('button', DOWNLOAD));
  const warning = within(await screen.findByRole('alertdialog'));
  warning.getByText(/It was checked for its type, not for viruses/);
  expect(asked.some(({ path }) => path === '/crm/files/file-1')).toBe(false);
  fireEvent.click(warning.getByRole('button', { name: 'Download' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(asked.find(({ path }) => path === '/crm/files/file-1')?.query.get('acknowledged')).toBe('true');
});

test('a refused download says why', async () => {
  await open(aSubmission({ files: [CV] }), { 'GET /crm/files/file-1': refusal(429, 'Too many requests. Try again in 40 seconds.', { code: 'too-many-requests' }) });
  fireEvent.click(await screen.findByRole('button', DOWNLOAD));
  await screen.findByText('Too many requests. Try again in 40 seconds.');
  expect(saved).toEqual([]);
});

test('who may not read files sees their names only', async () => {
  await open(aSubmission({ files: [CV] }), {}, ['submissions.read']);
  await screen.findByText(/Jana Novak\.pdf/);
  expect(screen.queryByRole('button', DOWNLOAD)).toBeNull();
});
