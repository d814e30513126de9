import type { z } from 'zod';
import { companiesContract } from '../../../server/src/companies/contract';
import { contact as contactSchema, contactsContract, type Contact, type contactUpdate } from '../../../server/src/contacts/contract';
import { leadsContract } from '../../../server/src/leads/contract';
import { timelineContract } from '../../../server/src/timeline/contract';
import { useCache, useEndpointMutation } from '../kernel/api';
import { useVersionedSave } from '../kernel/versioned-save';

const { endpoints } = contactsContract;
const { contactFeed, companyFeed } = timelineContract.endpoints;

export type ContactChange = Omit<z.input<typeof contactUpdate>, 'version'>;
export type SaveContact = (change: ContactChange) => Promise<Contact>;

export const useContactSaving = (contact: Contact): SaveContact => {
  const cache = useCache();
  const params = { id: contact.id };
  const { mutateAsync } = useEndpointMutation(endpoints.update, {
    invalidates: [endpoints.list, companiesContract.endpoints.list, companiesContract.endpoints.get, contactFeed, companyFeed, leadsContract.endpoints.list],
    onSuccess: (saved, _, { write }) => write(endpoints.get, { params }, saved),
  });
  return useVersionedSave<Contact, ContactChange>({
    folder: 'contacts',
    record: contact,
    schema: contactSchema,
    send: (body) => mutateAsync({ params, body }),
    show: (current) => cache.write(endpoints.get, { params }, current),
  });
};
