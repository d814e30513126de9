import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { FormsService } from '../forms';
import type { JobsService } from '../jobs';
import type { Context } from '../kernel/context';
import type { Page, QueryOf } from '../kernel/contract';
import { InvalidInput, NotFound, RuleViolation, StaleVersion } from '../kernel/errors';
import { keysetPage, RECORD_SORTS } from '../kernel/paging';
import { tableOf } from '../kernel/records';
import { afterCommit, transaction } from '../kernel/transaction';
import type { SettingsService } from '../settings';
import type { SpamService } from '../spam';
import type { SubmissionsService } from '../submissions';
import { createEntryCapture } from './capture';
import type { RunRecord, SourceRecord } from './content-types';
import { SAMPLE_SIZE, type sourceInput, type SiteType, type Source, type SourcePreview, type SourceRun, type sourcesContract, type sourceUpdate } from './contract';
import { attributesOf, createEntries, hasDrafts, siteTypes, typeOf } from './entries';
import { fieldsOf, suggestedFields } from './mapping';

interface Dependencies {
  jobs: Pick<JobsService, 'enqueue'>;
  forms: FormsService;
  settings: Pick<SettingsService, 'general'>;
  submissions: Pick<SubmissionsService, 'accept' | 'knownKeys' | 'countOfForm'>;
  spam: Pick<SpamService, 'judge'>;
}

type Input = z.output<typeof sourceInput>;

const BATCH = 100;
/** Between two batches of a back-fill: visitors and staff come first. */
const PAUSE_MS = 300;
/** A transaction that began before the last look may have committed after it. */
const OVERLAP_MS = 120_000;
const OVERLAP_ROWS = 200;

export const createSourcesService = (context: Context, dependencies: Dependencies) => {
  const { strapi, clock } = context;
  const { jobs, forms, submissions } = dependencies;
  const table = () => tableOf(strapi, 'plugin::crm.source');
  const runs = () => tableOf(strapi, 'plugin::crm.source-run');
  const entries = createEntries(strapi);
  const { capture, preview, problemsOf, mark } = createEntryCapture(context, { ...dependencies, entries });
  let active: SourceRecord[] = [];

  const find = async (id: string, { isLocked = false } = {}): Promise<SourceRecord> => {
    const query = table().query().where('t.document_id', id).select('t.*').first();
    const row = (await (isLocked ? query.forUpdate() : query)) as Record<string, unknown> | undefined;
    if (!row) throw new NotFound('content source');
    return table().read<SourceRecord>(row);
  };

  const findRun = async (id: string): Promise<RunRecord> => {
    const [run] = await runs().findBy<RunRecord>('documentId', [id]);
    if (!run) throw new NotFound('run');
    return run;
  };

  const show = async (record: SourceRecord): Promise<Source> => {
    const { documentId, name, uid, trigger, watched, condition, fields, target, isStrict, isOn, isFromCode, lastError, version, createdAt } = record;
    const typeName = typeOf(strapi, uid)?.info.displayName ?? null;
    return { id: documentId, name, uid, trigger, watched, condition, fields, target, isStrict, isOn, isFromCode, typeName, submissions: await submissions.countOfForm(record.form), lastError, version, createdAt: createdAt.toISOString() };
  };

  const showRun = (run: RunRecord, sourceId: string): SourceRun => ({
    id: run.documentId,
    sourceId,
    state: run.state,
    seen: run.seen,
    captured: run.captured,
    skipped: run.skipped,
    startedAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  });

  /** Names what does not fit the content type as it is now. */
  const assertFits = ({ uid, fields, trigger, watched }: Pick<Input, 'uid' | 'fields' | 'trigger' | 'watched'>): void => {
    const type = typeOf(strapi, uid);
    if (!type) throw new InvalidInput([{ path: ['uid'], message: 'The site has no such content type.' }]);
    const known = new Set(attributesOf(type).map(({ name }) => name));
    const errors = fields.flatMap(({ attribute }, index) => (known.has(attribute) ? [] : [{ path: ['fields', String(index), 'attribute'], message: `“${attribute}” is no attribute that can be mapped.` }]));
    if (new Set(fields.map(({ attribute }) => attribute)).size < fields.length) errors.push({ path: ['fields'], message: 'Map each attribute once.' });
    if (trigger === 'updated' && (watched === null || !known.has(watched))) errors.push({ path: ['watched'], message: 'Choose the attribute whose change counts.' });
    if (trigger === 'published' && !hasDrafts(type)) errors.push({ path: ['trigger'], message: 'This type has no drafts: its entries count when they are created.' });
    if (errors.length > 0) throw new InvalidInput(errors);
  };

  const formValues = ({ name, uid, fields, target }: Pick<Input, 'name' | 'uid' | 'fields' | 'target'>) => ({ name, fields: fieldsOf(fields, attributesOf(typeOf(strapi, uid)!)), settings: { target } });

  const reload = async (): Promise<void> => {
    const query = table().query();
    active = ((await query.where('t.is_on', true).limit(500).select('t.*')) as Record<string, unknown>[]).map((row) => table().read<SourceRecord>(row)).filter(({ uid }) => typeOf(strapi, uid));
  };
  const reloadLater = (): void => afterCommit(() => void reload().catch((error: Error) => strapi.log.warn(`CRM content sources: ${error.message}`)));

  const fromNowOn = async (uid: string) => {
    const rowId = await entries.lastRowId(uid);
    return { firstRowId: rowId, lastRowId: rowId, seenUpTo: clock.now().getTime() };
  };

  const insert = async (input: Input, { key, isFromCode }: { key: string; isFromCode: boolean }): Promise<SourceRecord> => {
    assertFits(input);
    const now = clock.now();
    const id = await transaction(strapi, async () => {
      const form = await forms.create({ kind: 'content', slug: `entry-${randomBytes(8).toString('hex')}`, thankYou: 'Thank you', ...formValues(input) });
      await forms.publish(form.id);
      const published = await tableOf(strapi, 'plugin::crm.form').findBy<{ id: number }>('documentId', [form.id], ['id']);
      const [inserted] = await table().insertMany([{ ...input, key, isFromCode, form: published[0]!.id, ...(await fromNowOn(input.uid)), version: 1 }], now);
      if (input.trigger === 'updated') await jobs.enqueue([{ type: 'sources.mark', payload: { sourceId: inserted!.documentId, afterId: 0 } }]);
      reloadLater();
      return inserted!.documentId;
    });
    return find(id);
  };

  const change = async (record: SourceRecord, patch: Partial<Input>): Promise<void> => {
    const next = { ...record, ...patch };
    assertFits(next);
    const form = (await forms.namesOf([record.form])).get(record.form)!;
    const { version } = await forms.get(form.id);
    await forms.update(form.id, { ...formValues(next), version });
    await forms.publish(form.id);
    // What was written while it was off is not caught up with by itself: that is what a back-fill is for.
    const resumes = patch.isOn === true && !record.isOn ? await fromNowOn(record.uid) : {};
    const isWatchedAnew = next.trigger === 'updated' && (record.trigger !== 'updated' || record.watched !== next.watched || 'lastRowId' in resumes);
    await table().updateMany([record.id], { ...patch, ...resumes, lastError: null, version: record.version + 1, updatedAt: clock.now() });
    if (isWatchedAnew) await jobs.enqueue([{ type: 'sources.mark', payload: { sourceId: record.documentId, afterId: 0 } }]);
    reloadLater();
  };

  return {
    /** The sources that listen now, from memory; another process's change is seen within five minutes. */
    listeningTo: (uid: string): readonly SourceRecord[] => active.filter((source) => source.uid === uid),
    reload,
    problemsOf,

    async list({ q, sort, limit, cursor }: QueryOf<(typeof sourcesContract)['endpoints']['list']>): Promise<Page<Source>> {
      const query = table().query();
      if (q) query.whereRaw('lower(t.name) like ?', [`%${q.toLowerCase().replace(/[%_]/g, '')}%`]);
      const { rows, next, total } = await keysetPage(strapi, { query, select: ['t.*'], sort: RECORD_SORTS[sort], limit, cursor });
      return { results: await Promise.all(rows.map((row) => show(table().read<SourceRecord>(row)))), page: { next, total } };
    },

    get: async (id: string): Promise<Source> => show(await find(id)),

    types: (): SiteType[] =>
      siteTypes(strapi).map((type) => {
        const attributes = attributesOf(type);
        return { uid: type.uid, name: type.info.displayName ?? type.info.singularName, hasDraftAndPublish: hasDrafts(type), attributes, suggested: suggestedFields(attributes) };
      }),

    create: async (input: Input): Promise<Source> => show(await insert(input, { key: randomBytes(16).toString('base64url'), isFromCode: false })),

    async update(id: string, { version, ...patch }: z.output<typeof sourceUpdate>): Promise<Source> {
      await transaction(strapi, async () => {
        const record = await find(id, { isLocked: true });
        if (record.isFromCode) throw new RuleViolation('source.from-code', 'This source is written in the content type’s schema (pluginOptions.crm.capture): change it there.');
        if (record.version !== version) throw new StaleVersion({ current: await show(record), version: record.version });
        await change(record, patch);
      });
      return show(await find(id));
    },

    /** A source that a schema declares, as it is declared now. Repeating it changes nothing. */
    async declare(key: string, input: Input): Promise<void> {
      const [known] = await table().findBy<SourceRecord>('key', [key]);
      if (!known) await insert(input, { key, isFromCode: true });
      else if (JSON.stringify(wordsOf(known)) !== JSON.stringify(wordsOf({ ...known, ...input }))) await transaction(strapi, async () => change(await find(known.documentId, { isLocked: true }), input));
    },

    /** Sources whose declaration is gone are switched off; what they made stays. */
    async retireDeclared(keys: readonly string[]): Promise<void> {
      const query = table().query();
      const rows = (await query.where({ 't.is_from_code': true, 't.is_on': true }).whereNotIn('t.key', keys).select('t.id')) as { id: number | string }[];
      await table().updateMany(rows.map(({ id }) => Number(id)), { isOn: false });
    },

    async preview(id: string): Promise<SourcePreview> {
      const source = await find(id);
      const rows = await entries.after(source, 0, SAMPLE_SIZE * 5);
      const sample = (await preview(source, rows)).slice(0, SAMPLE_SIZE);
      return {
        total: await entries.count(source),
        sample: sample.map(({ entry, answers, problems, isWanted, isKnown }) => ({ documentId: entry.entryId, title: titleOf(entry), answers, problems, isWanted, isKnown })),
      };
    },

    async runs(id: string): Promise<{ results: SourceRun[] }> {
      const source = await find(id);
      const query = runs().query();
      const rows = (await query.where('t.source_id', source.id).orderBy('t.created_at', 'desc').limit(50).select('t.*')) as Record<string, unknown>[];
      return { results: rows.map((row) => showRun(runs().read<RunRecord>(row), id)) };
    },

    async backfill(id: string): Promise<SourceRun> {
      const runId = await transaction(strapi, async () => {
        const source = await find(id, { isLocked: true });
        const running = (await runs().findBy<RunRecord>('source', [source.id])).find(({ state }) => state === 'running' || state === 'undoing');
        if (running) throw new RuleViolation('source.is-running', 'A back-fill of this source is running: wait until it is done.');
        const [run] = await runs().insertMany([{ source: source.id, state: 'running', lastRowId: 0, seen: 0, captured: 0, skipped: 0 }], clock.now());
        await jobs.enqueue([{ type: 'sources.backfill', payload: { runId: run!.documentId, afterId: 0 } }]);
        return run!.documentId;
      });
      return showRun(await findRun(runId), id);
    },

    /** One batch; each entry is a submission once, so that a batch may run again after a crash. */
    async runBatch({ runId, afterId }: { runId: string; afterId: number }): Promise<void> {
      const run = await findRun(runId);
      if (run.state !== 'running' || run.lastRowId > afterId) return;
      const [source] = await table().findBy<SourceRecord>('id', [run.source]);
      const rows = source ? await entries.after(source, afterId, BATCH) : [];
      const { captured, skipped } = source && rows.length > 0 ? await capture(source, rows, { isVisitor: false, batch: runId }) : { captured: 0, skipped: 0 };
      const lastRowId = rows.at(-1)?.id ?? afterId;
      const isDone = rows.length < BATCH;
      await transaction(strapi, async () => {
        await runs().updateMany([run.id], {
          lastRowId,
          seen: run.seen + rows.length,
          captured: run.captured + captured,
          skipped: run.skipped + skipped,
          ...(isDone ? { state: 'done', finishedAt: clock.now() } : {}),
        });
        if (!isDone) await jobs.enqueue([{ type: 'sources.backfill', payload: { runId, afterId: lastRowId }, effectKey: `sources.backfill:${runId}:${lastRowId}`, runAt: new Date(clock.now().getTime() + PAUSE_MS) }]);
      });
    },

    async failRun(runId: string): Promise<void> {
      await runs().updateMany([(await findRun(runId)).id], { state: 'failed', finishedAt: clock.now() });
    },

    /** An undo begins, goes on, or ends; the one who takes the records back says so. In the caller's transaction. */
    async markRun(runId: string, state: 'undoing' | 'undone'): Promise<SourceRun> {
      const run = await findRun(runId);
      if (run.state === 'running') throw new RuleViolation('source.is-running', 'The back-fill is still running: wait until it is done.');
      await runs().updateMany([run.id], { state, ...(state === 'undone' ? { finishedAt: clock.now() } : {}) });
      const [source] = await table().findBy<SourceRecord>('id', [run.source], ['documentId']);
      return showRun({ ...run, state }, source?.documentId ?? '');
    },

    /** One entry that was just saved. A locale or draft that does not speak for it brings nothing new. */
    async captureEntry({ sourceId, documentId, isVisitor }: { sourceId: string; documentId: string; isVisitor: boolean }): Promise<void> {
      const source = await find(sourceId);
      if (!source.isOn) return;
      await capture(source, await entries.ofDocument(source, documentId), { isVisitor });
    },

    async fail(sourceId: string, reason: string): Promise<void> {
      await table().updateMany([(await find(sourceId)).id], { lastError: reason.slice(0, 250) });
    },

    async markBatch({ sourceId, afterId }: { sourceId: string; afterId: number }): Promise<void> {
      const source = await find(sourceId);
      const rows = await entries.after(source, afterId, BATCH);
      await mark(source, rows);
      if (rows.length === BATCH) await jobs.enqueue([{ type: 'sources.mark', payload: { sourceId, afterId: rows.at(-1)!.id } }]);
    },

    /** Finds what no hook saw: rows written by SQL, by `db.query`, or while the plugin was off. A batch of each source. */
    async reconcile(): Promise<{ hasMore: boolean }> {
      await reload();
      let hasMore = false;
      for (const source of active) {
        // eslint-disable-next-line no-await-in-loop -- one source after the other
        hasMore = (await reconcileOne(source)) || hasMore;
      }
      return { hasMore };
    },
  };

  async function reconcileOne(source: SourceRecord): Promise<boolean> {
    const startedMs = clock.now().getTime();
    const fresh = await entries.after(source, Math.max(source.firstRowId, source.lastRowId - OVERLAP_ROWS), BATCH * 5);
    const changed = source.trigger === 'created' ? [] : await entries.changedSince(source, new Date(source.seenUpTo - OVERLAP_MS), BATCH * 5);
    const rows = [...fresh, ...changed];
    if (rows.length > 0) await capture(source, rows, { isVisitor: false });
    const lastChange = changed.length === BATCH * 5 ? new Date(changed.at(-1)!.updatedAt as string | number).getTime() : startedMs;
    await table().updateMany([source.id], { lastRowId: Math.max(source.lastRowId, fresh.at(-1)?.id ?? 0), seenUpTo: lastChange });
    return fresh.length === BATCH * 5 || changed.length === BATCH * 5;
  }
};

export type SourcesService = ReturnType<typeof createSourcesService>;

const wordsOf = ({ name, uid, trigger, watched, condition, fields, target, isStrict, isOn }: Input | SourceRecord) => ({ name, uid, trigger, watched, condition, fields, target, isStrict, isOn });

const titleOf = (entry: Record<string, unknown>): string | null => {
  const value = ['title', 'name', 'subject', 'email'].map((name) => entry[name]).find((one) => typeof one === 'string' && one !== '');
  return typeof value === 'string' ? value.slice(0, 120) : null;
};
