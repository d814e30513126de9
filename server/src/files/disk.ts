import { randomBytes } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const HOUR = 3_600_000;
const OWN = `${os.hostname().replace(/[^A-Za-z0-9-]/g, '-')}.${process.pid}`;
const BATCH = 500;

/**
 * The folder of received files, readable by this user only. While a request is read its files lie under `incoming`;
 * a stored file has a random name that says nothing. Names are made here and in nobody's control.
 */
export const createDisk = (folder: string, now: () => Date) => {
  const incoming = path.join(folder, 'incoming');
  const pathOf = (name: string): string => path.join(folder, name);

  const prepare = async (): Promise<void> => {
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    // What visitors send has no place in the site's repository.
    await writeFile(pathOf('.gitignore'), '*\n', { flag: 'wx' }).catch(ignoring('EEXIST'));
  };

  const isOlderThanAnHour = async (file: string): Promise<boolean> => {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
    return now().getTime() - mtimeMs > HOUR;
  };

  return {
    /** Streams into a new temporary file. Nothing is left of it when the stream fails. */
    async receive(content: AsyncIterable<Buffer>): Promise<{ path: string; bytes: number }> {
      await prepare();
      const file = path.join(incoming, `${OWN}.${randomBytes(16).toString('hex')}`);
      const handle = await open(file, 'wx', 0o600);
      try {
        await writeFile(handle, content);
        return { path: file, bytes: (await handle.stat()).size };
      } catch (error) {
        await rm(file, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
    },

    read: (file: string): Promise<Buffer> => readFile(file),

    drop: async (files: readonly string[]): Promise<void> => void (await Promise.all(files.map((file) => rm(file, { force: true })))),

    /** Gives a temporary file its final name, with other content if given. It survives a power cut once this resolves. */
    async store(file: string, content: Buffer | null): Promise<string> {
      const handle = await open(file, 'r+');
      try {
        if (content) {
          await handle.truncate();
          await handle.write(content, 0, content.length, 0);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
      const name = randomBytes(24).toString('hex');
      await rename(file, pathOf(name));
      await syncFolder(folder);
      return name;
    },

    /** The open file and its size, or null where it is gone. The caller closes it. */
    async open(name: string): Promise<{ handle: FileHandle; bytes: number } | null> {
      const handle = await open(pathOf(name), 'r').catch(ignoring('ENOENT'));
      return handle ? { handle, bytes: (await handle.stat()).size } : null;
    },

    has: async (name: string): Promise<boolean> => (await stat(pathOf(name)).catch(ignoring('ENOENT'))) !== undefined,

    remove: async (names: readonly string[]): Promise<void> => void (await Promise.all(names.map((name) => rm(pathOf(name), { force: true })))),

    /** Names of stored files that are older than an hour, in batches. */
    async *names(): AsyncGenerator<string[]> {
      const batch: string[] = [];
      for await (const name of namesIn(folder)) {
        if (/^[0-9a-f]{48}$/.test(name) && (await isOlderThanAnHour(pathOf(name)))) batch.push(name);
        if (batch.length === BATCH) yield batch.splice(0);
      }
      yield batch;
    },

    /**
     * Temporary files that no request will take up again: of a process that is gone or, at the start of this one, of
     * an earlier one with its number. Of other machines only what is older than any request may take.
     */
    async sweep({ isStarting }: { isStarting: boolean }): Promise<void> {
      for await (const name of namesIn(incoming)) {
        const file = path.join(incoming, name);
        const [host = '', pid = ''] = name.split('.');
        const isGone = `${host}.${pid}` === OWN ? isStarting : host === OWN.split('.', 1)[0] && !isRunning(Number(pid));
        if (isGone || (await isOlderThanAnHour(file))) await rm(file, { force: true });
      }
    },
  };
};

export type Disk = ReturnType<typeof createDisk>;

async function* namesIn(folder: string): AsyncGenerator<string> {
  const entries = await opendir(folder).catch(ignoring('ENOENT'));
  for await (const entry of entries ?? []) if (entry.isFile()) yield entry.name;
}

/** A new name is safe only when its folder is on disk too. Windows can't, and needs no, sync of a folder. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

const ignoring =
  (code: string) =>
  (error: unknown): undefined => {
    if ((error as { code?: string }).code !== code) throw error;
  };
