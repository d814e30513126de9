import type { Company } from '../../server/src/companies/contract';

const AT = '2026-03-12T10:30:00.000Z';

export const aCompany = (change: Partial<Company> = {}): Company => ({
  id: 'f-hafenkante',
  name: 'Hafenkante Logistik',
  domain: 'hafenkante.example',
  type: 'customer',
  industry: 'Logistics',
  employees: 120,
  owner: null,
  tags: [],
  contactCount: 1,
  lastActivityAt: AT,
  createdAt: AT,
  isSample: false,
  domains: ['hafenkante.example'],
  annualRevenue: { amount: 120_000_000, currency: 'EUR' },
  phone: null,
  taxId: null,
  tier: null,
  addresses: [],
  parent: null,
  updatedAt: AT,
  version: 5,
  ...change,
});
