import { isOfficeDocument, isOpenDocument } from './archive';
import type { FileKind } from './contract';
import { extensionOf } from './name';

interface Kind {
  extensions: readonly string[];
  /** What browsers declare for it. The first one is what we answer with. */
  mimes: readonly [string, ...string[]];
  matches(content: Buffer): boolean;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_TEXT = 'application/vnd.oasis.opendocument.text';

const startsWith =
  (signature: string, at = 0) =>
  (content: Buffer): boolean =>
    content.toString('latin1', at, at + signature.length) === signature;

/** What other programs would take for something else, although it is all letters. */
const IN_DISGUISE = /^(?:\xef\xbb\xbf)?\s*(?:<[a-z!?/]|#!|gif8|\{\\rtf|%!ps|mz)|%pdf-/i;

/** Any encoding that keeps ASCII. UTF-16 does not: its zeros are what tells text from everything else. */
const isPlainText = (content: Buffer): boolean => {
  for (const byte of content) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return false;
  return !IN_DISGUISE.test(content.toString('latin1', 0, 1024));
};

const KINDS: Record<FileKind, Kind> = {
  // Readers look for a PDF anywhere in the first kilobyte; what stands before it is what makes it two files in one.
  pdf: { extensions: ['pdf'], mimes: ['application/pdf', 'application/x-pdf'], matches: startsWith('%PDF-') },
  png: { extensions: ['png'], mimes: ['image/png', 'image/x-png'], matches: startsWith('\x89PNG\r\n\x1a\n') },
  jpg: { extensions: ['jpg', 'jpeg'], mimes: ['image/jpeg', 'image/jpg', 'image/pjpeg'], matches: startsWith('\xff\xd8\xff') },
  webp: { extensions: ['webp'], mimes: ['image/webp'], matches: (content) => startsWith('RIFF')(content) && startsWith('WEBP', 8)(content) },
  heic: {
    extensions: ['heic', 'heif'],
    mimes: ['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence'],
    matches: (content) => /^ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1)/.test(content.toString('latin1', 4, 12)),
  },
  txt: { extensions: ['txt'], mimes: ['text/plain'], matches: isPlainText },
  csv: { extensions: ['csv'], mimes: ['text/csv', 'application/csv', 'text/comma-separated-values', 'application/vnd.ms-excel', 'text/plain'], matches: isPlainText },
  docx: {
    extensions: ['docx'],
    mimes: [`${OFFICE}.wordprocessingml.document`],
    matches: (content) => isOfficeDocument(content, { part: 'word/document.xml', contentType: `${OFFICE}.wordprocessingml.document.main+xml` }),
  },
  xlsx: {
    extensions: ['xlsx'],
    mimes: [`${OFFICE}.spreadsheetml.sheet`],
    matches: (content) => isOfficeDocument(content, { part: 'xl/workbook.xml', contentType: `${OFFICE}.spreadsheetml.sheet.main+xml` }),
  },
  odt: { extensions: ['odt'], mimes: [OPEN_TEXT], matches: (content) => isOpenDocument(content, OPEN_TEXT) },
};

/** A browser that does not know the kind declares this; it says nothing, so it contradicts nothing. */
const UNDECLARED = 'application/octet-stream';

/** The kind that name, declared type and content agree on, or null. */
export const kindOf = ({ name, declared, content }: { name: string; declared: string; content: Buffer }): FileKind | null => {
  const [kind] = (Object.keys(KINDS) as FileKind[]).filter((candidate) => KINDS[candidate].extensions.includes(extensionOf(name)));
  if (!kind || (declared !== UNDECLARED && !KINDS[kind].mimes.includes(declared))) return null;
  return KINDS[kind].matches(content) ? kind : null;
};

export const mimeOf = (kind: FileKind): string => KINDS[kind].mimes[0];
export const extensionsOf = (kind: FileKind): readonly string[] => KINDS[kind].extensions;
