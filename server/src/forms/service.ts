import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../kernel/context';
import { Conflict, isUniqueViolation, NotFound, RuleViolation, StaleVersion } from '../kernel/errors';
import { tableOf } from '../kernel/records';
import { afterCommit, transaction } from '../kernel/transaction';
import { DEFAULT_SETTINGS, formInput, type Form, type FormField, type FormKind, type FormSettings, type formUpdate, type PublicForm } from './contract';
import { stepsOf } from './logic';
import { createFormQueries, type FormRecord } from './queries';
import { availability, settledFields, settledSettings } from './rules';
import { CONTACT_FORM } from './starter';

/** What the public door needs of a published form. */
export interface PublishedForm {
  id: number;
  documentId: string;
  key: string;
  slug: string;
  name: string;
  version: number;
  fields: FormField[];
  thankYou: string;
  redirectUrl: string | null;
  allowedOrigins: string[];
  kind: FormKind;
  /** As they are now, whichever version this is. */
  settings: FormSettings;
  honeypot: string;
}

/** Another process may publish: its change is seen here after this time. */
const CACHE_MS = 1000;
const CACHE_SIZE = 500;
/** A page that somebody left open, or that a cache kept, may still send the version it shows. */
const OLD_VERSION_DAYS = 30;

type FormChange = Omit<z.output<typeof formUpdate>, 'version'>;

export const createFormsService = (context: Context) => {
  const { strapi, clock } = context;
  const queries = createFormQueries(context, { honeypotOf, submitUrlOf });
  const table = () => tableOf(strapi, 'plugin::crm.form');
  const versions = () => tableOf(strapi, 'plugin::crm.form-version');
  const cache = new Map<string, { form: PublishedForm | null; until: number }>();

  function honeypotOf(key: string): string {
    return honeypotName(appSecret(strapi.config.get('server.app.keys')), key);
  }

  function submitUrlOf(slug: string): string {
    const base = strapi.config.get<string>('server.absoluteUrl', '');
    return `${base}${strapi.config.get<string>('api.rest.prefix', '/api')}/crm/forms/${slug}/submissions`;
  }

  const getOrThrow = async (id: string): Promise<FormRecord> => {
    const record = await queries.find(id, { isLocked: true });
    if (!record) throw new NotFound('form');
    return record;
  };

  const change = async (record: FormRecord, patch: Record<string, unknown>): Promise<Form> => {
    const next = { ...record, ...patch };
    await table().updateMany([record.id], { ...patch, draftHash: hashOf(next), version: record.version + 1, updatedAt: clock.now() });
    afterCommit(() => cache.clear());
    return queries.get(record.documentId);
  };

  /** `wanted`: this version and no other, if a page may still show it. */
  const readPublished = async (keyOrSlug: string, wanted: number | null): Promise<PublishedForm | null> => {
    const record = (await queries.findByKeyOrSlug(keyOrSlug)) ?? null;
    if (!record || record.state !== 'published' || record.publishedVersion === null) return null;
    const all = await versions().findBy<VersionRecord>('form', [record.id]);
    const version = all.find(({ number }) => number === (wanted ?? record.publishedVersion));
    if (!version) return null;
    // A version is live until the next one is released.
    const next = all.find(({ number }) => number === version.number + 1);
    if (next && clock.now().getTime() - next.releasedAt.getTime() > OLD_VERSION_DAYS * 86_400_000) return null;
    return {
      id: record.id,
      documentId: record.documentId,
      key: record.key,
      slug: record.slug,
      name: record.name,
      version: version.number,
      fields: version.fields,
      thankYou: version.thankYou,
      redirectUrl: version.redirectUrl,
      allowedOrigins: record.allowedOrigins,
      kind: record.kind,
      settings: record.settings,
      honeypot: honeypotOf(record.key),
    };
  };

  const cached = async (keyOrSlug: string, version: number | null): Promise<PublishedForm | null> => {
    const now = Date.now();
    const place = `${keyOrSlug} ${version ?? ''}`;
    const known = cache.get(place);
    if (known && known.until > now) return known.form;
    const form = await readPublished(keyOrSlug, version);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(place, { form, until: now + CACHE_MS });
    return form;
  };

  const published = (keyOrSlug: string): Promise<PublishedForm | null> => cached(keyOrSlug, null);

  return {
    list: queries.list,
    get: queries.get,
    namesOf: queries.namesOf,

    /** `kind` is not for callers from outside: forms of entries belong to the feature that made them. */
    async create({ kind = 'web', ...input }: z.input<typeof formInput> & { kind?: FormKind }): Promise<Form> {
      const values = formInput.parse(input);
      const now = clock.now();
      const record = { ...values, fields: settledFields(values.fields), kind, settings: settledSettings({ ...DEFAULT_SETTINGS, ...values.settings }), key: randomBytes(16).toString('base64url'), state: 'draft', version: 1 };
      try {
        const [created] = await table().insertMany([{ ...record, draftHash: hashOf(record) }], now);
        return await queries.get(created!.documentId);
      } catch (error) {
        throw slugTaken(error, values.slug);
      }
    },

    /** Refused with one sentence for each field that could not work. */
    async update(id: string, { version, ...patch }: FormChange & { version: number }): Promise<Form> {
      const fields = patch.fields && { fields: settledFields(patch.fields) };
      try {
        return await transaction(strapi, async () => {
          const record = await getOrThrow(id);
          if (record.version !== version) throw new StaleVersion({ current: await queries.get(id), version: record.version });
          return change(record, { ...patch, ...fields, settings: settledSettings({ ...record.settings, ...patch.settings }) });
        });
      } catch (error) {
        throw slugTaken(error, patch.slug ?? '');
      }
    },

    /** Makes the draft live as a new version. Publishing what is live already changes nothing. */
    async publish(id: string): Promise<Form> {
      return transaction(strapi, async () => {
        const record = await getOrThrow(id);
        if (record.state === 'published' && record.publishedHash === record.draftHash) return queries.get(id);

        const isSameContent = record.publishedHash === record.draftHash && record.publishedVersion !== null;
        const number = isSameContent ? record.publishedVersion : (record.publishedVersion ?? 0) + 1;
        if (!isSameContent) {
          await versions().insertMany(
            [{ form: record.id, number, fields: record.fields, thankYou: record.thankYou, redirectUrl: record.redirectUrl, releasedAt: clock.now() }],
            clock.now(),
          );
        }
        return change(record, { state: 'published', publishedVersion: number, publishedHash: record.draftHash });
      });
    },

    /** From now on the form's address answers 404. What was sent before stays. */
    async unpublish(id: string): Promise<Form> {
      return transaction(strapi, async () => {
        const record = await getOrThrow(id);
        if (record.state === 'draft') throw new RuleViolation('form.not-published', 'This form was never published.');
        return record.state === 'unpublished' ? queries.get(id) : change(record, { state: 'unpublished' });
      });
    },

    /** Takes effect at once, without publishing the rest of the draft. Allowing an origin twice is harmless. */
    async allowOrigin(id: string, origin: string): Promise<Form> {
      return transaction(strapi, async () => {
        const record = await getOrThrow(id);
        if (record.allowedOrigins.includes(origin)) return queries.get(id);
        return change(record, { allowedOrigins: [...record.allowedOrigins, origin] });
      });
    },

    published,

    /** The form as a page showed it before, if that was live within the last 30 days; null otherwise. Settings are today's. */
    publishedVersion: (keyOrSlug: string, version: number): Promise<PublishedForm | null> => cached(keyOrSlug, version),

    /** `submissionCount` is only needed where the form's settings limit it. */
    async publicForm(keyOrSlug: string, submissionCount = 0): Promise<PublicForm | null> {
      const form = await published(keyOrSlug);
      if (!form || form.kind !== 'web') return null;
      const { key, slug, name, version, settings, honeypot } = form;
      const fields = form.fields.filter(({ isLocked }) => !isLocked).map(({ mapTo: _mapTo, isLocked: _isLocked, overrideReason: _overrideReason, ...field }) => field);
      return {
        key,
        slug,
        name,
        version,
        fields,
        steps: stepsOf(fields).map((step) => ({ ...step, fields: step.fields.map((field) => field.name) })),
        captcha: settings.captcha,
        offersDrafts: settings.offersDrafts,
        availability: availability(form, { now: clock.now(), submissionCount }),
        submitUrl: submitUrlOf(slug),
        honeypot,
      };
    },

    /** The fields as they were in that version, for reading an old answer. One statement for many. */
    async fieldsOfVersions(wanted: readonly { formId: number; version: number }[]): Promise<(formId: number, version: number) => FormField[]> {
      const rows = await versions().findBy<VersionRecord>('form', [...new Set(wanted.map((one) => one.formId))]);
      const fields = new Map(rows.map((row) => [`${row.form}:${row.number}`, row.fields]));
      return (formId, version) => fields.get(`${formId}:${version}`) ?? [];
    },

    /** Once per site, as a draft; two processes that boot together make one. */
    async ensureStarter(): Promise<void> {
      if (await queries.hasAny()) return;
      try {
        await this.create(CONTACT_FORM);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    },
  };
};

export type FormsService = ReturnType<typeof createFormsService>;

interface VersionRecord extends Record<string, unknown> {
  form: number;
  number: number;
  fields: FormField[];
  thankYou: string;
  redirectUrl: string | null;
  releasedAt: Date;
}

/** Origins and settings are not part of it: they take effect at once. */
const hashOf = (form: Record<string, unknown>): string =>
  createHash('sha256').update(JSON.stringify([form.fields, form.thankYou, form.redirectUrl ?? null], inOrder)).digest('hex');

/** PostgreSQL gives the keys of a JSON column back in its own order. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;

const slugTaken = (error: unknown, slug: string): unknown =>
  isUniqueViolation(error) ? new Conflict('form.slug-taken', `slug: Another form already uses “${slug}”. Choose another one.`, { field: 'slug' }) : error;

const TRAPS = ['website', 'homepage', 'fax', 'address2', 'nickname', 'middle_name'] as const;

/** Differs per form and site, so that no list of trap names works everywhere; plausible, so that bots fill it. */
export const honeypotName = (secret: string, formKey: string): string => {
  const digest = createHmac('sha256', secret).update(`honeypot:${formKey}`).digest();
  return `${TRAPS[digest[0]! % TRAPS.length]}_${digest.toString('hex', 1, 3)}`;
};

const appSecret = (keys: unknown): string => (Array.isArray(keys) && typeof keys[0] === 'string' ? keys[0] : 'no app key');
