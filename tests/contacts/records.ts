import type { Contact, ContactRow } from '../../server/src/contacts/contract';

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
  firstTouch: null,
  lastTouch: null,
  suggestions: [],
  updatedAt: AT,
  version: 3,
  ...change,
});
