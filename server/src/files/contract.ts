import { z } from 'zod';
import { id } from '../kernel/contract';

/** What a visitor may send. Never a kind that a browser or an office program runs. */
export const FILE_KINDS = ['pdf', 'png', 'jpg', 'webp', 'heic', 'txt', 'csv', 'docx', 'xlsx', 'odt'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

const MB = 1024 * 1024;
export const FILE_LIMITS = {
  fileBytes: 10 * MB,
  filesPerRequest: 5,
  requestBytes: 25 * MB,
  formBytesPerDay: 500 * MB,
  /** Width times height, read from the header: a small file can be a picture that fills the memory. */
  pixels: 40_000_000,
  nameLength: 150,
} as const;

/** `missing`: the row is there, the file is not, for instance after a restore of the database alone. */
export const FILE_STATES = ['stored', 'missing'] as const;

export const storedFile = z.object({
  id,
  /** The form's field it was sent in. */
  field: z.string(),
  name: z.string(),
  mime: z.string(),
  bytes: z.number().int(),
  state: z.enum(FILE_STATES),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});
export type StoredFile = z.infer<typeof storedFile>;
