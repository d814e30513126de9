import type { Core } from '@strapi/strapi';
import type { z } from 'zod';
import { isSamePhone, normaliseEmail, normalisePhone, phoneDigits, phoneText, type Email, type Phone } from '../identity';
import { RuleViolation } from '../kernel/errors';
import { from, type RecordTable } from '../kernel/records';
import { searchText } from '../kernel/search';
import { connection } from '../kernel/transaction';
import { tablesOf, type EmailRecord, type ExternalIdRecord, type PhoneRecord, type PointType } from './content-types';
import type { emailInput, phoneInput } from './contract';

interface Ranked {
  type: PointType;
  isPrimary: boolean;
}
export type EmailPoint = Email & Ranked;
export type PhonePoint = Phone & Ranked;
export interface ExternalId {
  source: string;
  value: string;
}

export interface Points {
  emails: EmailPoint[];
  phones: PhonePoint[];
  externalIds: ExternalId[];
}

/** Refuses what is no address and names the place; the same mailbox twice is kept once. */
export const emailPoints = (inputs: readonly z.output<typeof emailInput>[]): EmailPoint[] => {
  const points = new Map<string, EmailPoint>();
  inputs.forEach(({ value, type, isPrimary }, index) => {
    const email = normaliseEmail(value);
    if (!email) throw new RuleViolation('contact.email-invalid', `emails.${index}.value: “${value}” is not an e-mail address. Use one address such as ann@example.com.`, { field: 'emails', value });
    const known = points.get(email.key);
    points.set(email.key, { ...(known ?? { ...email, type }), isPrimary: isPrimary || known?.isPrimary === true });
  });
  return withOnePrimary([...points.values()]);
};

export const phonePoints = (inputs: readonly z.output<typeof phoneInput>[], country: string): PhonePoint[] => {
  const points: PhonePoint[] = [];
  for (const { value, type, isPrimary } of inputs) {
    const phone = normalisePhone(value, country);
    const known = points.find((point) => isSamePhone(point, phone));
    if (known) known.isPrimary ||= isPrimary;
    else points.push({ ...phone, type, isPrimary });
  }
  return withOnePrimary(points);
};

export const distinctExternalIds = (ids: readonly ExternalId[]): ExternalId[] => [...new Map(ids.map((one) => [externalKey(one), one])).values()];
export const externalKey = ({ source, value }: ExternalId): string => JSON.stringify([source, value]);

/** Exactly one is the first to use; the first of the list if nobody chose. */
export const withOnePrimary = <T extends Ranked>(points: readonly T[]): T[] => {
  const chosen = Math.max(points.findIndex((point) => point.isPrimary), 0);
  return points.map((point, index) => ({ ...point, isPrimary: index === chosen }));
};

export const primaryEmail = (emails: readonly EmailPoint[]): string | null => emails.find((email) => email.isPrimary)?.value ?? null;
export const primaryPhone = (phones: readonly PhonePoint[]): string | null => {
  const phone = phones.find((point) => point.isPrimary);
  return phone ? phoneText(phone) : null;
};

/** Everything by which people look for a contact. */
export const contactSearchText = (contact: { name: string; emails: readonly { value: string }[]; phones: readonly Phone[]; companyName: string | null }): string =>
  searchText(contact.name, ...contact.emails.map(({ value }) => value), ...contact.phones.flatMap(phoneWords), contact.companyName);

/** Digits as typed, without the zeros in front, and with the country: any of them finds it. */
const phoneWords = ({ raw, e164 }: Phone): string[] => {
  const digits = phoneDigits(raw);
  return [...new Set([digits, digits.replace(/^0+/, ''), e164 ? phoneDigits(e164) : ''])].filter(Boolean);
};

/** Rows below a contact. Three statements for any number of contacts. */
export const readPoints = async (strapi: Core.Strapi, contactIds: readonly number[]): Promise<(contactId: number) => Points> => {
  const { emails, phones, externalIds } = tablesOf(strapi);
  const emailRows = byContact((await emails.findBy<EmailRecord>('contact', contactIds)).sort(byId));
  const phoneRows = byContact((await phones.findBy<PhoneRecord>('contact', contactIds)).sort(byId));
  const externalRows = byContact((await externalIds.findBy<ExternalIdRecord>('contact', contactIds)).sort(byId));
  return (contactId) => ({
    emails: (emailRows.get(contactId) ?? []).map(({ value, emailKey, domain, type, isPrimary }) => ({ value, key: emailKey, domain, type, isPrimary })),
    phones: (phoneRows.get(contactId) ?? []).map(({ raw, e164, type, isPrimary }) => ({ raw, e164, type, isPrimary })),
    externalIds: (externalRows.get(contactId) ?? []).map(({ source, value }) => ({ source, value })),
  });
};

export interface OwnedPoints extends Partial<Points> {
  contactId: number;
}

/** One statement per kind. A unique address that somebody else has breaks the database's own index. */
export const insertPoints = async (strapi: Core.Strapi, owned: readonly OwnedPoints[], now: Date): Promise<void> => {
  const { emails, phones, externalIds } = tablesOf(strapi);
  await emails.insertMany(
    owned.flatMap(({ contactId, emails: list = [] }) => list.map(({ key, ...email }) => ({ ...email, emailKey: key, contact: contactId }))),
    now,
  );
  await phones.insertMany(
    owned.flatMap(({ contactId, phones: list = [] }) => list.map((phone) => ({ ...phone, contact: contactId }))),
    now,
  );
  await externalIds.insertMany(
    owned.flatMap(({ contactId, externalIds: list = [] }) => list.map((one) => ({ ...one, contact: contactId }))),
    now,
  );
};

/** Replaces the lists that are given and leaves the others. */
export const replacePoints = async (strapi: Core.Strapi, owned: OwnedPoints, now: Date): Promise<void> => {
  const { emails, phones, externalIds } = tablesOf(strapi);
  if (owned.emails) await removeOf(strapi, emails, owned.contactId);
  if (owned.phones) await removeOf(strapi, phones, owned.contactId);
  if (owned.externalIds) await removeOf(strapi, externalIds, owned.contactId);
  await insertPoints(strapi, [owned], now);
};

const removeOf = async (strapi: Core.Strapi, table: RecordTable, contactId: number): Promise<void> => {
  await from(strapi, connection(strapi), table.tableName).where(table.columnOf('contact'), contactId).delete();
};

const byId = (one: { id: number }, other: { id: number }): number => one.id - other.id;

const byContact = <R extends { contact: number }>(rows: readonly R[]): Map<number, R[]> => {
  const groups = new Map<number, R[]>();
  for (const row of rows) groups.set(row.contact, [...(groups.get(row.contact) ?? []), row]);
  return groups;
};
