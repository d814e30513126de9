import '../support/fake-strapi-in-place';
import { afterEach, expect, jest, test } from '@jest/globals';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LeadsPage } from '../../admin/src/leads/LeadsPage';
import { LEAD_STATUSES, type LeadRow } from '../../server/src/leads/contract';
import { pageOf, renderScreen } from '../support/admin-site';
import { answering, forgetEverything, refusal, sentTo } from '../support/fake-strapi';

const MINUTE = 60_000;
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();

const aLead = (parts: Partial<LeadRow> = {}): LeadRow => ({
  id: 'l-tomasz',
  name: 'Tomasz Wierzbicki',
  email: 'tomasz@kielwasser.example',
  phone: null,
  companyName: 'Kielwasser Charter',
  status: 'new',
  source: 'form',
  form: { id: 'f-contact', name: 'Contact us' },
  landing: { uid: 'api::article.article', documentId: 'a1', locale: null, title: 'Relaunch checklist' },
  contact: null,
  company: null,
  owner: null,
  tags: [],
  createdAt: ago(26),
  firstResponseDueAt: ago(-34),
  firstRespondedAt: null,
  isTest: false,
  isSample: false,
  ...parts,
});

const counts = (byStatus: Partial<Record<(typeof LEAD_STATUSES)[number], number>>) => ({
  byStatus: { ...Object.fromEntries(LEAD_STATUSES.map((status) => [status, 0])), ...byStatus },
  mine: 0,
  unassigned: byStatus.new ?? 0,
});

const show = async (rows: readonly LeadRow[], total = counts({ new: rows.length })) => {
  answering('GET /crm/leads', () => pageOf(rows));
  answering('GET /crm/leads/counts', () => total);
  answering('GET /crm/forms', () => pageOf([]));
  return renderScreen({ Page: LeadsPage, path: 'leads', permissions: ['leads.read', 'leads.create', 'leads.update', 'forms.read', 'forms.create'] });
};

const rowOf = (name: string) => within(screen.getByRole('link', { name }).closest('tr') as HTMLElement);

afterEach(() => {
  jest.useRealTimers();
  cleanup();
  forgetEverything();
});

test('each lead says in words where it stands and how its answer clock runs', async () => {
  await show(
    [
      aLead(),
      aLead({ id: 'l-late', name: 'Faruk Demirci', createdAt: ago(180), firstResponseDueAt: ago(120) }),
      aLead({ id: 'l-done', name: 'Ines Albers', status: 'contacted', createdAt: ago(60), firstRespondedAt: ago(48), source: 'manual', form: null, landing: null, isTest: true }),
    ],
    counts({ new: 2, contacted: 1, junk: 4 }),
  );

  const link = await screen.findByRole('link', { name: 'Tomasz Wierzbicki' });
  expect(link.getAttribute('href')).toBe('/plugins/crm/leads/l-tomasz');
  rowOf('Tomasz Wierzbicki').getByText('due in 34 min');
  rowOf('Tomasz Wierzbicki').getByTitle('Contact us · Relaunch checklist');
  rowOf('Faruk Demirci').getByText('late by 2 hr');
  rowOf('Ines Albers').getByText('answered in 12 min');
  rowOf('Ines Albers').getByText('Added by hand');
  rowOf('Ines Albers').getByText('Test');
  const views = within(screen.getByRole('navigation', { name: 'Leads' }));
  await waitFor(() => expect(views.getAllByRole('link').map((tab) => tab.textContent)).toEqual(['Open3', 'New2', 'Mine0', 'Unassigned2', 'Unqualified & junk4', 'All7']));
});

test('a view asks for its statuses and its owner', async () => {
  await show([aLead()]);
  await userEvent.click(await screen.findByRole('link', { name: /^Mine/ }));
  await waitFor(() => {
    const query = sentTo('GET /crm/leads').at(-1)?.query;
    expect([0, 1, 2, 3].map((index) => query?.get(`filters[status][${index}]`))).toEqual(['new', 'contacted', 'nurture', 'qualified']);
    expect(query?.get('filters[owner]')).toBe('me');
  });
});

/** Only what repeats is stopped: it goes on when the test says so. */
const holdRepetition = () =>
  jest.useFakeTimers({
    doNotFake: ['Date', 'cancelAnimationFrame', 'clearImmediate', 'clearTimeout', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'requestAnimationFrame', 'setImmediate', 'setTimeout'],
  });
const fiveSecondsLater = () => act(async () => jest.advanceTimersByTime(5_000));

test('a lead that comes in appears without a click', async () => {
  holdRepetition();
  await show([aLead()]);
  await screen.findByRole('link', { name: 'Tomasz Wierzbicki' });

  answering('GET /crm/leads', () => pageOf([aLead({ id: 'l-new', name: 'Jasper de Wit', createdAt: ago(0) }), aLead()]));
  await fiveSecondsLater();
  await screen.findByRole('link', { name: 'Jasper de Wit' });
  expect(screen.getAllByRole('status').some(({ textContent }) => textContent === 'One new lead')).toBe(true);
});

test('further down the list a new lead waits until it is asked for', async () => {
  holdRepetition();
  const place = jest.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ top: -900 } as DOMRect);
  await show([aLead()]);
  await screen.findByRole('link', { name: 'Tomasz Wierzbicki' });

  answering('GET /crm/leads', () => pageOf([aLead({ id: 'l-new', name: 'Jasper de Wit' }), aLead()]));
  await fiveSecondsLater();
  const waiting = await screen.findByRole('button', { name: 'One new lead' });
  expect(screen.queryByRole('link', { name: 'Jasper de Wit' })).toBeNull();
  await act(async () => waiting.click());
  screen.getByRole('link', { name: 'Jasper de Wit' });
  place.mockRestore();
});

test('before the first lead the page says what will be here; an empty view says so', async () => {
  await show([], counts({}));
  await screen.findByText('No leads yet');
  cleanup();

  await show([], counts({ junk: 3 }));
  await screen.findByText('Nothing here right now');
});

test('a list that failed can be asked again', async () => {
  await show([]);
  cleanup();
  answering('GET /crm/leads', () => {
    throw refusal(500, 'Internal Server Error');
  });
  await renderScreen({ Page: LeadsPage, path: 'leads', permissions: ['leads.read'] });
  const retry = await screen.findByRole('button', { name: 'Try again' });
  answering('GET /crm/leads', () => pageOf([aLead()]));
  await userEvent.click(retry);
  await screen.findByRole('link', { name: 'Tomasz Wierzbicki' });
});

test('a name is enough for a new lead, nothing is not; closing by mistake loses no word', async () => {
  await show([aLead()]);
  answering('POST /crm/leads', () => ({ ...aLead({ id: 'l-made' }) }));
  const drawer = () => within(screen.getByRole('dialog'));
  const add = await screen.findByRole('button', { name: 'Add lead' });

  await userEvent.click(add);
  await userEvent.click(drawer().getByRole('button', { name: 'Add lead' }));
  await drawer().findByText('Enter a name or an e-mail address');
  await userEvent.type(drawer().getByLabelText('Last name'), 'de Wit');
  await userEvent.click(drawer().getByRole('button', { name: 'Close' }));
  await userEvent.click(add);
  await userEvent.click(drawer().getByRole('button', { name: 'Add lead' }));

  await waitFor(() => expect(sentTo('POST /crm/leads')[0]?.body).toMatchObject({ lastName: 'de Wit', firstName: null }));
  await waitFor(() => expect(screen.getByLabelText('address').textContent).toBe('/plugins/crm/leads/l-made'));
});
