import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { readSubmission } from '../../server/src/capture/body';
import type { FileError, KeptFile } from '../../server/src/files';
import { BodyRefused } from '../../server/src/kernel/body';
import { newDocumentId, tableOf } from '../../server/src/kernel/records';
import { bootCrm } from '../support/app';
import { runDirectory } from '../support/run-directory';
import { aDocm, aJpeg, aPdf, aPng, exif, MIMES, multipartOf, type SentPart } from './samples';

const app = bootCrm();
const FORM = { documentId: 'formwithfiles', fields: [{ name: 'cv', type: 'file' }, { name: 'photo', type: 'file', accept: ['jpg'] }, { name: 'message', type: 'text' }] };

let server: http.Server;
let url: string;
/** Runs between reading and discarding, as the door's own work does. */
let afterReading: (kept: readonly KeptFile[]) => Promise<void> = async () => undefined;

/** Reads a request as the door does and tells what became of it. */
const answer = async (incoming: http.IncomingMessage): Promise<{ status: number; body: unknown }> => {
  const { files } = app.crm;
  try {
    const { values, uploaded } = await readSubmission(incoming, { files, fileFields: incoming.url === '/without-files' ? [] : ['cv', 'photo'] });
    try {
      const { kept, byField, errors } = await files.keep(uploaded, FORM);
      await afterReading(kept);
      return { status: errors.length > 0 ? 422 : 201, body: { values, byField, errors, kept } };
    } finally {
      await files.discard(uploaded);
    }
  } catch (error) {
    if (error instanceof BodyRefused) return { status: error.status, body: { code: error.code } };
    return { status: 500, body: String(error) };
  }
};

beforeAll(async () => {
  server = http.createServer((incoming, response) => {
    void answer(incoming).then(({ status, body }) => response.writeHead(status, status === 413 ? { connection: 'close' } : {}).end(JSON.stringify(body)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => {
  afterReading = async () => undefined;
});

const folder = (): string => path.join(app.strapi.dirs.app.root, '.crm-files');
const listed = async (place: string): Promise<string[]> => (await readdir(path.join(folder(), place)).catch(() => [])).filter((name) => name.length > 20).sort();
const temporary = () => listed('incoming');
const stored = () => listed('.');

interface Sent {
  status: number;
  body: { code?: string; values: Record<string, unknown>; byField: Record<string, string[]>; errors: FileError[]; kept: KeptFile[] };
}

const send = async (parts: readonly SentPart[], to = '/'): Promise<Sent> => {
  const { body, contentType } = multipartOf(parts);
  const response = await fetch(`${url}${to}`, { method: 'POST', headers: { 'content-type': contentType }, body: new Uint8Array(body) });
  return { status: response.status, body: (await response.json()) as Sent['body'] };
};

const pdf = (name = 'cv.pdf', content = aPdf()): SentPart => ({ name: 'cv', file: { name, content, mime: 'application/pdf' } });

/** A submission in that state, with files as a visitor sent them. */
const aSubmissionWith = async (parts: readonly SentPart[], state: 'processed' | 'quarantined' = 'processed'): Promise<{ id: string; fileIds: string[] }> => {
  const id = newDocumentId();
  const form = await app.crm.forms.list({ sort: 'name', limit: 1, q: undefined, cursor: undefined, filters: undefined });
  const [{ id: formId } = { id: 0 }] = await tableOf(app.strapi, 'plugin::crm.form').findBy<{ id: number }>('documentId', [form.results[0]!.id], ['id']);
  afterReading = (kept) =>
    app.transaction(async () => {
      await tableOf(app.strapi, 'plugin::crm.submission').insertMany(
        [{ documentId: id, form: formId, formVersion: 1, state, receipt: id, payload: {}, droppedKeys: 0, payloadHash: id, fingerprint: id, receivedAt: app.clock.now(), reasons: [], utm: {}, isTest: false, isSample: false }],
        app.clock.now(),
      );
      await app.crm.files.attachMany(kept.map((file) => ({ submissionId: id, file })));
    });
  expect((await send(parts)).status).toBe(201);
  const files = (await app.crm.files.of([id])).get(id) ?? [];
  return { id, fileIds: files.map((file) => file.id) };
};

describe('a request with files', () => {
  test('is checked, and what belongs to no submission leaves nothing behind (F39, F40)', async () => {
    const { status, body } = await send([{ name: 'message', value: 'Hello' }, pdf('../../Lebenslauf.pdf'), { name: 'photo', file: { name: '', content: Buffer.alloc(0) } }]);
    expect(status).toBe(201);
    expect(body.values).toEqual({ message: 'Hello' });
    expect(body.byField).toEqual({ cv: ['Lebenslauf.pdf'] });
    expect(body.kept).toEqual([expect.objectContaining({ fieldName: 'cv', originalName: 'Lebenslauf.pdf', mime: 'application/pdf', bytes: aPdf().length, storageName: expect.stringMatching(/^[0-9a-f]{48}$/) })]);
    expect([await temporary(), await stored()]).toEqual([[], []]);
  });

  test('says by field what is wrong with a file (F39)', async () => {
    const { status, body } = await send([
      { name: 'cv', file: { name: 'cv.docx', content: aDocm(), mime: MIMES.docx } },
      { name: 'cv', file: { name: 'empty.pdf', content: Buffer.alloc(0), mime: 'application/pdf' } },
      { name: 'cv', file: { name: 'bomb.png', content: aPng({ width: 30_000, height: 30_000 }), mime: 'image/png' } },
      { name: 'photo', file: { name: 'not-here.png', content: aPng(), mime: 'image/png' } },
      { name: 'photo', file: { name: 'fine.jpeg', content: aJpeg(), mime: 'image/jpeg' } },
    ]);
    expect(status).toBe(422);
    expect(body.errors.map(({ field, code }) => [field, code])).toEqual([['cv', 'file-type'], ['cv', 'file-empty'], ['cv', 'file-pixels'], ['photo', 'file-type']]);
    expect(body.errors[3]!.message).toBe('“not-here.png” can’t be taken. Send one of: jpg.');
    expect(body.kept.map(({ originalName }) => originalName)).toEqual(['fine.jpeg']);
    expect([await temporary(), await stored()]).toEqual([[], []]);
  });

  test('with a place in its photo is stored without it (F41)', async () => {
    afterReading = async ([kept]) => {
      const onDisk = await readFile(path.join(folder(), kept!.storageName));
      expect(onDisk.equals(aJpeg({ width: 9, height: 7 }))).toBe(true);
    };
    const { status, body } = await send([{ name: 'photo', file: { name: 'me.jpg', content: aJpeg({ width: 9, height: 7, notes: [exif()] }), mime: 'image/jpeg' } }]);
    expect([status, body.kept[0]]).toEqual([201, expect.objectContaining({ width: 9, height: 7, bytes: aJpeg().length })]);
  });

  test.each<[string, [number, string], SentPart[]]>([
    ['six files', [422, 'too-many-files'], Array.from({ length: 6 }, () => pdf())],
    ['a file over 10 MB', [413, 'file-too-large'], [pdf('large.pdf', Buffer.concat([aPdf(), Buffer.alloc(10 * 1024 * 1024)]))]],
    ['more than 25 MB together', [413, 'too-large'], [1, 2, 3].map((number) => pdf(`${number}.pdf`, Buffer.alloc(9 * 1024 * 1024)))],
    ['more than 256 KB of text', [413, 'too-large'], [pdf(), ...Array.from({ length: 20 }, () => ({ name: 'message', value: 'x'.repeat(15_000) }))]],
    ['ten thousand values', [422, 'too-many-items'], [pdf(), ...Array.from({ length: 10_000 }, () => ({ name: 'message' }))]],
    ['ten thousand files for no field', [413, 'too-large'], [pdf(), ...Array.from({ length: 10_000 }, () => ({ name: 'x', file: { name: 'x', content: Buffer.alloc(0) } }))]],
    ['201 fields', [422, 'too-many-keys'], [pdf(), ...Array.from({ length: 201 }, (_, index) => ({ name: `f${index}`, value: '1' }))]],
  ])('is refused with %s (F40, F8)', async (_what, expected, parts) => {
    const { status, body } = await send(parts);
    expect([status, body.code]).toEqual(expected);
    expect([await temporary(), await stored()]).toEqual([[], []]);
  });

  test('writes no file for a field that takes none, and none at all where the form takes none (F40)', async () => {
    let wasWritten: string[] = [];
    afterReading = async () => {
      wasWritten = [...(await temporary()), ...(await stored())];
    };
    expect((await send([{ name: 'other', file: { name: 'cv.pdf', content: aPdf() } }])).body.byField).toEqual({});
    expect((await send([pdf()], '/without-files')).status).toBe(201);
    expect((await send([pdf('large.pdf', Buffer.alloc(300 * 1024))], '/without-files')).status).toBe(413);
    expect(wasWritten).toEqual([]);
  });

  test('a thousand refused ones leave the temporary folder as it was (F40)', async () => {
    const refused: SentPart[][] = [
      [pdf(), { name: 'message', value: 'x'.repeat(20_001) }],
      [pdf(), { name: 'photo', file: { name: 'x.svg', content: Buffer.from('<svg/>'), mime: 'image/svg+xml' } }],
      Array.from({ length: 6 }, () => pdf()),
    ];
    const broken = multipartOf([pdf(), pdf()], { isEnded: false });
    for (let round = 0; round < 50; round += 1) {
      const statuses = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const parts = refused[index % 4];
          if (parts) return (await send(parts)).status;
          return (await fetch(url, { method: 'POST', headers: { 'content-type': broken.contentType }, body: new Uint8Array(broken.body) })).status;
        }),
      );
      expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
    }
    expect([await temporary(), await stored()]).toEqual([[], []]);
  }, 60_000);

  test('one that breaks off in the middle of a file leaves nothing (F40)', async () => {
    const { body, contentType } = multipartOf([pdf('cv.pdf', Buffer.alloc(300_000, 65))]);
    for (let round = 0; round < 20; round += 1) {
      const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`POST / HTTP/1.1\r\nHost: crm\r\nContent-Type: ${contentType}\r\n${round % 2 ? `Content-Length: ${body.length}` : 'Transfer-Encoding: chunked'}\r\n\r\n`);
      socket.write(round % 2 ? body.subarray(0, 100_000) : Buffer.concat([Buffer.from('186a0\r\n'), body.subarray(0, 100_000), Buffer.from('\r\n')]));
      for (let wait = 0; wait < 100 && (await temporary()).length === 0; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
      expect((await temporary()).length).toBeGreaterThan(0);
      socket.destroy();
      for (let wait = 0; wait < 100 && (await temporary()).length > 0; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await temporary()).toEqual([]);
    }
  });

  test('is refused beyond 500 MB for one form within a day, and taken again the day after (F40)', async () => {
    const { id } = await aSubmissionWith([pdf()]);
    afterReading = async () => undefined;
    const [row] = await tableOf(app.strapi, 'plugin::crm.file').findBy<{ id: number }>('submissionId', [id]);
    await tableOf(app.strapi, 'plugin::crm.file').updateMany([row!.id], { bytes: 500 * 1024 * 1024 });
    const refused = await send([pdf()]);
    expect([refused.status, refused.body.errors[0]?.code]).toEqual([422, 'file-quota']);
    app.clock.advance(25 * 3_600_000);
    expect((await send([pdf()])).status).toBe(201);
    app.clock.reset();
    await app.transaction(() => app.crm.files.removeOf([id]));
  });
});

describe('a stored file', () => {
  let held: Awaited<ReturnType<typeof aSubmissionWith>>;
  let plain: Awaited<ReturnType<typeof aSubmissionWith>>;

  beforeAll(async () => {
    plain = await aSubmissionWith([pdf('Lebenslauf Jörg “neu”.pdf'), pdf('second.pdf')]);
    held = await aSubmissionWith([pdf('offer.pdf')], 'quarantined');
  });

  const reader = () => app.as({ permissions: ['files.read'] });

  test('is shown with its submission', async () => {
    const { body } = await app.as('super-admin').get(`/crm/submissions/${plain.id}`).expect(200);
    expect(body.files.map(({ name, mime, bytes, state, field }: Record<string, unknown>) => [field, name, mime, bytes, state])).toEqual([
      ['cv', 'Lebenslauf Jörg “neu”.pdf', 'application/pdf', aPdf().length, 'stored'],
      ['cv', 'second.pdf', 'application/pdf', aPdf().length, 'stored'],
    ]);
    expect(JSON.stringify(body)).not.toMatch(/[0-9a-f]{48}/);
  });

  test('is downloaded, never shown, by who may read files (F38)', async () => {
    const { headers, body, status } = await reader().get(`/crm/files/${plain.fileIds[0]}`).buffer(true);
    expect(status).toBe(200);
    expect((body as Buffer).equals(aPdf())).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(aPdf().length),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers['content-disposition']).toMatch(/^attachment; filename="Lebenslauf Jörg \?neu\?\.pdf"; filename\*=UTF-8''Lebenslauf%20J%C3%B6rg%20%E2%80%9Cneu%E2%80%9D\.pdf$/);
    expect((await app.as({ permissions: ['submissions.read'] }).get(`/crm/files/${plain.fileIds[0]}`)).status).toBe(403);
  });

  test('of a held submission opens only for who says that the warning was read (F42)', async () => {
    const refused = await reader().get(`/crm/files/${held.fileIds[0]}`);
    expect([refused.status, refused.body.error.details.code]).toEqual([409, 'file.held']);
    expect((await reader().get(`/crm/files/${held.fileIds[0]}?acknowledged=true`)).status).toBe(200);
    expect((await reader().get(`/crm/files/${held.fileIds[0]}?acknowledged=yes`)).status).toBe(400);
  });

  test('is at no address that anybody may ask (F38)', async () => {
    const names = await stored();
    expect(names.length).toBeGreaterThan(2);
    const paths = names.flatMap((name) => ['', '/.crm-files', '/uploads', '/crm-files', '/public', '/api/crm/files', '/data/crm-files'].map((place) => `${place}/${name}`));
    const ids = [...plain.fileIds, ...held.fileIds].flatMap((id) => [`/api/crm/files/${id}`, `/uploads/${id}`]);
    const statuses = await Promise.all([...paths, ...ids].map(async (asked) => `${(await request(app.url).get(asked)).status} ${asked}`));
    expect(statuses.filter((line) => !line.startsWith('404'))).toEqual([]);
    expect((await request(app.url).get(`/crm/files/${plain.fileIds[0]}`)).status).toBe(401);
  });

  test('and its folder are for this user of the machine only, and out of the repository', async () => {
    const [name] = await stored();
    expect([(await stat(path.join(folder(), name!))).mode & 0o777, (await stat(path.join(folder(), 'incoming'))).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(await readFile(path.join(folder(), '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('can be asked for thirty times a minute by one user (S30)', async () => {
    const busy = app.as({ permissions: ['files.read'], email: 'busy-reader@crm.test' });
    // All of it in one minute of the limit.
    app.clock.hold();
    const statuses: number[] = [];
    for (let index = 0; index < 32; index += 1) statuses.push((await busy.get(`/crm/files/${plain.fileIds[1]}`)).status);
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429, 429]);
    const refused = await busy.get(`/crm/files/${plain.fileIds[1]}`);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await reader().get(`/crm/files/${plain.fileIds[1]}`)).status).toBe(200);
    app.clock.set(app.clock.now());
  });

  test('goes with its submission, and not before the commit (F42)', async () => {
    const { id } = await aSubmissionWith([pdf()]);
    const before = await stored();
    await expect(
      app.transaction(async () => {
        await app.crm.files.removeOf([id]);
        throw new Error('Changed my mind');
      }),
    ).rejects.toThrow();
    expect(await stored()).toEqual(before);
    expect((await app.crm.files.of([id])).get(id)).toHaveLength(1);

    await app.transaction(() => app.crm.files.removeOf([id]));
    for (let wait = 0; wait < 100 && (await stored()).length === before.length; wait += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await stored()).toHaveLength(before.length - 1);
  });

  test('that vanished from the disk is told, by the answer and by the daily check, and found again after a restore', async () => {
    const { id, fileIds } = await aSubmissionWith([pdf()]);
    const [{ storageName } = { storageName: '' }] = await tableOf(app.strapi, 'plugin::crm.file').findBy<{ storageName: string }>('submissionId', [id]);
    await app.crm.files.discard({ temporary: [], kept: [{ storageName } as KeptFile] });
    const gone = await app.as('super-admin').get(`/crm/files/${fileIds[0]}`);
    expect([gone.status, gone.body.error.details.code]).toEqual([404, 'file.missing']);

    await app.crm.files.sweep();
    expect((await app.crm.files.of([id])).get(id)?.[0]?.state).toBe('missing');
    const health = (await app.as('super-admin').get('/crm/health')).body;
    expect(health.checks).toContainEqual(expect.objectContaining({ name: 'files', state: 'warning' }));

    await writeFile(path.join(folder(), storageName), aPdf());
    await app.crm.files.sweep();
    expect((await app.crm.files.of([id])).get(id)?.[0]?.state).toBe('stored');
  });
});

describe('after a crash', () => {
  test('between file and commit the daily sweep takes what has no row, once it is an hour old (F42)', async () => {
    const orphan = path.join(folder(), 'a'.repeat(48));
    await writeFile(orphan, 'x');
    const before = await stored();
    await app.crm.files.sweep();
    expect(await stored()).toEqual(before);
    await utimes(orphan, new Date(), new Date(Date.now() - 2 * 3_600_000));
    await app.crm.files.sweep();
    expect(await stored()).toEqual(before.filter((name) => name !== 'a'.repeat(48)));
  });

  test('a new start takes what no process writes any more, and leaves what another machine writes (F40)', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const host = os.hostname().replace(/[^A-Za-z0-9-]/g, '-');
    const names = { own: `${host}.${process.pid}.${'b'.repeat(32)}`, dead: `${host}.${pid}.${'c'.repeat(32)}`, alive: `${host}.${process.ppid}.${'d'.repeat(32)}`, elsewhere: `another-host.1.${'e'.repeat(32)}` };
    for (const name of Object.values(names)) await writeFile(path.join(folder(), 'incoming', name), 'x');

    await app.crm.files.sweep();
    expect(await temporary()).toEqual([names.own, names.alive, names.elsewhere].sort());
    await app.crm.files.prepare();
    expect(await temporary()).toEqual([names.alive, names.elsewhere].sort());
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const name of [names.alive, names.elsewhere]) await utimes(path.join(folder(), 'incoming', name), old, old);
    await app.crm.files.sweep();
    expect(await temporary()).toEqual([]);
  });

  test('the files of a site that moved its folder are where crm.config says, never in the public folder', async () => {
    const directory = path.join(runDirectory(), `files-${Date.now()}`);
    await app.restart({ config: { files: { directory } } });
    await aSubmissionWith([pdf()]);
    expect((await readdir(directory)).filter((name) => name.length === 48)).toHaveLength(1);
    await expect(app.restart({ config: { files: { directory: 'public/uploads/crm' } } })).rejects.toThrow(/public folder/);
    await app.restart();
  }, 120_000);
});
