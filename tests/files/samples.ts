import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** Small files of each kind, made here byte by byte, so that a test can say what is in them. */
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_TEXT = 'application/vnd.oasis.opendocument.text';

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const little = (value: number, bytes: 2 | 3 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

export const aPdf = (text = 'Offer'): Buffer => latin(`%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

export const pngChunk = (type: string, data: Buffer): Buffer => Buffer.concat([u32(data.length), latin(type), data, u32(crc32(Buffer.concat([latin(type), data])))]);

export const aPng = ({ width = 2, height = 2, notes = [] as Buffer[] } = {}): Buffer =>
  Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([8, 0, 0, 0, 0])])),
    ...notes,
    pngChunk('IDAT', deflateSync(Buffer.alloc(Math.min(64, (width + 1) * height)))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

export const segment = (marker: number, data: Buffer): Buffer => Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data]);

/** As a phone writes it: orientation, then a place. */
export const exif = ({ orientation = 1, place = 'GPS 48.2082 N' } = {}): Buffer =>
  segment(
    0xe1,
    Buffer.concat([latin('Exif\0\0II*\0'), little(8, 4), little(1, 2), little(0x0112, 2), little(3, 2), little(1, 4), little(orientation, 2), little(0, 2), little(0, 4), latin(place)]),
  );

export const aJpeg = ({ width = 2, height = 2, notes = [] as Buffer[], behind = Buffer.alloc(0) } = {}): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...notes,
    segment(0xe2, latin('ICC_PROFILE\0\x01\x01colours')),
    segment(0xc2, Buffer.concat([Buffer.from([8]), u16(height), u16(width), Buffer.from([1, 1, 0x11, 0])])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 0, 0])),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
    segment(0xda, Buffer.from([1, 1, 0, 1, 5, 0])),
    Buffer.from([5, 6, 0xff, 0xd9]),
    behind,
  ]);

const riff = (type: string, data: Buffer): Buffer => Buffer.concat([latin(type), little(data.length, 4), data, Buffer.alloc(data.length % 2)]);

export const aWebp = ({ width = 2, height = 2, notes = [] as [string, Buffer][] } = {}): Buffer => {
  const canvas = Buffer.concat([Buffer.from([notes.length > 0 ? 0x2c : 0x20, 0, 0, 0]), little(width - 1, 3), little(height - 1, 3)]);
  const frame = Buffer.concat([Buffer.from([0x10, 0, 0, 0x9d, 1, 0x2a]), little(width, 2), little(height, 2), Buffer.from([7])]);
  const chunks = Buffer.concat([riff('VP8X', canvas), riff('ICCP', latin('colours')), riff('VP8 ', frame), ...notes.map(([type, data]) => riff(type, data))]);
  return Buffer.concat([latin('RIFF'), little(chunks.length + 4, 4), latin('WEBP'), chunks]);
};

export const aHeic = ({ width = 4, height = 4 } = {}): Buffer =>
  Buffer.concat([u32(24), latin('ftypheic'), u32(0), latin('heicmif1'), u32(40), latin('meta'), u32(20), latin('ispe'), u32(0), u32(width), u32(height), u32(8), latin('mdat')]);

interface Entry {
  name: string;
  content: string | Buffer;
  isStored?: boolean;
}

export const zipOf = (entries: readonly Entry[]): Buffer => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored = false } of entries) {
    const plain = Buffer.from(content);
    const packed = isStored ? plain : deflateRawSync(plain);
    const about = Buffer.concat([little(20, 2), little(0, 2), little(isStored ? 0 : 8, 2), little(0, 4), little(crc32(plain), 4), little(packed.length, 4), little(plain.length, 4), little(name.length, 2), little(0, 2)]);
    const local = Buffer.concat([latin('PK\x03\x04'), about, latin(name), packed]);
    central.push(Buffer.concat([latin('PK\x01\x02'), little(20, 2), about, little(0, 2), little(0, 4), little(0, 4), little(offset, 4), latin(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.concat([latin('PK\x05\x06'), little(0, 4), little(entries.length, 2), little(entries.length, 2), little(directory.length, 4), little(offset, 4), little(0, 2)]);
  return Buffer.concat([...locals, directory, end]);
};

const contentTypes = (part: string, type: string): Entry => ({ name: '[Content_Types].xml', content: `<Types><Override PartName="/${part}" ContentType="${type}"/></Types>` });

export const aDocx = ({ type = `${OFFICE}.wordprocessingml.document.main+xml`, more = [] as Entry[] } = {}): Buffer =>
  zipOf([contentTypes('word/document.xml', type), { name: 'word/document.xml', content: '<w:document/>' }, ...more]);

/** Macros inside, whatever the file is called. */
export const aDocm = (): Buffer => aDocx({ type: 'application/vnd.ms-word.document.macroEnabled.main+xml', more: [{ name: 'word/vbaProject.bin', content: 'Sub AutoOpen()' }] });

export const anXlsx = (): Buffer => zipOf([contentTypes('xl/workbook.xml', `${OFFICE}.spreadsheetml.sheet.main+xml`), { name: 'xl/workbook.xml', content: '<workbook/>' }]);

export const anOdt = ({ more = [] as Entry[] } = {}): Buffer =>
  zipOf([{ name: 'mimetype', content: OPEN_TEXT, isStored: true }, { name: 'content.xml', content: '<office:document-content/>' }, ...more]);

export const MIMES: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  heic: 'image/heic',
  txt: 'text/plain',
  csv: 'text/csv',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  odt: OPEN_TEXT,
};

const BOUNDARY = '----crm-boundary-7f3a';

export interface SentPart {
  name: string;
  value?: string;
  file?: { name: string; content: Buffer; mime?: string };
}

/** A multipart body as a browser writes it. */
export const multipartOf = (parts: readonly SentPart[], { isEnded = true } = {}): { contentType: string; body: Buffer } => {
  const chunks = parts.flatMap(({ name, value = '', file }) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${file.name}"\r\nContent-Type: ${file.mime ?? 'application/octet-stream'}` : ''}\r\n\r\n`,
    file?.content ?? value,
    '\r\n',
  ]);
  return {
    contentType: `multipart/form-data; boundary=${BOUNDARY}`,
    body: Buffer.concat([...chunks, isEnded ? `--${BOUNDARY}--\r\n` : ''].map((chunk) => Buffer.from(chunk))),
  };
};
