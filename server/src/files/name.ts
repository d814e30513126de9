import { plainText } from '../kernel/text';
import { FILE_LIMITS } from './contract';

/**
 * A name that is safe to show, to send as a header and to save on any system: no path, no control or direction
 * marks, no characters that Windows forbids, and one dot only, so that nothing looks like `offer.pdf` and runs as `.exe`.
 */
export const cleanFileName = (name: string): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = (plainText(last.replace(/\p{Cf}/gu, ''), 1000) ?? '').replace(/[<>:"|?*%]/g, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  const extension = extensionOf(plain);
  const stem = (extension ? plain.slice(0, -extension.length - 1) : plain).replaceAll('.', '_').trim() || 'file';
  const room = FILE_LIMITS.nameLength - (extension ? extension.length + 1 : 0);
  return [[...stem].slice(0, room).join(''), ...(extension ? [extension] : [])].join('.');
};

/** What stands behind the last dot, in small letters; empty where there is none. */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
