import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { JobsService } from '../jobs';
import type { SourceRecord } from './content-types';
import { hasDrafts, typeOf, type Entry } from './entries';
import type { SourcesService } from './service';

interface LifecycleEvent {
  model: { uid: string };
  result?: Record<string, unknown>;
}

interface Dependencies {
  sources: Pick<SourcesService, 'listeningTo' | 'problemsOf'>;
  jobs: Pick<JobsService, 'enqueue'>;
}

/**
 * Listens where rows are written, inside the site's own transaction: the note that an entry is to be captured is on
 * disk together with the entry, or neither is. Nothing else happens here, so that nothing of ours can break a save;
 * only a source that is strict on purpose refuses an entry that it can't map.
 */
export const listen = (strapi: Core.Strapi, { sources, jobs }: Dependencies): void => {
  const written = async (event: LifecycleEvent, isNew: boolean): Promise<void> => {
    const listening = sources.listeningTo(event.model.uid);
    const row = event.result;
    if (listening.length === 0 || typeof row?.documentId !== 'string') return;
    const concerned = listening.filter((source) => isConcerned(strapi, source, row, isNew));
    for (const source of concerned.filter(({ isStrict }) => isStrict)) {
      // eslint-disable-next-line no-await-in-loop -- one strict source a type, if any
      const problems = await sources.problemsOf(source, { ...row, entryId: row.documentId } as Entry);
      if (problems.length > 0) throw new errors.ValidationError(`The CRM can’t take this entry: ${problems.join(' ')}`);
    }
    const isVisitor = strapi.requestContext.get()?.state.route?.info?.type === 'content-api';
    await jobs.enqueue(concerned.map((source) => ({ type: 'sources.capture', payload: { sourceId: source.documentId, documentId: row.documentId, isVisitor } })));
  };

  strapi.db.lifecycles.subscribe({
    afterCreate: (event) => written(event as unknown as LifecycleEvent, true),
    afterUpdate: (event) => written(event as unknown as LifecycleEvent, false),
  });
};

/** Publishing writes a new row; a draft is written before anybody can see it. */
const isConcerned = (strapi: Core.Strapi, source: SourceRecord, row: Record<string, unknown>, isNew: boolean): boolean => {
  const type = typeOf(strapi, source.uid);
  if (!type) return false;
  const isPublic = !hasDrafts(type) || Boolean(row.publishedAt);
  if (source.trigger === 'created') return isNew && (!hasDrafts(type) || !row.publishedAt);
  return source.trigger === 'published' ? isNew && isPublic : isPublic;
};
