import { z } from 'zod';
import { answer, condition, FIELD_TARGETS } from '../forms/contract';
import { datetime, defineEndpoints, id, pageOf, pageQuery } from '../kernel/contract';

/** When an entry becomes a submission: at its first save, when it is published, or when one attribute gets another value. */
export const SOURCE_TRIGGERS = ['created', 'published', 'updated'] as const;
export const RUN_STATES = ['running', 'done', 'undoing', 'undone', 'failed'] as const;
export const SAMPLE_SIZE = 20;

export const mappedAttribute = z.strictObject({
  attribute: z.string().trim().min(1).max(64),
  mapTo: z.enum(FIELD_TARGETS).nullable(),
  /** Of a boolean: ticked, it is consent for this purpose, with the label as its text. */
  purpose: z.string().trim().regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use small letters, digits and dashes').optional(),
  label: z.string().trim().min(1).max(300).optional(),
});
export type MappedAttribute = z.infer<typeof mappedAttribute>;

const sourceShape = z.strictObject({
  name: z.string().trim().min(1, 'Give the source a name').max(120),
  uid: z.string().regex(/^api::[a-z0-9-]+\.[a-z0-9-]+$/, 'Choose a content type of the site'),
  trigger: z.enum(SOURCE_TRIGGERS),
  /** The attribute that is watched; only with `updated`. */
  watched: z.string().max(64).nullable(),
  /** Only entries for which it is true; null takes all. */
  condition: condition.nullable(),
  fields: z.array(mappedAttribute).min(1, 'Map at least one attribute').max(50),
  target: z.enum(['lead', 'contact']),
  /** An entry that can't be mapped is refused when it is saved, instead of being saved and held for somebody to look at. */
  isStrict: z.boolean(),
  isOn: z.boolean(),
});
export const sourceInput = sourceShape.extend({
  watched: z.string().max(64).nullable().default(null),
  condition: condition.nullable().default(null),
  target: z.enum(['lead', 'contact']).default('lead'),
  isStrict: z.boolean().default(false),
  isOn: z.boolean().default(true),
});
/** Without defaults: what a change leaves out stays as it is. The content type never changes. */
export const sourceUpdate = sourceShape.omit({ uid: true }).partial().extend({ version: z.number().int() });

export const source = sourceShape.extend({
  id,
  /** Written in the content type's schema; can't be changed here. */
  isFromCode: z.boolean(),
  /** Null when the site no longer has the type. */
  typeName: z.string().nullable(),
  submissions: z.number().int(),
  lastError: z.string().nullable(),
  version: z.number().int(),
  createdAt: datetime,
});
export type Source = z.infer<typeof source>;

export const siteType = z.object({
  uid: z.string(),
  name: z.string(),
  hasDraftAndPublish: z.boolean(),
  attributes: z.array(z.object({ name: z.string(), type: z.string() })),
  /** A first guess, by names and types. */
  suggested: z.array(mappedAttribute),
});
export type SiteType = z.infer<typeof siteType>;

export const sourcePreview = z.object({
  /** Entries that exist now, up to 1,000; null beyond. */
  total: z.number().int().nullable(),
  sample: z.array(
    z.object({
      documentId: z.string(),
      title: z.string().nullable(),
      answers: z.array(answer),
      /** What the condition says. */
      isWanted: z.boolean(),
      /** It is a submission already. */
      isKnown: z.boolean(),
      problems: z.array(z.string()),
    }),
  ),
});
export type SourcePreview = z.infer<typeof sourcePreview>;

export const sourceRun = z.object({
  id,
  sourceId: id,
  state: z.enum(RUN_STATES),
  /** Entries looked at, submissions made from them, and those that were submissions before or not wanted. */
  seen: z.number().int(),
  captured: z.number().int(),
  skipped: z.number().int(),
  startedAt: datetime,
  finishedAt: datetime.nullable(),
});
export type SourceRun = z.infer<typeof sourceRun>;

export const sourcesContract = defineEndpoints('sources', {
  list: { method: 'GET', path: '/sources', permission: 'sources.read', query: pageQuery({ filters: {}, sort: ['-createdAt', 'name'] }), returns: pageOf(source) },
  types: { method: 'GET', path: '/sources/types', permission: 'sources.read', returns: z.object({ results: z.array(siteType) }) },
  get: { method: 'GET', path: '/sources/:id', permission: 'sources.read', returns: source },
  create: { method: 'POST', path: '/sources', permission: 'sources.update', body: sourceInput, returns: source },
  update: { method: 'PUT', path: '/sources/:id', permission: 'sources.update', body: sourceUpdate, returns: source },
  /** A dry run over what is there: nothing is stored. */
  preview: { method: 'GET', path: '/sources/:id/preview', permission: 'sources.update', returns: sourcePreview },
  runs: { method: 'GET', path: '/sources/:id/runs', permission: 'sources.read', returns: z.object({ results: z.array(sourceRun) }) },
  /** Existing entries become submissions, in the background. One run of a source at a time. */
  backfill: { method: 'POST', path: '/sources/:id/runs', permission: 'sources.update', returns: sourceRun },
});
