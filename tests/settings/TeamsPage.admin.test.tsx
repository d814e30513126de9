import { fireEvent, screen, waitFor } from '@testing-library/react';
import { TeamsPage } from '../../admin/src/settings/TeamsPage';
import type { Team } from '../../server/src/settings/contract';
import { show } from './admin-screen';
import { refusal } from './strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual<object>('./strapi-admin'));

const ANA = { id: 'user-1', name: 'Ana Silva' };
const BEN = { id: 'user-2', name: 'Ben Okafor' };

const aTeam = (parts: Partial<Team> = {}): Team => ({ id: 'team-1', key: 'sales', name: 'Sales', members: [ANA], version: 3, ...parts });

const PRESETS = {
  results: [
    { preset: 'sales', name: 'CRM Sales', description: 'Works on leads and contacts.', roleId: null, permissions: ['leads.read', 'leads.update', 'users.read'] },
    { preset: 'support', name: 'CRM Support', description: 'Answers contacts.', roleId: 7, permissions: ['leads.read.own'] },
  ],
};

const MAY_CHANGE = { permissions: ['settings.read', 'settings.update', 'users.read'] };
const answers = {
  'GET /crm/settings/teams': { results: [aTeam()] },
  'GET /crm/settings/role-presets': PRESETS,
  'GET /crm/users': { results: [ANA, BEN] },
};

test('a new team is posted with the chosen people', async () => {
  const asked = await show(TeamsPage, { answers: { ...answers, 'POST /crm/settings/teams': aTeam() }, me: MAY_CHANGE, at: '?team=new' });

  fireEvent.change(await screen.findByRole('textbox', { name: /Name/ }), { target: { value: 'Support' } });
  fireEvent.click(await screen.findByRole('checkbox', { name: /Ben Okafor/ }));
  fireEvent.click(screen.getByRole('button', { name: 'Create team' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'Support', memberIds: [BEN.id] }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Create team' })).toBeNull());
});

test('a stale save shows what the other person saved, and the next one is made against it', async () => {
  const theirs = aTeam({ name: 'Sales north', members: [ANA, BEN], version: 4 });
  let isStale = true;
  const asked = await show(TeamsPage, {
    me: MAY_CHANGE,
    at: '?team=team-1',
    answers: {
      ...answers,
      'PUT /crm/settings/teams/team-1': () => {
        if (!isStale) return aTeam({ version: 5 });
        isStale = false;
        return refusal(409, 'Stale', { code: 'stale-version', current: theirs, version: 4 });
      },
    },
  });

  fireEvent.change(await screen.findByRole('textbox', { name: /Name/ }), { target: { value: 'Sales south' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save team' }));
  expect(await screen.findByText(/“Sales north” with Ana Silva, Ben Okafor/)).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: /Name/ }).value).toBe('Sales south');

  fireEvent.click(screen.getByRole('button', { name: 'Save team' }));
  await waitFor(() => {
    const saves = asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);
    expect(saves).toEqual([
      { name: 'Sales south', memberIds: [ANA.id], version: 3 },
      { name: 'Sales south', memberIds: [ANA.id], version: 4 },
    ]);
  });
});

test('a ready-made role says what it may do and is created by a click', async () => {
  const asked = await show(TeamsPage, {
    me: MAY_CHANGE,
    answers: { ...answers, 'POST /crm/settings/role-presets': { ...PRESETS.results[0], roleId: 8 } },
  });

  fireEvent.click((await screen.findAllByRole('button', { name: 'Show what it may do' }))[0] as HTMLElement);
  expect(screen.getByText('see, change')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Open role CRM Support' }).getAttribute('href')).toBe('/settings/roles/7');

  fireEvent.click(screen.getByRole('button', { name: 'Create role CRM Sales' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ preset: 'sales' }));
});

test('without teams the page says what they are for', async () => {
  await show(TeamsPage, { answers: { ...answers, 'GET /crm/settings/teams': { results: [] } }, me: MAY_CHANGE });

  expect(await screen.findByText('No teams yet')).toBeTruthy();
});

test('teams that fail to load can be tried again', async () => {
  let isBroken = true;
  await show(TeamsPage, {
    answers: { ...answers, 'GET /crm/settings/teams': () => (isBroken ? refusal(500, 'Oops') : { results: [aTeam()] }) },
    me: MAY_CHANGE,
  });

  const again = await screen.findByRole('button', { name: 'Try again' });
  isBroken = false;
  fireEvent.click(again);
  expect(await screen.findByRole('link', { name: 'Sales' })).toBeTruthy();
});
