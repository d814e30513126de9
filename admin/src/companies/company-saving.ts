import type { z } from 'zod';
import { companiesContract, company as companySchema, type Company, type companyUpdate } from '../../../server/src/companies/contract';
import { contactsContract } from '../../../server/src/contacts/contract';
import { leadsContract } from '../../../server/src/leads/contract';
import { timelineContract } from '../../../server/src/timeline/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { useVersionedSave } from '../kernel/versioned-save';

const { endpoints } = companiesContract;
const { companyFeed } = timelineContract.endpoints;

export type CompanyChange = Omit<z.input<typeof companyUpdate>, 'version'>;
export type SaveCompany = (change: CompanyChange) => Promise<Company>;

export const useCompanySaving = (company: Company): SaveCompany => {
  const cache = useCache();
  const params = { id: company.id };
  const { mutateAsync } = useEndpointMutation(endpoints.update, {
    invalidates: [endpoints.list, contactsContract.endpoints.list, contactsContract.endpoints.get, companyFeed, leadsContract.endpoints.list],
    onSuccess: (saved, _, { write }) => write(endpoints.get, { params }, saved),
  });
  return useVersionedSave<Company, CompanyChange>({
    folder: 'companies',
    record: company,
    schema: companySchema,
    send: (body) => mutateAsync({ params, body }),
    show: (current) => cache.write(endpoints.get, { params }, current),
  });
};
