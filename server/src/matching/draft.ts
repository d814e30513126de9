import type { CompanyLink } from '../companies';
import { contactSearchText, type CompletedContact, type ContactRecord, type NewContact } from '../contacts';
import type { LifecycleStage } from '../contacts/contract';
import { displayName, phoneOrNull, phoneText, splitName, type Email, type Phone } from '../identity';
import { plainText } from '../kernel/text';
import type { Known, Offered, Proposal } from './fill';

/** What somebody said about themselves. Nothing in it is trusted: see `complete`. */
export interface CapturedPerson {
  email?: string | null | undefined;
  phone?: string | null | undefined;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  /** Split where first and last name are missing. */
  name?: string | null | undefined;
  jobTitle?: string | null | undefined;
  companyName?: string | null | undefined;
  locale?: string | null | undefined;
  /** Of a new contact; an existing one keeps its own. */
  lifecycleStage?: LifecycleStage | undefined;
  /** Such as `form:contact-us`. */
  source: string;
  sourceId: string;
  isSample?: boolean | undefined;
  at: Date;
}

/** One contact of a set: found or to be made, and what its people add to it. */
export interface Draft {
  record: ContactRecord | null;
  email: Email | null;
  known: Known;
  filled: Set<string>;
  proposals: { proposal: Proposal; person: CapturedPerson }[];
  /** Who came first: a new contact is made from them. */
  first: CapturedPerson;
}

const MAX_SOURCE = 120;

export const newDraft = (draft: { first: CapturedPerson; email: Email | null; record: ContactRecord | null; phones: readonly Phone[] }): Draft => {
  const { first, email, record, phones } = draft;
  return {
    first,
    email,
    record,
    known: { firstName: record?.firstName ?? null, lastName: record?.lastName ?? null, jobTitle: record?.jobTitle ?? null, locale: record?.locale ?? null, phones },
    filled: new Set(),
    proposals: [],
  };
};

export const offerOf = (person: CapturedPerson, country: string): Offered => {
  const parts = { firstName: plainText(person.firstName, 120), lastName: plainText(person.lastName, 120) };
  return {
    ...(parts.firstName || parts.lastName ? parts : splitName(person.name)),
    jobTitle: plainText(person.jobTitle, 160),
    locale: plainText(person.locale, 20),
    phone: phoneOrNull(person.phone, country),
  };
};

export const sourceOf = ({ source }: CapturedPerson): string => plainText(source, MAX_SOURCE) ?? 'unknown';

export const newContact = ({ known, email, first }: Draft, company: CompanyLink | null): NewContact => {
  const [phone] = known.phones;
  const name = displayName({ ...known, email: email?.value ?? plainText(first.email, 254), phone: phone?.raw ?? null });
  const row = {
    firstName: known.firstName,
    lastName: known.lastName,
    name,
    jobTitle: known.jobTitle,
    locale: known.locale,
    email: email?.value ?? null,
    phone: phone ? phoneText(phone) : null,
    lifecycleStage: first.lifecycleStage ?? 'lead',
    doNotCall: false,
    source: sourceOf(first),
    tags: [],
    addresses: [],
    searchText: contactSearchText({ name, emails: email ? [email] : [], phones: known.phones, companyName: company?.name ?? null }),
    company: company?.id ?? null,
    lastActivityAt: first.at,
    version: 1,
    isSample: first.isSample ?? false,
    createdAt: first.at,
  };
  return { row, email, phone: phone ?? null };
};

/** Every change of a set names the same columns, so that one statement can write them all. */
export const completedContact = ({ known, filled }: Draft, record: ContactRecord, company: CompanyLink | null): CompletedContact => {
  const [newPhone = null] = filled.has('phone') ? known.phones : [];
  const name = filled.has('firstName') || filled.has('lastName') ? displayName({ ...known, email: record.email, phone: record.phone }) : record.name;
  const added = contactSearchText({ name, emails: [], phones: newPhone ? [newPhone] : [], companyName: filled.has('companyId') ? (company?.name ?? null) : null });
  const change = {
    firstName: known.firstName,
    lastName: known.lastName,
    name,
    jobTitle: known.jobTitle,
    locale: known.locale,
    phone: newPhone ? phoneText(newPhone) : record.phone,
    company: company?.id ?? record.company,
    // Nothing is taken away, so what was found before is still found.
    searchText: [record.searchText, added].filter(Boolean).join(' '),
  };
  return { record, change, phone: newPhone };
};
