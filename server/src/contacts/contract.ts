import { z } from 'zod';
import { date, datetime, defineEndpoints, id, money, oneOrMany, pageOf, pageQuery, reference } from '../kernel/contract';

export const LIFECYCLE_STAGES = ['subscriber', 'lead', 'mql', 'sql', 'opportunity', 'customer', 'evangelist', 'other'] as const;
export const lifecycleStage = z.enum(LIFECYCLE_STAGES);
export type LifecycleStage = z.infer<typeof lifecycleStage>;
export const COMPANY_TYPES = ['customer', 'prospect', 'partner', 'supplier', 'competitor', 'other'] as const;
export const CONTACT_POINT_TYPES = ['work', 'private', 'mobile', 'other'] as const;
export const SUGGESTION_STATES = ['open', 'accepted', 'rejected'] as const;

const text = (max: number) => z.string().trim().max(max);
const optionalText = (max: number) => text(max).transform((value) => value || null).nullable();

export const emailInput = z.strictObject({
  value: z.string().trim().min(3, 'Enter an e-mail address').max(254),
  type: z.enum(CONTACT_POINT_TYPES).default('work'),
  isPrimary: z.boolean().default(false),
});
export const phoneInput = z.strictObject({
  value: z.string().trim().min(2, 'Enter a phone number').max(60),
  type: z.enum(CONTACT_POINT_TYPES).default('work'),
  isPrimary: z.boolean().default(false),
});
export const address = z.strictObject({
  type: z.enum(['billing', 'shipping', 'home', 'other']).default('billing'),
  street: text(200).optional(),
  postalCode: text(20).optional(),
  city: text(100).optional(),
  region: text(100).optional(),
  country: z.string().trim().regex(/^[A-Z]{2}$/, 'Use a two-letter country code').optional(),
});
export const externalId = z.strictObject({ source: text(60).min(1), value: text(200).min(1) });
const tags = z.array(text(60).min(1)).max(50);

const contactFields = z.strictObject({
  salutation: optionalText(40),
  firstName: optionalText(120),
  lastName: optionalText(120),
  jobTitle: optionalText(160),
  emails: z.array(emailInput).max(20),
  phones: z.array(phoneInput).max(20),
  addresses: z.array(address).max(10),
  locale: optionalText(20),
  timezone: optionalText(60),
  birthday: date.nullable(),
  lifecycleStage,
  doNotCall: z.boolean(),
  tags,
  externalIds: z.array(externalId).max(20),
  ownerId: id.nullable(),
  companyId: id.nullable(),
});

/** A contact needs a name or an e-mail; nothing else. */
export const contactInput = contactFields.partial().refine(
  (input) => Boolean(input.firstName ?? input.lastName ?? input.emails?.length),
  { error: 'Enter a name or an e-mail address', path: ['firstName'] },
);
export const contactUpdate = contactFields.partial().extend({ version: z.number().int() });

export const contactRow = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  jobTitle: z.string().nullable(),
  company: reference.nullable(),
  lifecycleStage,
  owner: reference.nullable(),
  tags: z.array(z.string()),
  source: z.string().nullable(),
  lastActivityAt: datetime.nullable(),
  createdAt: datetime,
  isSample: z.boolean(),
});
export type ContactRow = z.infer<typeof contactRow>;

/** A value that a form proposed for a field that already had one. Ours is kept until somebody accepts. */
export const suggestion = z.object({
  id,
  field: z.string(),
  current: z.string().nullable(),
  proposed: z.string(),
  source: z.string(),
  createdAt: datetime,
});
export type Suggestion = z.infer<typeof suggestion>;

export const contact = contactRow.extend({
  salutation: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  emails: z.array(z.object({ value: z.string(), type: z.enum(CONTACT_POINT_TYPES), isPrimary: z.boolean() })),
  phones: z.array(z.object({ value: z.string(), e164: z.string().nullable(), type: z.enum(CONTACT_POINT_TYPES), isPrimary: z.boolean() })),
  addresses: z.array(address),
  locale: z.string().nullable(),
  timezone: z.string().nullable(),
  birthday: z.string().nullable(),
  doNotCall: z.boolean(),
  externalIds: z.array(externalId),
  suggestions: z.array(suggestion),
  updatedAt: datetime,
  version: z.number().int(),
});
export type Contact = z.infer<typeof contact>;

const companyFields = z.strictObject({
  name: text(200).min(1, 'Enter the company’s name'),
  domains: z.array(text(253).min(3)).max(20),
  type: z.enum(COMPANY_TYPES),
  industry: optionalText(120),
  employees: z.number().int().min(0).max(100_000_000).nullable(),
  annualRevenue: money.nullable(),
  phone: optionalText(60),
  taxId: optionalText(60),
  tier: optionalText(60),
  addresses: z.array(address).max(10),
  tags,
  ownerId: id.nullable(),
  parentId: id.nullable(),
});
export const companyInput = companyFields.partial().required({ name: true });
export const companyUpdate = companyFields.partial().extend({ version: z.number().int() });

export const companyRow = z.object({
  id,
  name: z.string(),
  domain: z.string().nullable(),
  type: z.enum(COMPANY_TYPES),
  industry: z.string().nullable(),
  employees: z.number().int().nullable(),
  owner: reference.nullable(),
  tags: z.array(z.string()),
  contactCount: z.number().int(),
  lastActivityAt: datetime.nullable(),
  createdAt: datetime,
  isSample: z.boolean(),
});
export type CompanyRow = z.infer<typeof companyRow>;
export const company = companyRow.extend({
  domains: z.array(z.string()),
  annualRevenue: money.nullable(),
  phone: z.string().nullable(),
  taxId: z.string().nullable(),
  tier: z.string().nullable(),
  addresses: z.array(address),
  parent: reference.nullable(),
  updatedAt: datetime,
  version: z.number().int(),
});
export type Company = z.infer<typeof company>;

export const contactsContract = defineEndpoints(
  'contacts',
  {
    list: {
      method: 'GET',
      path: '/contacts',
      permission: 'contacts.read',
      query: pageQuery({
        filters: {
          lifecycleStage: oneOrMany(lifecycleStage),
          /** An owner's id, `me`, or `none` for unassigned. */
          owner: oneOrMany(id),
          company: oneOrMany(id),
        },
        sort: ['-createdAt', 'createdAt', 'name', '-name', '-lastActivityAt', 'lastActivityAt'],
      }),
      returns: pageOf(contactRow),
    },
    get: { method: 'GET', path: '/contacts/:id', permission: 'contacts.read', returns: contact },
    create: { method: 'POST', path: '/contacts', permission: 'contacts.create', body: contactInput, returns: contact },
    update: { method: 'PUT', path: '/contacts/:id', permission: 'contacts.update', body: contactUpdate, returns: contact },
    resolveSuggestion: {
      method: 'POST',
      path: '/contacts/:id/suggestions/:suggestionId',
      permission: 'contacts.update',
      body: z.strictObject({ accept: z.boolean() }),
      returns: contact,
    },
    listCompanies: {
      method: 'GET',
      path: '/companies',
      permission: 'companies.read',
      query: pageQuery({
        filters: { type: oneOrMany(z.enum(COMPANY_TYPES)), owner: oneOrMany(id) },
        sort: ['-createdAt', 'createdAt', 'name', '-name', '-lastActivityAt', 'lastActivityAt'],
      }),
      returns: pageOf(companyRow),
    },
    getCompany: { method: 'GET', path: '/companies/:id', permission: 'companies.read', returns: company },
    createCompany: { method: 'POST', path: '/companies', permission: 'companies.create', body: companyInput, returns: company },
    updateCompany: { method: 'PUT', path: '/companies/:id', permission: 'companies.update', body: companyUpdate, returns: company },
  },
  { scoped: ['contacts.read', 'contacts.update', 'companies.read', 'companies.update'] },
);
