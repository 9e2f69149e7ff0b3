import { getFileNameLowLevel, type Entry } from 'yauzl';
import { problem, type FormatProblem } from './problem.ts';

/** What computers put into a zip without being asked. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)/i;
const LONGEST = 240;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u;

export const isLitter = (name: string): boolean => LITTER.test(name);

/** The path of an entry, in one spelling; a path that Windows wrote has its slashes put right. */
export const nameOf = (entry: Entry): string =>
  getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    false,
  ).normalize('NFC');

/** A name for a message: short, and nothing in it moves what stands around it. */
export const shortName = (name: string): string =>
  name.replace(/[\p{C}\u2028\u2029]/gu, '·').slice(0, 80);

/** Why a path may not be used; null when it may. */
export function badName(name: string, deepest: number): FormatProblem | null {
  const told = { name: shortName(name) };
  if (INVISIBLE.test(name)) return problem('file.zip.control', told);
  if (/^(?:\/|[a-z]:)/i.test(name)) return problem('file.zip.absolute', told);
  const parts = name.replace(/\/$/, '').split('/');
  if (parts.some((part) => part === '..' || part === '.' || part === ''))
    return problem('file.zip.escape', told);
  if (parts.some((part) => RESERVED.test(part) || /[. ]$|[<>:"|?*]/.test(part)))
    return problem('file.zip.reserved', told);
  if (parts.length > deepest) return problem('file.zip.depth', { ...told, limit: deepest });
  if (Buffer.byteLength(name) > LONGEST) return problem('file.zip.longName', told);
  return null;
}

/** What two names that some computer takes for the same have in common. */
export const folded = (name: string): string => name.normalize('NFKC').toLowerCase();
