export interface Picture {
  width: number;
  height: number;
  /** The picture without what the camera or the program wrote about the person: place, time, device, names. */
  content: Buffer;
}

type Reader = (content: Buffer) => Picture | null;

/** Walks a picture's own structure without decoding a pixel. Null where it is not whole, or not what it says. */
export const readPicture = (kind: 'png' | 'jpg' | 'webp' | 'heic', content: Buffer): Picture | null => {
  try {
    const picture = READERS[kind](content);
    return picture && picture.width > 0 && picture.height > 0 ? picture : null;
  } catch (error) {
    // Cut off: a number that should be there is not.
    if (['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS'].includes((error as { code?: string }).code ?? '')) return null;
    throw error;
  }
};

const SIGNATURE_BYTES = 8;
/** Besides the critical ones: colours, transparency, size and animation. */
const PNG_CHUNKS = new Set(['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT', 'cICP', 'mDCV', 'cLLI']);

const readPng: Reader = (content) => {
  if (content.toString('latin1', 12, 16) !== 'IHDR') return null;
  const kept = [content.subarray(0, SIGNATURE_BYTES)];
  for (let at = SIGNATURE_BYTES; ; ) {
    const end = at + 12 + content.readUInt32BE(at);
    const type = content.toString('latin1', at + 4, at + 8);
    if (end > content.length || !/^[A-Za-z]{4}$/.test(type)) return null;
    if (/^[A-Z]/.test(type) || PNG_CHUNKS.has(type)) kept.push(content.subarray(at, end));
    if (type === 'IEND') return { width: content.readUInt32BE(16), height: content.readUInt32BE(20), content: Buffer.concat(kept) };
    at = end;
  }
};

const isFrameHeader = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Colour profile and colour transform change how the picture looks; every other note in it goes. */
const isNote = (marker: number, segment: Buffer): boolean => {
  if (marker === 0xe2) return segment.toString('latin1', 4, 15) !== 'ICC_PROFILE';
  return marker === 0xfe || (marker > 0xe0 && marker <= 0xef && marker !== 0xee);
};

const readJpeg: Reader = (content) => {
  const kept = [content.subarray(0, 2)];
  let width = 0;
  let height = 0;
  for (let at = 2; ; ) {
    while (content[at] === 0xff && content[at + 1] === 0xff) at += 1;
    const marker = content.readUInt16BE(at) - 0xff00;
    if (marker <= 0) return null;
    // What stands behind the end is another picture, with notes of its own, or something hidden.
    if (marker === 0xd9) return { width, height, content: Buffer.concat([...kept, content.subarray(at, at + 2)]) };
    const end = at + 2 + (isAlone(marker) ? 0 : content.readUInt16BE(at + 2));
    const segment = content.subarray(at, end);
    if (end > content.length) return null;
    if (isFrameHeader(marker)) [height, width] = [content.readUInt16BE(at + 5), content.readUInt16BE(at + 7)];
    if (!isNote(marker, segment)) kept.push(segment);
    else if (marker === 0xe1) kept.push(...uprightNote(segment));
    at = end;
    if (marker === 0xda) {
      at = endOfScan(content, end);
      kept.push(content.subarray(end, at));
    }
  }
};

/** Inside a scan 0xff is followed by zero or by a restart marker; anything else ends it. */
const endOfScan = (content: Buffer, start: number): number => {
  for (let at = content.indexOf(0xff, start); at !== -1; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isAlone(next)) return at;
  }
  return content.length;
};

/** A camera held upright only notes that it was: without that note alone the picture would lie on its side. */
const uprightNote = (segment: Buffer): Buffer[] => {
  const orientation = orientationOf(segment);
  if (orientation === 1) return [];
  const note = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  note.writeUInt16BE(orientation, 28);
  return [note];
};

const orientationOf = (segment: Buffer): number => {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return 1;
  const tiff = segment.subarray(10);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  for (let index = 0; index < short(directory); index += 1) {
    const entry = directory + 2 + index * 12;
    if (short(entry) === 0x0112) return short(entry + 8) >= 1 && short(entry + 8) <= 8 ? short(entry + 8) : 1;
  }
  return 1;
};

const WEBP_CHUNKS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const EXIF_AND_XMP_FLAGS = 0x0c;

const readWebp: Reader = (content) => {
  const whole = 8 + content.readUInt32LE(4);
  if (whole > content.length) return null;
  const kept: Buffer[] = [];
  let width = 0;
  let height = 0;
  for (let at = 12; at < whole; ) {
    const type = content.toString('latin1', at, at + 4);
    const bytes = content.readUInt32LE(at + 4);
    const end = at + 8 + bytes + (bytes % 2);
    if (at + 8 + bytes > whole) return null;
    const size = webpSize(type, content.subarray(at + 8, at + 8 + bytes));
    // The canvas and the frame may differ; what counts is what somebody has to decode.
    if (size && size[0] * size[1] > width * height) [width, height] = size;
    const chunk = Buffer.from(content.subarray(at, end));
    if (type === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~EXIF_AND_XMP_FLAGS, 8);
    if (WEBP_CHUNKS.has(type)) kept.push(chunk);
    at = end;
  }
  const head = Buffer.from(content.subarray(0, 12));
  head.writeUInt32LE(4 + kept.reduce((sum, chunk) => sum + chunk.length, 0), 4);
  return { width, height, content: Buffer.concat([head, ...kept]) };
};

const webpSize = (type: string, chunk: Buffer): [number, number] | null => {
  if (type === 'VP8X') return [chunk.readUIntLE(4, 3) + 1, chunk.readUIntLE(7, 3) + 1];
  if (type === 'VP8 ' && chunk.readUIntBE(3, 3) === 0x9d012a) return [chunk.readUInt16LE(6) & 0x3fff, chunk.readUInt16LE(8) & 0x3fff];
  if (type === 'VP8L' && chunk[0] === 0x2f) return [(chunk.readUInt32LE(1) & 0x3fff) + 1, ((chunk.readUInt32LE(1) >>> 14) & 0x3fff) + 1];
  return null;
};

/** Boxes point at each other by offset, so nothing is cut out here: place and time stay in the file. */
const readHeic: Reader = (content) => {
  let width = 0;
  let height = 0;
  for (let at = content.indexOf('ispe'); at !== -1; at = content.indexOf('ispe', at + 4)) {
    const size = [content.readUInt32BE(at + 8), content.readUInt32BE(at + 12)] as const;
    if (size[0] * size[1] > width * height) [width, height] = size;
  }
  return { width, height, content };
};

const READERS = { png: readPng, jpg: readJpeg, webp: readWebp, heic: readHeic };
