import { inflateRawSync } from 'node:zlib';

interface Entry {
  name: string;
  method: number;
  bytes: number;
  offset: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
const MAX_ENTRIES = 5000;
const MAX_INFLATED = 1024 * 1024;

/** Code that runs when the document is opened. */
const MACROS = /(^|\/)(vbaproject\.bin|vbadata\.xml)$|(^|\/)(macrosheets|activex)\//i;

/** An Office Open XML document of exactly this kind, without macros: the container says what is in it. */
export const isOfficeDocument = (content: Buffer, { part, contentType }: { part: string; contentType: string }): boolean => {
  const entries = entriesOf(content);
  if (!entries?.has(part) || [...entries.keys()].some((name) => MACROS.test(name))) return false;
  const types = textOf(content, entries.get('[Content_Types].xml'));
  return types !== null && types.includes(`"${contentType}"`) && !/macroenabled|vbaproject/i.test(types);
};

/** An OpenDocument file says what it is in its first entry, uncompressed; macros lie in folders of their own. */
export const isOpenDocument = (content: Buffer, mime: string): boolean => {
  const entries = entriesOf(content);
  const first = entries?.get('mimetype');
  if (!entries || first?.offset !== 0 || first.method !== 0 || textOf(content, first) !== mime) return false;
  return entries.has('content.xml') && ![...entries.keys()].some((name) => /^(basic|scripts)\//i.test(name));
};

/**
 * The central directory of a zip file. Null for anything odd: bytes before or after the archive, two entries of one
 * name, sizes that don't add up. Programs read such files in different ways, which is what hides things in them.
 */
const entriesOf = (content: Buffer): Map<string, Entry> | null => {
  const end = content.lastIndexOf(END);
  if (end === -1 || end + END_BYTES > content.length || content.readUInt32LE(0) !== LOCAL) return null;
  const [count, size, start, commentBytes] = [content.readUInt16LE(end + 10), content.readUInt32LE(end + 12), content.readUInt32LE(end + 16), content.readUInt16LE(end + 20)];
  if (count > MAX_ENTRIES || start + size !== end || end + END_BYTES + commentBytes !== content.length) return null;

  const entries = new Map<string, Entry>();
  for (let at = start; at < end; ) {
    if (at + 46 > end || content.readUInt32LE(at) !== CENTRAL) return null;
    const nameEnd = at + 46 + content.readUInt16LE(at + 28);
    const next = nameEnd + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
    const name = content.toString('utf8', at + 46, nameEnd);
    if (next > end || entries.has(name)) return null;
    entries.set(name, { name, method: content.readUInt16LE(at + 10), bytes: content.readUInt32LE(at + 20), offset: content.readUInt32LE(at + 42) });
    at = next;
  }
  return entries.size === count ? entries : null;
};

const textOf = (content: Buffer, entry: Entry | undefined): string | null => {
  if (!entry || entry.offset + 30 > content.length || content.readUInt32LE(entry.offset) !== LOCAL) return null;
  const start = entry.offset + 30 + content.readUInt16LE(entry.offset + 26) + content.readUInt16LE(entry.offset + 28);
  const packed = content.subarray(start, start + entry.bytes);
  if (entry.method === 0) return packed.toString('utf8', 0, MAX_INFLATED);
  try {
    return entry.method === 8 ? inflateRawSync(packed, { maxOutputLength: MAX_INFLATED }).toString('utf8') : null;
  } catch {
    return null;
  }
};
