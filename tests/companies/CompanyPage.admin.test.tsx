import '../support/fake-strapi-in-place';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CompanyPage } from '../../admin/src/companies/CompanyPage';
import { pageOf, renderScreen } from '../support/admin-site';
import { answering, forgetEverything, sentTo } from '../support/fake-strapi';
import { aContactRow } from '../contacts/records';
import { aCompany } from './records';

beforeEach(() => {
  answering('GET /crm/companies/f-hafenkante', () => aCompany());
  answering('GET /crm/companies/f-hafenkante/timeline', () => pageOf([]));
  answering('GET /crm/contacts', () => pageOf([aContactRow()]));
  answering('GET /crm/leads', () => pageOf([]));
  answering('PUT /crm/companies/f-hafenkante', () => aCompany({ version: 6 }));
});
afterEach(() => {
  cleanup();
  forgetEverything();
});

/** Without a layout every screen is a phone: one tab at a time. */
const show = (tab: 'overview' | 'related' = 'overview') => renderScreen({ Page: CompanyPage, path: 'companies/:id', at: `companies/f-hafenkante?tab=${tab}` });

test('the people of the company are asked for by the company', async () => {
  await show('related');
  await screen.findByRole('link', { name: 'Katrin Vogel' });
  expect(sentTo('GET /crm/contacts')[0]?.query.get('filters[company]')).toBe('f-hafenkante');
  expect(sentTo('GET /crm/leads')[0]?.query.get('filters[company]')).toBe('f-hafenkante');
});

const type = async (revenue: string) => {
  await userEvent.click(await screen.findByRole('button', { name: /^Annual revenue: / }));
  const input = screen.getByRole('textbox', { name: 'Annual revenue' });
  await userEvent.clear(input);
  await userEvent.type(input, `${revenue}{Enter}`);
};

test('a revenue is saved in minor units of the currency that was typed', async () => {
  await show();
  await type('1 500 000.50 usd');
  await waitFor(() => expect(sentTo('PUT /crm/companies/f-hafenkante')).toHaveLength(1));
  expect(sentTo('PUT /crm/companies/f-hafenkante')[0]?.body).toEqual({ annualRevenue: { amount: 150_000_050, currency: 'USD' }, version: 5 });
});

test('a revenue that could mean two amounts is asked for again', async () => {
  await show();
  await type('1,500');
  await screen.findAllByText('Write an amount such as 1200000 EUR, with a point for cents.');
  expect(sentTo('PUT /crm/companies/f-hafenkante')).toEqual([]);
});
