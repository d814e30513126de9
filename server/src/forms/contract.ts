import { z } from 'zod';
import { datetime, defineEndpoints, id, oneOrMany, pageOf, pageQuery } from '../kernel/contract';

export const FORM_STATES = ['draft', 'published', 'unpublished'] as const;
export const FIELD_TYPES = ['text', 'textarea', 'email', 'phone', 'number', 'select', 'checkbox', 'consent', 'hidden'] as const;
/** Where an answer goes. `message` is what the visitor wrote; `null` keeps the answer on the submission only. */
export const FIELD_TARGETS = [
  'contact.firstName',
  'contact.lastName',
  'contact.name',
  'contact.email',
  'contact.phone',
  'contact.jobTitle',
  'company.name',
  'lead.message',
] as const;
const MAX_FIELDS = 100;

const fieldName = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'Start with a letter; then letters, digits and underscores');

export const formField = z.strictObject({
  name: fieldName,
  type: z.enum(FIELD_TYPES),
  label: z.string().trim().min(1, 'Give the field a label').max(300),
  help: z.string().trim().max(500).optional(),
  placeholder: z.string().trim().max(200).optional(),
  isRequired: z.boolean().default(false),
  /** Characters for text, the value itself for numbers. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** The choices of a select. */
  options: z.array(z.strictObject({ value: z.string().trim().min(1).max(200), label: z.string().trim().min(1).max(300) })).max(200).optional(),
  /** The HTML autocomplete token. */
  autocomplete: z.string().trim().max(60).optional(),
  mapTo: z.enum(FIELD_TARGETS).nullable().default(null),
});
export type FormField = z.infer<typeof formField>;

export const formFields = z
  .array(formField)
  .min(1, 'A form needs at least one field')
  .max(MAX_FIELDS)
  .superRefine((fields, context) => {
    const seen = new Set<string>();
    fields.forEach((field, index) => {
      if (seen.has(field.name)) context.addIssue({ code: 'custom', path: [index, 'name'], message: `Two fields are named “${field.name}”` });
      seen.add(field.name);
      if (field.type === 'select' && !field.options?.length)
        context.addIssue({ code: 'custom', path: [index, 'options'], message: `Give “${field.label}” at least one option` });
      if (field.type === 'consent' && field.isRequired)
        context.addIssue({ code: 'custom', path: [index, 'isRequired'], message: 'Consent must be a free choice: it can’t be required' });
    });
  });

export const origin = z
  .string()
  .trim()
  .refine((value) => {
    try {
      return new URL(value).origin === value && /^https?:/.test(value);
    } catch {
      return false;
    }
  }, 'Use an origin such as https://www.example.com, without a path');

const webUrl = z.string().trim().max(2000).refine((value) => {
  try {
    return ['http:', 'https:'].includes(new URL(value).protocol);
  } catch {
    return false;
  }
}, 'Use a full address that starts with https://');

const formShape = z.strictObject({
  name: z.string().trim().min(1, 'Give the form a name').max(120),
  slug: z.string().trim().regex(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/, 'Use small letters, digits and dashes'),
  fields: formFields,
  thankYou: z.string().trim().min(1, 'Say thank you').max(1000),
  /** Where a browser without script is sent after success; null shows our own page. */
  redirectUrl: webUrl.nullable(),
  /** Empty means any site may send. */
  allowedOrigins: z.array(origin).max(50),
});
export const formInput = formShape.extend({ redirectUrl: webUrl.nullable().default(null), allowedOrigins: z.array(origin).max(50).default([]) });
/** Without defaults: what a change leaves out stays as it is. */
export const formUpdate = formShape.partial().extend({ version: z.number().int() });

export const formRow = z.object({
  id,
  key: z.string(),
  slug: z.string(),
  name: z.string(),
  state: z.enum(FORM_STATES),
  publishedVersion: z.number().int().nullable(),
  /** The draft differs from what is live. */
  hasUnpublishedChanges: z.boolean(),
  updatedAt: datetime,
});
export type FormRow = z.infer<typeof formRow>;

export const form = formRow.extend({
  fields: z.array(formField),
  thankYou: z.string(),
  redirectUrl: z.string().nullable(),
  allowedOrigins: z.array(z.string()),
  version: z.number().int(),
  /** Full public address that the form posts to. */
  submitUrl: z.string(),
  /** Name of the trap field, which differs per form. */
  honeypot: z.string(),
});
export type Form = z.infer<typeof form>;

/** What a page needs to draw the form; never anything a visitor must not know. */
export const publicForm = z.object({
  key: z.string(),
  slug: z.string(),
  name: z.string(),
  version: z.number().int(),
  fields: z.array(formField.omit({ mapTo: true })),
  submitUrl: z.string(),
  honeypot: z.string(),
});

export type PublicForm = z.infer<typeof publicForm>;

export const answer = z.object({ name: z.string(), label: z.string(), type: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]) });
export type Answer = z.infer<typeof answer>;

export const formsContract = defineEndpoints('forms', {
  listForms: {
    method: 'GET',
    path: '/forms',
    permission: 'forms.read',
    query: pageQuery({ filters: { state: oneOrMany(z.enum(FORM_STATES)) }, sort: ['-updatedAt', 'name'] }),
    returns: pageOf(formRow),
  },
  getForm: { method: 'GET', path: '/forms/:id', permission: 'forms.read', returns: form },
  createForm: { method: 'POST', path: '/forms', permission: 'forms.create', body: formInput, returns: form },
  updateForm: { method: 'PUT', path: '/forms/:id', permission: 'forms.update', body: formUpdate, returns: form },
  publishForm: { method: 'POST', path: '/forms/:id/publish', permission: 'forms.publish', returns: form },
  unpublishForm: { method: 'POST', path: '/forms/:id/unpublish', permission: 'forms.publish', returns: form },
});
