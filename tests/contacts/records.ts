import type { Company, Contact, ContactRow } from '../../server/src/contacts/contract';

const AT = '2026-03-12T10:30:00.000Z';

export const aContactRow = (change: Partial<ContactRow> = {}): ContactRow => ({
  id: 'c-katrin',
  name: 'Katrin Vogel',
  email: 'kv@hafenkante.example',
  phone: '+49 40 5550117',
  jobTitle: 'Head of operations',
  company: { id: 'f-hafenkante', name: 'Hafenkante Logistik' },
  lifecycleStage: 'customer',
  owner: { id: 'u-lena', name: 'Lena Brandt' },
  tags: ['Logistics'],
  source: 'form:contact-us',
  lastActivityAt: AT,
  createdAt: AT,
  isSample: false,
  ...change,
});

export const aContact = (change: Partial<Contact> = {}): Contact => ({
  ...aContactRow(),
  salutation: null,
  firstName: 'Katrin',
  lastName: 'Vogel',
  emails: [{ value: 'kv@hafenkante.example', type: 'work', isPrimary: true }],
  phones: [{ value: '+49 40 5550117', e164: '+49405550117', type: 'work', isPrimary: true }],
  addresses: [],
  locale: 'de',
  timezone: null,
  birthday: null,
  doNotCall: false,
  externalIds: [],
  suggestions: [],
  updatedAt: AT,
  version: 3,
  ...change,
});

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
