import type { Company } from '../../server/src/companies/contract';
import type { Contact } from '../../server/src/contacts/contract';
import type { Form, FormField, FIELD_TARGETS } from '../../server/src/forms/contract';
import { createCaller, type Caller } from '../../server/src/kernel/access';
import type { Lead } from '../../server/src/leads/contract';
import type { CrmServices } from '../../server/src/services';
import type { NewSubmission, Receipt } from '../../server/src/submissions';
import type { AdminUser } from './accounts';
import { aBusiness, aPerson, type Person } from './people';

/*
 * Realistic records through the product's own services, for tests and for the playground's demo data. Only types
 * come from the server, so that they also work with the services of a built plugin.
 */

/** A colleague who may do everything, for calls that go past HTTP. */
export const colleague = (user: Pick<AdminUser, 'id' | 'documentId' | 'email'> & { firstname?: string | null; lastname?: string | null }): Caller =>
  createCaller({ user, can: () => true, teammatesOf: () => Promise.resolve([]) });

type By<T> = T & { by: Caller; seed?: number | string };

type ContactValues = Omit<Parameters<CrmServices['contacts']['create']>[0], 'by'>;
type CompanyValues = Omit<Parameters<CrmServices['companies']['create']>[0], 'by'>;
type LeadValues = Parameters<CrmServices['leads']['create']>[0];
type FormValues = Parameters<CrmServices['forms']['create']>[0];

export const aContact = async (crm: Pick<CrmServices, 'contacts'>, { by, seed, ...values }: By<Partial<ContactValues>>): Promise<Contact> => {
  const person = aPerson(seed);
  return crm.contacts.create({
    firstName: person.firstName,
    lastName: person.lastName,
    jobTitle: person.jobTitle,
    emails: [{ value: person.email, type: 'work', isPrimary: true }],
    phones: [{ value: person.phone, type: 'work', isPrimary: true }],
    locale: person.locale,
    timezone: person.timezone,
    ...values,
    by,
  });
};

export const aCompany = async (crm: Pick<CrmServices, 'companies'>, { by, seed, ...values }: By<Partial<CompanyValues>>): Promise<Company> => {
  const business = aBusiness(seed);
  return crm.companies.create({
    name: business.name,
    domains: [business.domain],
    industry: business.industry,
    employees: business.employees,
    phone: business.phone,
    addresses: [business.address],
    ...values,
    by,
  });
};

export const aLead = async (crm: Pick<CrmServices, 'leads'>, { by, seed, ...values }: By<Partial<LeadValues>>): Promise<Lead> => {
  const person = aPerson(seed);
  return crm.leads.create(
    {
      firstName: person.firstName,
      lastName: person.lastName,
      email: person.email,
      phone: person.phone,
      jobTitle: person.jobTitle,
      companyName: person.company.name,
      message: person.message,
      ...values,
    },
    by,
  );
};

/** A contact form, live unless told otherwise. */
export const aForm = async (crm: Pick<CrmServices, 'forms'>, { isPublished = true, ...values }: Partial<FormValues> & { isPublished?: boolean } = {}): Promise<Form> => {
  forms += 1;
  const draft = await crm.forms.create({ name: `Contact form ${forms}`, slug: `contact-form-${forms}-${Date.now().toString(36)}`, fields: CONTACT_FIELDS, thankYou: 'Thank you.', ...values });
  return isPublished ? crm.forms.publish(draft.id) : draft;
};

let forms = 0;

const CONTACT_FIELDS: FormValues['fields'] = [
  { name: 'firstName', type: 'text', label: 'First name', mapTo: 'contact.firstName' },
  { name: 'lastName', type: 'text', label: 'Last name', mapTo: 'contact.lastName' },
  { name: 'email', type: 'email', label: 'E-mail', isRequired: true, mapTo: 'contact.email' },
  { name: 'company', type: 'text', label: 'Company', mapTo: 'company.name' },
  { name: 'phone', type: 'phone', label: 'Phone', mapTo: 'contact.phone' },
  { name: 'message', type: 'textarea', label: 'Message', mapTo: 'lead.message' },
];

interface SubmissionValues extends Partial<Omit<NewSubmission, 'form' | 'payload'>> {
  person?: Person;
  seed?: number | string;
  /** Laid over what the person would answer. */
  answers?: Record<string, string | number | boolean>;
}

/** As if a visitor had sent the published form; run the queued work to get the lead. */
export const aSubmission = async (
  crm: Pick<CrmServices, 'forms' | 'submissions'>,
  form: Pick<Form, 'key'>,
  { seed, person = aPerson(seed), answers, ...about }: SubmissionValues = {},
): Promise<Extract<Receipt, { submissionId: string }>> => {
  const published = await crm.forms.published(form.key);
  if (!published) throw new Error('Publish the form before somebody sends it.');

  const receipt = await crm.submissions.accept({
    form: published,
    payload: { ...answersOf(person, published.fields), ...answers },
    droppedKeys: 0,
    reasons: [],
    isQuarantined: false,
    idempotencyKey: null,
    visitorName: `${person.firstName} ${person.lastName}`,
    visitorEmail: person.email,
    origin: null,
    page: null,
    referrer: null,
    ipPrefix: null,
    locale: person.locale,
    utm: {},
    entry: null,
    ...about,
  });
  if (!('submissionId' in receipt)) throw new Error('A submission without a key met a used key.');
  return receipt;
};

export const answersOf = (person: Person, fields: readonly Pick<FormField, 'name' | 'mapTo'>[]): Record<string, string> => {
  const spoken: Record<(typeof FIELD_TARGETS)[number], string> = {
    'contact.firstName': person.firstName,
    'contact.lastName': person.lastName,
    'contact.name': `${person.firstName} ${person.lastName}`,
    'contact.email': person.email,
    'contact.phone': person.phone,
    'contact.jobTitle': person.jobTitle,
    'company.name': person.company.name,
    'lead.message': person.message,
  };
  return Object.fromEntries(fields.flatMap(({ name, mapTo }) => (mapTo ? [[name, spoken[mapTo]]] : [])));
};
