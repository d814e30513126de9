import { z } from 'zod';
import { contentEntry, datetime, defineEndpoints, id, money, oneOrMany, optionalText, pageOf, pageQuery, reference, tags, text } from '../kernel/contract';
import { feedQuery, noteInput, timelineEntry } from '../timeline/contract';

export const LEAD_STATUSES = ['new', 'contacted', 'nurture', 'qualified', 'converted', 'unqualified', 'junk'] as const;
export const leadStatus = z.enum(LEAD_STATUSES);
export type LeadStatus = z.infer<typeof leadStatus>;
export const LEAD_SOURCES = ['form', 'manual', 'api', 'import'] as const;

const leadFields = z.strictObject({
  firstName: optionalText(120),
  lastName: optionalText(120),
  email: optionalText(254),
  phone: optionalText(60),
  jobTitle: optionalText(160),
  companyName: optionalText(200),
  message: optionalText(20_000),
  amountHint: money.nullable(),
  tags,
  ownerId: id.nullable(),
});
export const leadInput = leadFields
  .partial()
  .refine((input) => Boolean(input.firstName ?? input.lastName ?? input.email), { error: 'Enter a name or an e-mail address', path: ['firstName'] });
export const leadUpdate = leadFields.partial().extend({ version: z.number().int() });

/** A reason is required for `unqualified` and `junk`; `converted` is set only by converting. */
export const statusChange = z.strictObject({
  status: leadStatus.exclude(['converted']),
  reason: text(500).optional(),
});

export const leadRow = z.object({
  id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  companyName: z.string().nullable(),
  status: leadStatus,
  source: z.enum(LEAD_SOURCES),
  form: reference.nullable(),
  landing: contentEntry.nullable(),
  contact: reference.nullable(),
  company: reference.nullable(),
  owner: reference.nullable(),
  tags: z.array(z.string()),
  createdAt: datetime,
  firstResponseDueAt: datetime.nullable(),
  firstRespondedAt: datetime.nullable(),
  isTest: z.boolean(),
  isSample: z.boolean(),
});
export type LeadRow = z.infer<typeof leadRow>;

export const lead = leadRow.extend({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  jobTitle: z.string().nullable(),
  message: z.string().nullable(),
  amountHint: money.nullable(),
  unqualifiedReason: z.string().nullable(),
  recycleCount: z.number().int(),
  /** The statuses this lead may move to now. */
  nextStatuses: z.array(leadStatus),
  /** What the visitor answered, in the form's order. Empty for a lead that was added by hand. */
  answers: z.array(z.object({ name: z.string(), label: z.string(), type: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]) })),
  submissionId: id.nullable(),
  utm: z.record(z.string(), z.string()),
  landingPage: z.string().nullable(),
  referrer: z.string().nullable(),
  statusChangedAt: datetime,
  /** Median minutes to a first answer over the last 90 days; null before anything was answered. */
  teamMedianResponseMinutes: z.number().nullable(),
  updatedAt: datetime,
  version: z.number().int(),
});
export type Lead = z.infer<typeof lead>;

export const leadsContract = defineEndpoints(
  'leads',
  {
    list: {
      method: 'GET',
      path: '/leads',
      permission: 'leads.read',
      query: pageQuery({
        filters: {
          status: oneOrMany(leadStatus),
          /** An owner's id, `me`, or `none` for unassigned. */
          owner: oneOrMany(id),
          source: oneOrMany(z.enum(LEAD_SOURCES)),
          form: oneOrMany(id),
          contact: oneOrMany(id),
          company: oneOrMany(id),
        },
        sort: ['-createdAt', 'createdAt', 'name', '-name', 'firstResponseDueAt'],
      }),
      returns: pageOf(leadRow),
    },
    /** How many leads are in each status, within what the caller may see. */
    counts: { method: 'GET', path: '/leads/counts', permission: 'leads.read', returns: z.object({ byStatus: z.record(leadStatus, z.number().int()), mine: z.number().int(), unassigned: z.number().int() }) },
    get: { method: 'GET', path: '/leads/:id', permission: 'leads.read', returns: lead },
    create: { method: 'POST', path: '/leads', permission: 'leads.create', body: leadInput, returns: lead },
    update: { method: 'PUT', path: '/leads/:id', permission: 'leads.update', body: leadUpdate, returns: lead },
    changeStatus: { method: 'POST', path: '/leads/:id/status', permission: 'leads.update', body: statusChange, returns: lead },
    feed: { method: 'GET', path: '/leads/:id/timeline', permission: 'leads.read', query: feedQuery, returns: pageOf(timelineEntry) },
    note: { method: 'POST', path: '/leads/:id/notes', permission: 'leads.update', body: noteInput, returns: timelineEntry },
  },
  { scoped: ['leads.read', 'leads.update'] },
);
