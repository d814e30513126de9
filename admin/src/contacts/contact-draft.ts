import { z } from 'zod';
import { contactsContract, type LifecycleStage } from '../../../server/src/contacts/contract';
import type { Reference } from '../../../server/src/kernel/contract';
import { useDraft } from '../kernel/draft';
import { useMe } from '../kernel/me';

/** Named like the fields of the contract, so that its errors find their way. */
export interface ContactValues {
  firstName: string;
  lastName: string;
  emails: string;
  phones: string;
  jobTitle: string;
  company: Reference | null;
  owner: Reference | null;
  lifecycleStage: LifecycleStage;
  tags: string[];
}

const point = (value: string) => (value.trim() ? [{ value, isPrimary: true }] : []);

const { body } = contactsContract.endpoints.create;

const asInput = ({ company, owner, emails, phones, ...rest }: ContactValues): z.input<typeof body> => ({
  ...rest,
  emails: point(emails),
  phones: point(phones),
  companyId: company?.id ?? null,
  ownerId: owner?.id ?? null,
});

const schema = z.custom<ContactValues>().transform(asInput).pipe(body);

/** Whoever adds somebody by hand usually looks after them. */
export const useContactDraft = (company: Reference | null = null) => {
  const { user } = useMe();
  const blank: ContactValues = {
    firstName: '',
    lastName: '',
    emails: '',
    phones: '',
    jobTitle: '',
    company,
    owner: user,
    lifecycleStage: 'other',
    tags: [],
  };
  return { ...useDraft(schema, blank), blank };
};

export type ContactDraft = ReturnType<typeof useContactDraft>;
