import { z } from 'zod';
import { contentEntry, datetime, defineEndpoints, id, pageOf, reference } from '../kernel/contract';

/** `detail` is what the kind needs to be told in a sentence: labels and ids, never a whole record. */
export const timelineEntry = z.object({
  id,
  kind: z.string(),
  occurredAt: datetime,
  actor: z.object({ kind: z.enum(['user', 'visitor', 'system']), name: z.string().nullable() }),
  text: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  /** The lead, deal or ticket this happened on, where it was not only the contact or company. */
  subject: z.object({ type: z.string(), id }).nullable(),
  contact: reference.nullable(),
  company: reference.nullable(),
  content: contentEntry.nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const feedQuery = z.strictObject({
  kind: z.string().trim().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
});

export const noteInput = z.strictObject({ text: z.string().trim().min(1, 'Write the note first').max(20_000) });

export const timelineContract = defineEndpoints(
  'timeline',
  {
    contactFeed: { method: 'GET', path: '/contacts/:id/timeline', permission: 'contacts.read', query: feedQuery, returns: pageOf(timelineEntry) },
    companyFeed: { method: 'GET', path: '/companies/:id/timeline', permission: 'companies.read', query: feedQuery, returns: pageOf(timelineEntry) },
    noteOnContact: { method: 'POST', path: '/contacts/:id/notes', permission: 'contacts.update', body: noteInput, returns: timelineEntry },
    noteOnCompany: { method: 'POST', path: '/companies/:id/notes', permission: 'companies.update', body: noteInput, returns: timelineEntry },
  },
  { scoped: ['contacts.read', 'contacts.update', 'companies.read', 'companies.update'] },
);
