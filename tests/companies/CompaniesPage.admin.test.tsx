import '../support/fake-strapi-in-place';
import { afterEach, expect, test } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CompaniesPage } from '../../admin/src/companies/CompaniesPage';
import { pageOf, renderScreen } from '../support/admin-site';
import { answering, forgetEverything, refusal, sentTo } from '../support/fake-strapi';
import { aCompany } from './records';

afterEach(() => {
  cleanup();
  forgetEverything();
});

const show = () => renderScreen({ Page: CompaniesPage, path: 'companies' });

test('each company is a row that leads to its page', async () => {
  answering('GET /crm/companies', () => pageOf([aCompany()]));
  await show();
  const link = await screen.findByRole('link', { name: 'Hafenkante Logistik' });
  expect(link.getAttribute('href')).toBe('/plugins/crm/companies/f-hafenkante');
  within(link.closest('tr') as HTMLElement).getByText('hafenkante.example');
});

test('a list that failed can be asked again', async () => {
  answering('GET /crm/companies', () => {
    throw refusal(500, 'Internal Server Error');
  });
  await show();
  const retry = await screen.findByRole('button', { name: 'Try again' });
  answering('GET /crm/companies', () => pageOf([]));
  await userEvent.click(retry);
  await screen.findByText('No companies yet');
});

test('a domain that another company has is refused at its field', async () => {
  answering('GET /crm/companies', () => pageOf([aCompany()]));
  answering('POST /crm/companies', () => {
    throw refusal(409, 'domains: taken', { code: 'company.domain-taken', field: 'domains', value: 'hafenkante.example' });
  });
  await show();
  await userEvent.click(await screen.findByRole('button', { name: 'Add company' }));
  const drawer = within(screen.getByRole('dialog'));
  await userEvent.type(drawer.getByLabelText(/^Name/), 'Hafenkante');
  await userEvent.type(drawer.getByLabelText('Domain'), 'hafenkante.example');
  await userEvent.click(drawer.getByRole('button', { name: 'Add company' }));
  await drawer.findByText('Another company has this domain.');
  expect(sentTo('POST /crm/companies')[0]?.body).toMatchObject({ name: 'Hafenkante', domains: ['hafenkante.example'], type: 'prospect', ownerId: 'u-lena' });
});
