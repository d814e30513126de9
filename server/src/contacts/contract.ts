import { z } from 'zod';
import { address, contentEntry, date, datetime, defineEndpoints, id, oneOrMany, optionalText, pageOf, pageQuery, reference, tags, text } from '../kernel/contract';

export const LIFECYCLE_STAGES = ['subscriber', 'lead', 'mql', 'sql', 'opportunity', 'customer', 'evangelist', 'other'] as const;
export const lifecycleStage = z.enum(LIFECYCLE_STAGES);
export type LifecycleStage = z.infer<typeof lifecycleStage>;
export const CONTACT_POINT_TYPES = ['work', 'private', 'mobile', 'other'] as const;
export const SUGGESTION_STATES = ['open', 'accepted', 'rejected'] as const;

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
export const externalId = z.strictObject({ source: text(60).min(1), value: text(200).min(1) });

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

/** What brought somebody here: the start of a visit, or the page a form was sent from. */
export const touch = z.object({
  at: datetime,
  page: z.string().nullable(),
  landing: z.string().nullable(),
  referrer: z.string().nullable(),
  /** Campaign parameters and click ids. */
  utm: z.record(z.string(), z.string()),
  entry: contentEntry.omit({ title: true }).nullable(),
});
export type Touch = z.infer<typeof touch>;

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
  firstTouch: touch.nullable(),
  lastTouch: touch.nullable(),
  suggestions: z.array(suggestion),
  updatedAt: datetime,
  version: z.number().int(),
});
export type Contact = z.infer<typeof contact>;

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
  },
  { scoped: ['contacts.read', 'contacts.update'] },
);
