import { z } from 'zod';
import { address, datetime, defineEndpoints, id, money, oneOrMany, optionalText, pageOf, pageQuery, reference, tags, text } from '../kernel/contract';

export const COMPANY_TYPES = ['customer', 'prospect', 'partner', 'supplier', 'competitor', 'other'] as const;

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

export const companiesContract = defineEndpoints(
  'companies',
  {
    list: {
      method: 'GET',
      path: '/companies',
      permission: 'companies.read',
      query: pageQuery({
        filters: { type: oneOrMany(z.enum(COMPANY_TYPES)), owner: oneOrMany(id) },
        sort: ['-createdAt', 'createdAt', 'name', '-name', '-lastActivityAt', 'lastActivityAt'],
      }),
      returns: pageOf(companyRow),
    },
    get: { method: 'GET', path: '/companies/:id', permission: 'companies.read', returns: company },
    create: { method: 'POST', path: '/companies', permission: 'companies.create', body: companyInput, returns: company },
    update: { method: 'PUT', path: '/companies/:id', permission: 'companies.update', body: companyUpdate, returns: company },
  },
  { scoped: ['companies.read', 'companies.update'] },
);
