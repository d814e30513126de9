import type { Core } from '@strapi/strapi';
import { contentType, linkTo } from '../kernel/content-type';
import { identifying, impersonal } from '../kernel/privacy';
import { tableOf, type Row } from '../kernel/records';
import type { SearchIndex } from '../kernel/search';
import { COMPANY_TYPES, type Company } from './contract';

const company = contentType({
  singular: 'company',
  plural: 'companies',
  displayName: 'Company',
  attributes: {
    name: impersonal({ type: 'string', required: true }),
    domain: impersonal({ type: 'string' }),
    type: impersonal({ type: 'enumeration', enum: [...COMPANY_TYPES], required: true, default: 'prospect' }),
    industry: impersonal({ type: 'string' }),
    employees: impersonal({ type: 'integer' }),
    annualRevenueAmount: impersonal({ type: 'biginteger' }),
    annualRevenueCurrency: impersonal({ type: 'string' }),
    phone: identifying({ type: 'string' }),
    taxId: identifying({ type: 'string' }),
    tier: impersonal({ type: 'string' }),
    addresses: identifying({ type: 'json' }),
    tags: impersonal({ type: 'json' }),
    searchText: impersonal({ type: 'text' }),
    parent: impersonal(linkTo('plugin::crm.company')),
    owner: impersonal(linkTo('admin::user')),
    ownerEmail: impersonal({ type: 'string' }),
    lastActivityAt: impersonal({ type: 'datetime', required: true }),
    version: impersonal({ type: 'integer', required: true }),
    isSample: impersonal({ type: 'boolean', required: true, default: false }),
  },
  indexes: [
    { name: 'crm_companies_created_idx', columns: ['created_at', 'id'] },
    { name: 'crm_companies_name_idx', columns: ['name', 'id'] },
    { name: 'crm_companies_activity_idx', columns: ['last_activity_at', 'id'] },
    { name: 'crm_companies_owner_created_idx', columns: ['owner_id', 'created_at', 'id'] },
    { name: 'crm_companies_type_created_idx', columns: ['type', 'created_at', 'id'] },
  ],
});

const companyDomain = contentType({
  singular: 'company-domain',
  plural: 'company-domains',
  displayName: 'Company domain',
  attributes: {
    company: impersonal(linkTo('plugin::crm.company')),
    domain: impersonal({ type: 'string', required: true }),
    isPrimary: impersonal({ type: 'boolean', required: true }),
  },
  indexes: [
    { name: 'crm_company_domains_domain_uq', columns: ['domain'], type: 'unique' },
    { name: 'crm_company_domains_company_idx', columns: ['company_id', 'id'] },
  ],
});

export const contentTypes = { company, 'company-domain': companyDomain };

export const COMPANY_SEARCH: SearchIndex = { tableName: 'crm_companies', column: 'search_text' };

export const tablesOf = (strapi: Core.Strapi) => ({
  companies: tableOf(strapi, 'plugin::crm.company'),
  domains: tableOf(strapi, 'plugin::crm.company-domain'),
});

export interface CompanyRecord extends Row {
  id: number;
  documentId: string;
  name: string;
  domain: string | null;
  type: Company['type'];
  industry: string | null;
  employees: number | null;
  annualRevenueAmount: number | null;
  annualRevenueCurrency: string | null;
  phone: string | null;
  taxId: string | null;
  tier: string | null;
  addresses: Company['addresses'] | null;
  tags: string[] | null;
  searchText: string | null;
  parent: number | null;
  owner: number | null;
  lastActivityAt: Date;
  createdAt: Date;
  updatedAt: Date;
  version: number;
  isSample: boolean;
}
