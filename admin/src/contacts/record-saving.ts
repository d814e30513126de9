import type { z } from 'zod';
import { company as companySchema, contact as contactSchema, contactsContract, type Company, type companyUpdate, type Contact, type contactUpdate } from '../../../server/src/contacts/contract';
import { leadsContract } from '../../../server/src/leads/contract';
import { timelineContract } from '../../../server/src/timeline/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { useVersionedSave } from './versioned-save';

const { endpoints } = contactsContract;
const { contactFeed, companyFeed } = timelineContract.endpoints;

export type ContactChange = Omit<z.input<typeof contactUpdate>, 'version'>;
export type CompanyChange = Omit<z.input<typeof companyUpdate>, 'version'>;
export type SaveContact = (change: ContactChange) => Promise<Contact>;
export type SaveCompany = (change: CompanyChange) => Promise<Company>;

export const useContactSaving = (contact: Contact): SaveContact => {
  const cache = useCache();
  const params = { id: contact.id };
  const { mutateAsync } = useEndpointMutation(endpoints.update, {
    invalidates: [endpoints.list, endpoints.listCompanies, endpoints.getCompany, contactFeed, companyFeed, leadsContract.endpoints.list],
    onSuccess: (saved, _, { write }) => write(endpoints.get, { params }, saved),
  });
  return useVersionedSave<Contact, ContactChange>({
    record: contact,
    schema: contactSchema,
    send: (body) => mutateAsync({ params, body }),
    show: (current) => cache.write(endpoints.get, { params }, current),
  });
};

export const useCompanySaving = (company: Company): SaveCompany => {
  const cache = useCache();
  const params = { id: company.id };
  const { mutateAsync } = useEndpointMutation(endpoints.updateCompany, {
    invalidates: [endpoints.listCompanies, endpoints.list, endpoints.get, companyFeed, leadsContract.endpoints.list],
    onSuccess: (saved, _, { write }) => write(endpoints.getCompany, { params }, saved),
  });
  return useVersionedSave<Company, CompanyChange>({
    record: company,
    schema: companySchema,
    send: (body) => mutateAsync({ params, body }),
    show: (current) => cache.write(endpoints.getCompany, { params }, current),
  });
};
