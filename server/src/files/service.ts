import { createHash } from 'node:crypto';
import path from 'node:path';
import type { CrmConfig } from '../config';
import type { Caller } from '../kernel/access';
import type { Context } from '../kernel/context';
import { CrmError, NotFound, TooManyRequests } from '../kernel/errors';
import type { FileAnswer } from '../kernel/implement';
import { inBatches } from '../kernel/paging';
import { tableOf } from '../kernel/records';
import { afterCommit } from '../kernel/transaction';
import type { TrafficService } from '../traffic';
import { FILE_LIMITS, type FileKind, type StoredFile } from './contract';
import { createDisk } from './disk';
import { extensionsOf, kindOf, mimeOf } from './kinds';
import { cleanFileName } from './name';
import { readPicture } from './picture';

/** As it came, on disk only until the request is answered. */
export interface TemporaryFile {
  fieldName: string;
  name: string;
  /** As the sender declared it. */
  mime: string;
  bytes: number;
  path: string;
}

/** Checked, cleaned and on disk under its final name; it waits for its row. */
export interface KeptFile {
  formId: string;
  fieldName: string;
  originalName: string;
  mime: string;
  bytes: number;
  sha256: string;
  storageName: string;
  width: number | null;
  height: number | null;
}

/** The files of one request. Whoever made it discards it in the end, whatever happened. */
export interface UploadedFiles {
  temporary: TemporaryFile[];
  kept: KeptFile[];
}

/** As much of a form as decides about files. */
export interface FileForm {
  documentId: string;
  fields: readonly { name: string; type: string; accept?: readonly string[] }[];
}

export interface FileError {
  field: string;
  code: 'file-type' | 'file-empty' | 'file-pixels' | 'file-quota';
  message: string;
}

interface FileRecord extends Record<string, unknown> {
  id: number;
  documentId: string;
  submissionId: string;
  fieldName: string;
  originalName: string;
  mime: string;
  bytes: number;
  storageName: string;
  state: StoredFile['state'];
  width: number | null;
  height: number | null;
}

interface Dependencies {
  config: CrmConfig['files'];
  traffic: Pick<TrafficService, 'limit'>;
}

const DOWNLOADS = { max: 30, windowMs: 60_000 };
const DAY = 86_400_000;
const PICTURES = ['png', 'jpg', 'webp', 'heic'] as const satisfies readonly FileKind[];
const isPicture = (kind: FileKind): kind is (typeof PICTURES)[number] => (PICTURES as readonly FileKind[]).includes(kind);

export const createFilesService = ({ strapi, clock }: Context, { config, traffic }: Dependencies) => {
  const folder = path.resolve(strapi.dirs.app.root, config.directory);
  const disk = createDisk(folder, () => clock.now());
  const table = () => tableOf(strapi, 'plugin::crm.file');

  const bytesOfToday = async (formId: string): Promise<number> => {
    const query = table().query();
    const [row] = (await query
      .where('t.form_id', formId)
      .where('t.created_at', '>', new Date(clock.now().getTime() - DAY))
      .sum({ bytes: 't.bytes' })) as { bytes: number | string | null }[];
    return Number(row?.bytes ?? 0);
  };

  const refusal = (code: FileError['code'], { field, name, allowed }: { field: string; name: string; allowed: readonly FileKind[] }): FileError => {
    const messages: Record<FileError['code'], string> = {
      'file-type': `“${name}” can’t be taken. Send one of: ${allowed.join(', ')}.`,
      'file-empty': `“${name}” is empty.`,
      'file-pixels': `“${name}” has too many pixels. Send a picture of at most ${FILE_LIMITS.pixels / 1_000_000} megapixels.`,
      'file-quota': 'This form can’t take more files today. Please send it without a file.',
    };
    return { field, code, message: messages[code] };
  };

  /** Name, declared type and content must say the same. What is kept of a picture is the picture. */
  const check = async (file: TemporaryFile, { name, formId, allowed }: { name: string; formId: string; allowed: readonly FileKind[] }): Promise<FileError['code'] | KeptFile> => {
    if (file.bytes === 0) return 'file-empty';
    const content = await disk.read(file.path);
    const kind = kindOf({ name, declared: file.mime, content });
    if (!kind || !allowed.includes(kind)) return 'file-type';
    const picture = isPicture(kind) ? readPicture(kind, content) : null;
    if (isPicture(kind) && !picture) return 'file-type';
    if (picture && picture.width * picture.height > FILE_LIMITS.pixels) return 'file-pixels';
    const kept = picture?.content ?? content;
    return {
      formId,
      fieldName: file.fieldName,
      originalName: name,
      mime: mimeOf(kind),
      bytes: kept.length,
      sha256: createHash('sha256').update(kept).digest('hex'),
      storageName: await disk.store(file.path, kept === content ? null : kept),
      width: picture?.width ?? null,
      height: picture?.height ?? null,
    };
  };

  /** An attached file belongs to its row: it is never discarded with the request. */
  const attached = new WeakSet<KeptFile>();

  // A checked file is in memory whole: one at a time, however many visitors send one.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const toStored = (record: FileRecord): StoredFile => ({
    id: record.documentId,
    field: record.fieldName,
    name: record.originalName,
    mime: record.mime,
    bytes: record.bytes,
    state: record.state,
    width: record.width,
    height: record.height,
  });

  const removeOrphans = async (): Promise<void> => {
    for await (const names of disk.names()) {
      const known = new Set((await table().findBy<FileRecord>('storageName', names, ['storageName'])).map(({ storageName }) => storageName));
      await disk.remove(names.filter((name) => !known.has(name)));
    }
  };

  const noteMissing = async (records: readonly FileRecord[]): Promise<void> => {
    const found = await Promise.all(records.map(({ storageName }) => disk.has(storageName)));
    const changed = records.filter(({ state }, index) => (state === 'stored') !== found[index]);
    const lost = changed.filter(({ state }) => state === 'stored');
    await table().updateMany(lost.map(({ id }) => id), { state: 'missing' });
    await table().updateMany(changed.filter(({ state }) => state === 'missing').map(({ id }) => id), { state: 'stored' });
    if (lost.length > 0) strapi.log.warn(`CRM: ${lost.length} received files are gone from ${folder}. Restore the folder from the backup that the database came from.`);
  };

  return {
    /** Writes one part of a request to a private temporary file. */
    async receive(uploaded: UploadedFiles, { content, ...part }: Omit<TemporaryFile, 'bytes' | 'path'> & { content: AsyncIterable<Buffer> }): Promise<void> {
      uploaded.temporary.push({ ...part, ...(await disk.receive(content)) });
    },

    /**
     * Checks what came and puts what is good under its final name, safe against a power cut. `byField` names all that
     * came. No row exists yet: `attachMany` makes it, `discard` removes what has none, and after a crash the sweep does.
     */
    async keep(uploaded: UploadedFiles, form: FileForm): Promise<{ kept: KeptFile[]; byField: Record<string, string[]>; errors: FileError[] }> {
      const byField: Record<string, string[]> = {};
      const errors: FileError[] = [];
      if (uploaded.temporary.length > 0) {
        await inTurn(async () => {
          let room = FILE_LIMITS.formBytesPerDay - (await bytesOfToday(form.documentId));
          for (const file of uploaded.temporary) {
            const field = form.fields.find(({ name, type }) => type === 'file' && name === file.fieldName);
            if (!field) continue;
            const name = cleanFileName(file.name);
            const allowed = config.kinds.filter((kind) => !field.accept || extensionsOf(kind).some((extension) => field.accept?.includes(extension)));
            // eslint-disable-next-line no-await-in-loop -- one file at a time in memory
            const outcome = file.bytes > room ? 'file-quota' : await check(file, { name, allowed, formId: form.documentId });
            (byField[field.name] ??= []).push(name);
            if (typeof outcome === 'string') errors.push(refusal(outcome, { field: field.name, name, allowed }));
            else {
              uploaded.kept.push(outcome);
              room -= outcome.bytes;
            }
          }
        });
      }
      return { kept: uploaded.kept, byField, errors };
    },

    /** The rows, in the transaction that stores the submissions. */
    async attachMany(files: readonly { submissionId: string; file: KeptFile }[]): Promise<void> {
      await table().insertMany(files.map(({ submissionId, file }) => ({ submissionId, state: 'stored', ...file })), clock.now());
      for (const { file } of files) attached.add(file);
    },

    /** The end of a request: nothing of it stays but what belongs to a submission. Harmless when repeated. */
    async discard({ temporary, kept }: UploadedFiles): Promise<void> {
      await disk.drop(temporary.map((file) => file.path));
      await disk.remove(kept.filter((file) => !attached.has(file)).map(({ storageName }) => storageName));
    },

    /** By submission, in the order they were sent. */
    async of(submissionIds: readonly string[]): Promise<Map<string, StoredFile[]>> {
      const records = await table().findBy<FileRecord>('submissionId', submissionIds);
      const bySubmission = new Map(submissionIds.map((id) => [id, [] as StoredFile[]]));
      for (const record of records.sort((one, other) => one.id - other.id)) bySubmission.get(record.submissionId)?.push(toStored(record));
      return bySubmission;
    },

    /** Which submission a file belongs to. */
    async submissionOf(id: string): Promise<string> {
      const [record] = await table().findBy<FileRecord>('documentId', [id], ['submissionId']);
      if (!record) throw new NotFound('file');
      return record.submissionId;
    },

    /** For download, at most 30 a minute for each user (S30). The caller has checked that this user may see the submission. */
    async open({ id, by }: { id: string; by: Pick<Caller, 'id'> }): Promise<FileAnswer> {
      const waitMs = await traffic.limit('file', String(by.id), DOWNLOADS);
      if (waitMs > 0) throw new TooManyRequests(waitMs);
      const [record] = await table().findBy<FileRecord>('documentId', [id]);
      if (!record) throw new NotFound('file');
      const file = await disk.open(record.storageName);
      if (!file) throw new CrmError(404, 'file.missing', 'This file is no longer on the server’s disk. Restore it from a backup.');
      return { name: record.originalName, mime: record.mime, bytes: file.bytes, content: file.handle.createReadStream() };
    },

    /** With their submissions, in the caller's transaction; the bytes go after its commit, or with the next sweep. */
    async removeOf(submissionIds: readonly string[]): Promise<void> {
      const records = await table().findBy<FileRecord>('submissionId', submissionIds, ['id', 'storageName']);
      await table().removeMany(records.map(({ id }) => id));
      afterCommit(() => void disk.remove(records.map(({ storageName }) => storageName)).catch(() => undefined));
    },

    /** At the start: what a crash left of unfinished requests. Refuses a folder that the site shows to everybody. */
    async prepare(): Promise<void> {
      const fromPublic = path.relative(strapi.dirs.static.public, folder);
      if (!fromPublic.startsWith('..') && !path.isAbsolute(fromPublic))
        throw new Error(`crm.config.files.directory: ${folder} is inside the public folder. Choose a folder that no web server shows.`);
      await disk.sweep({ isStarting: true });
    },

    /** Every day: leftovers of requests, files without a row, and rows without a file, which are flagged. */
    async sweep(): Promise<void> {
      await disk.sweep({ isStarting: false });
      await removeOrphans();
      await inBatches(
        async (afterId, size) => {
          const rows = (await table().query().where('t.id', '>', afterId).orderBy('t.id').limit(size).select('t.*')) as Record<string, unknown>[];
          return rows.map((row) => table().read<FileRecord>(row));
        },
        async (batch) => noteMissing(batch as FileRecord[]),
      );
    },
  };
};

export type FilesService = ReturnType<typeof createFilesService>;
